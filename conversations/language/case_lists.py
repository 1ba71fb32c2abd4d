"""Which cases a list is asked for, in words: "kasus macet di Kramatwatu".

Here words are only told apart; what a place, a person or a stage is, know others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from conversations.language.lists import phrases
from conversations.language.normalise import fold
from conversations.language.utterance import Utterance, once

NAMED = ("place", "holder", "stage", "road")
"""What is named by the words behind a word that leads to it."""
_SAID = {
    fold(phrase): kind
    for kind, text in phrases("cases").items()
    for phrase in text.split(",")
}
_HEADS = frozenset(phrase for phrase, kind in _SAID.items() if kind == "head")
_LONGEST = max(len(phrase.split()) for phrase in _SAID)
_MOST = 14
"""Words of a list that is asked for; more are a story."""
_DAYS = {"hari": 1, "day": 1, "minggu": 7, "week": 7, "bulan": 30, "month": 30}
_AGE = re.compile(
    r"\b(?:(?:lebih|di atas|sudah|over|more)(?: dari| than)? )?(\d{1,3}) "
    rf"({'|'.join(_DAYS)})s?\b"
)


@dataclass(frozen=True)
class CaseList:
    """What is said of the cases: in one word each, how old, and what is named.

    *rest* is what says nothing of a list: a name, most of all.
    """

    flags: frozenset[str] = frozenset()
    days: int = 0
    place: str = ""
    holder: str = ""
    stage: str = ""
    road: str = ""
    rest: str = ""
    headed: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it says which cases, or that it is all of them."""
        return bool(self.flags or self.days or self.names != self.rest)

    @property
    def names(self) -> str:
        """All that may be a name."""
        said = self.rest, self.holder, self.place, self.stage, self.road
        return " ".join(each for each in said if each)

    @property
    def own(self) -> bool:
        """Whether it is whatever one holds oneself, and nothing of it in particular."""
        mine = CaseList(frozenset({"mine"}), headed=self.headed)
        return replace(self, flags=self.flags - {"all"}) == mine

    @property
    def plain(self) -> bool:
        """Whether it is a list that is asked for, and nothing else is said."""
        only_new = self.flags == {"submitted"}  # which the queue shows
        return self.headed and self.narrows and not self.rest and not only_new


@once
def read_list(said: Utterance) -> CaseList:
    """What *said* says of the cases that are wanted."""
    if len(said.words) > _MOST:
        return CaseList(rest=said.folded)
    text = said.folded
    age = _AGE.search(text)
    text = _AGE.sub(" ", text)
    found: dict[str, list[str]] = {}
    for kind, words in _told_apart(text.split()):
        found.setdefault(kind, []).extend(words)
    named = {kind: " ".join(found.pop(kind, ())) for kind in (*NAMED, "rest")}
    found.pop("head", None)
    headed = not _HEADS.isdisjoint(said.words)
    return CaseList(
        flags=frozenset(found),
        days=int(age[1]) * _DAYS[age[2]] if age else 0,
        headed=headed,
        **named,
    )


def _told_apart(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each run of *words* with its kind; of what is named, the words behind."""
    at, naming = 0, "rest"
    while at < len(words):
        size, kind = next(
            (
                (n, _SAID[phrase])
                for n in range(_LONGEST, 0, -1)
                if (phrase := " ".join(words[at : at + n])) in _SAID
            ),
            (1, naming),
        )
        run, at = words[at : at + size], at + size
        if kind in NAMED and run[0] in _LEADS:
            naming = kind
        elif kind in (*NAMED, "rest"):
            yield naming, run
        elif kind != "around":
            naming = "rest"
            yield kind, []


_LEADS = frozenset(phrase.split()[0] for phrase, kind in _SAID.items() if kind in NAMED)
