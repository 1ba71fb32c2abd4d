"""Weighs what a whole sentence may mean, and whether that is sure enough to be done.

Three voices are put together; rules add their votes. What is far ahead of all others,
in the ears of most voices, and which no rule forbids, is done at once; so is what only
shows something, where it is likely. Both carry a way out unless they are beyond doubt.
Else the two best are offered; where not even they are likely, nothing is known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from importlib.resources import files
from math import log
from operator import itemgetter

from conversations.language import Utterance
from conversations.understanding.features import LONG, Read, around, read
from conversations.understanding.intents import SHOWN, URGENT
from conversations.understanding.meaning import Either, Perhaps, Wish
from conversations.understanding.rules import Rule, holding
from conversations.understanding.voices import Heard, Voices
from conversations.understanding.weights import as_shares, unpacked

PARTS = (0.35, 0.4, 0.8)
"""How much of each voice counts: naive Bayes, the nearest messages, the logistic."""
SURE = {"owner": {3: 0.6, 2: 0.9}, "officer": {3: 0.8, 2: 0.95}}
"""The share from which on it is done, by how many voices have it first.

What an officer wants is done to somebody else's case: it must be surer.
"""
STRANGE = {3: 0.9}
"""The same, where a word was said that nobody ever taught."""
URGENTLY = 0.5
PLAIN = {"owner": 0.99, "officer": 0.97}
"""The share from which on no way out is needed, where most voices say so."""
MIDDLING = 0.6
"""The share from which on what harms nobody is shown, with a way out."""
LIKELY = 0.5
"""The two best together, below which neither is offered."""
HEARD = 0.35
"""The share that one voice at least must give its own best, or nothing is known."""
NEAR_VETO = 0.02
NOTHING = "none"
COURTESIES = frozenset(("greet", "thanks"))
"""Returned, and that is all that comes of them."""
NEVER_OFFERED = frozenset({NOTHING, "greet", "thanks", "goodbye", "smalltalk"})
"""Nobody is asked whether it was a joke."""
_LEAST = 1e-4
_SHOWN = 3


@dataclass(frozen=True)
class Weighed:
    """What a sentence may mean: *ranked* intents with their shares, and why."""

    ranked: tuple[tuple[str, float], ...]
    agree: int
    rules: tuple[Rule, ...]
    vetoes: tuple[Rule, ...]
    row: Read
    heard: Heard
    who: str

    @property
    def best(self) -> str:
        """The likeliest intent."""
        return self.ranked[0][0]

    @property
    def margin(self) -> float:
        """How far the best is ahead of the next."""
        return self.ranked[0][1] - self.ranked[1][1]

    @property
    def forbidden(self) -> bool:
        """Whether it may not be done at once, however likely it is."""
        return bool(self.vetoes) or not self.agree or LONG in self.row.marks

    @property
    def sure(self) -> bool:
        """Whether the best may be done at once."""
        if self.forbidden:
            return False
        share, strange = self.ranked[0][1], self.heard.strange
        if self.best in URGENT and self.agree > 1 and not strange:
            return share >= URGENTLY
        least = (STRANGE if strange else SURE[self.who]).get(self.agree)
        return least is not None and share >= least

    @property
    def plain(self) -> bool:
        """Whether there is no doubt, so that no way out is needed."""
        return self.sure and self.agree > 1 and self.ranked[0][1] >= PLAIN[self.who]

    @property
    def shows(self) -> bool:
        """Whether the best is likely, and harms nobody who meant another."""
        likely = self.best in SHOWN and self.ranked[0][1] >= MIDDLING
        return likely and not self.forbidden

    @property
    def faint(self) -> bool:
        """Whether no voice by itself hears anything: it only fits a little of all."""
        return max(map(max, self.heard[:3])) < HEARD

    @property
    def meaning(self) -> Wish | Perhaps | Either | None:
        """What is done, or the two that are offered; None where nothing is known."""
        (first, most), (second, more) = self.ranked[:2]
        if first == NOTHING or most + more < LIKELY or self.faint:
            return None
        if self.plain or (self.sure and first in COURTESIES):
            return Wish(first)
        near = [Wish(each) for each in (first, second) if each not in NEVER_OFFERED]
        if self.sure or self.shows:
            return Perhaps(tuple(dict.fromkeys((Wish(first), *near))))
        likely = [each for each, _ in self.ranked[:_SHOWN] if each not in NEVER_OFFERED]
        return Either(tuple(map(Wish, likely[:2]))) if near else None


class Classifier:
    """The voices and the rules, together."""

    def __init__(self, voices: Voices) -> None:
        self.voices = voices

    def weigh(self, said: Utterance, context: str) -> Weighed:
        """What *said* may mean where it was said."""
        row = read(said, context)
        who = "officer" if context == "officer" else "owner"
        names = self.voices.names(who)
        heard = self.voices.hear(row, who)
        rules = tuple(holding(known_by(row)))
        shares = as_shares(_together(names, heard, rules))
        ranked = nlargest(_SHOWN, zip(names, shares, strict=True), key=itemgetter(1))
        best = names.index(ranked[0][0])
        agree = sum(max(voice) == voice[best] for voice in heard[:3])
        near = {
            name
            for name, share in zip(names, shares, strict=True)
            if share >= NEAR_VETO
        }
        vetoes = tuple(
            rule
            for rule in rules
            if ranked[0][0] in rule.veto and (not rule.over or rule.over in near)
        )
        return Weighed(tuple(ranked), agree, rules, vetoes, row, heard, who)


def _together(
    names: Sequence[str], heard: Heard, rules: Iterable[Rule]
) -> Sequence[float]:
    """The voices put together, and the votes of the rules, for each of *names*."""
    votes: dict[str, float] = {}
    for rule in rules:
        for intent, vote in rule.vote.items():
            votes[intent] = votes.get(intent, 0) + vote / 100
    first, second, third = PARTS
    return [
        first * log(bayes + _LEAST)
        + second * log(like + _LEAST)
        + third * log(logistic + _LEAST)
        + votes.get(name, 0)
        for name, bayes, like, logistic in zip(names, *heard[:3], strict=True)
    ]


def known_by(row: Read) -> set[str]:
    """What rules may look at: words, kinds, kinds in order, and marks."""
    said = {name for names in row.names for name in names}
    said.update(around(row))
    if len(row.words) == 1:
        said.add("@one")
    return said


@lru_cache(1)
def shipped() -> Classifier:
    """The classifier with the weights of this package."""
    return Classifier(
        Voices(unpacked((files(__package__) / "weights.bin").read_bytes()))
    )
