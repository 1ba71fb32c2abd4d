"""An answer put right in passing: what is named, what it is instead, what it was.

"Eh salah, kecamatannya Anyar", "ganti nama usaha jadi Batik Contoh Dua", "bukan 5 tapi
7 orang", "*Anyar". What was called wrong, or is to be changed, has to be said.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from conversations.language.free_words import known
from conversations.language.in_passing import VAGUE
from conversations.language.lists import listed
from conversations.language.passages import Heading, Passage

_SAID = listed("corrections")
_CHANGE, _SLIPS, _RIGHT = _SAID["change"], _SAID["slips"], _SAID["right"]
_DENIES, _INSTEAD = _SAID["denies"], _SAID["instead"]
_SURE_RIGHT = _RIGHT - {"yang"}
_TELLING = _CHANGE | _SLIPS | _SURE_RIGHT | _DENIES
_LEADING = _CHANGE | _SLIPS | _RIGHT | _SAID["into"] | _SAID["around"] | {"kurang"}
_TRAILING = _SAID["around"] | _SLIPS | _CHANGE | _RIGHT
_BEFORE_RIGHT = _SURE_RIGHT | _INSTEAD | _SAID["becomes"]
_WANTED = _CHANGE | _SURE_RIGHT | (_SLIPS - _SAID["softly"])
_PEOPLE_OR_DOORS = frozenset({"owner_name", "business_name"})
_TYPED = re.compile(r"(?i)^(?:(?:tulis|ketik)(?: |$))+")
CONFIRM = "kan"
"""Asks whether it is so: "sudah benar kan?"."""
_HUNG_ON = re.compile(r"(?i)(?<=\w{4})nya\b")
_STARRED = re.compile(r"\s*(?:\*[^*]+|[^*]+\*)\s*")


class Correction(NamedTuple):
    """What is said instead of what *was* said, of one of the questions *keys*.

    *ways* to read it, the likeliest first. Without *keys* it names none. *slip*: it is
    said that something was wrong; *wanted*: or that it is to be changed, so that it is
    asked again where nothing is said instead.
    """

    keys: tuple[str, ...]
    ways: tuple[str, ...]
    was: str = ""
    slip: bool = False
    wanted: bool = False


def read_correction(passage: Passage) -> Correction | None:
    """The correction in *passage*; None where nothing is put right."""
    words = _words(passage)
    starred = bool(_STARRED.fullmatch(passage.text))
    telling = starred or not words.isdisjoint(_TELLING)
    if not telling or not words.isdisjoint(_SAID["asks"]):
        return None
    slip, named = starred or not words.isdisjoint(_SLIPS), _named(passage)
    if _stays(passage.said):  # whoever asks that is shown what was said
        if named is None or CONFIRM not in words:
            return None
        return Correction(named.keys, (), slip=slip, wanted=True)
    wanted = not words.isdisjoint(_WANTED)
    if named is None:
        return _of_no_name(passage, slip=slip, wanted=wanted)
    last = len(passage.said)
    found = [
        *_ways(passage, named.value, last),
        *_ways(passage, 0, named.start),  # "bukan 5 tapi 7 orang"
        *_clauses(passage, named.value),  # "nomornya kurang satu angka, 0812..."
    ]
    return _put_right(named, found, slip=slip, wanted=wanted)


def each_named(passage: Passage) -> Iterator[Correction]:
    """What is said instead of each that is named, up to the next that is."""
    named = [each for each in passage.headings if each.name or _of_a_door(each)]
    ends = [*[each.start for each in named[1:]], len(passage.said)]
    for heading, end in zip(named, ends, strict=False):
        found = _ways(passage, heading.value, end)
        yield _put_right(heading, list(found), slip=False, wanted=False)


def of_another(words: Sequence[str]) -> bool:
    """Whether *words* speak of somebody else, or of another time."""
    return not _SAID["elsewhere"].isdisjoint(words)


def _words(passage: Passage) -> set[str]:
    words = {*passage.said, *[each.said for each in passage.words]}
    words |= {word.removesuffix("nya") for word in words & {"gelarnya"}}
    if len(passage.segments) > 1 and words & {"kurang", "gelar"}:
        words.add("salah")  # "namanya kurang, Siti ...", "ada gelarnya, tulis Dra. ..."
    return words


def _put_right(
    named: Heading, found: list[tuple[str, str]], *, slip: bool, wanted: bool
) -> Correction:
    """The correction of what is *named*, by all that was *found* instead."""
    ways = [said for said, _ in found]
    if _of_a_name(named):
        ways = [_TYPED.sub("", said) for said in ways]  # "salah, tulis Siti ya"
        ways = [w for w in ways if not _SAID["kin"].issuperset(w.casefold().split())]
    ways = [said for said in ways if said.casefold() not in _SAID["empty"]]
    was = next((was for _, was in found if was), "")
    return Correction(named.keys, _unique(ways), was, slip, wanted)


def _of_no_name(passage: Passage, *, slip: bool, wanted: bool) -> Correction | None:
    """What is so instead, of whatever it may be."""
    found = list(_ways(passage, 0, len(passage.said)))
    if not (slip or wanted):
        found = [row for row in found if row[1] or _SAID["right"] & set(passage.said)]
    if slip:  # "wah keliru saya, Jawilan harusnya"
        found += _clauses(passage, 0)
    # "Siti eh salah Aminah" puts right what it says itself.
    ways = [said for said, _ in found if not _says_nothing(said.casefold().split())]
    was = next((was for _, was in found if was), "")
    return Correction((), _unique(ways), was, slip, wanted) if any(ways) else None


def _says_nothing(words: list[str]) -> bool:
    """Whether *words* may be said of anything, or put right what they say."""
    return not _SLIPS.isdisjoint(words) or VAGUE.issuperset(words)


def _clauses(passage: Passage, start: int) -> Iterator[tuple[str, str]]:
    """What each stretch behind *start* says."""
    for clause in passage.segments[1:]:
        if clause.start > start:
            yield _instead(passage, clause.start, clause.end)


def _unique(ways: list[str]) -> tuple[str, ...]:
    """*ways* as they may be read: without what is small before a name written large."""
    found = [each for said in ways for each in (_from_large(said), said)]
    found += [bare for said in ways if (bare := _HUNG_ON.sub("", said)) != said]
    return tuple(filter(None, dict.fromkeys(found)))


def _from_large(said: str) -> str:
    """*said* from the first word written large: "istri saya Siti Contoh"."""
    words = said.split()
    large = next((i for i, word in enumerate(words) if word[:1].isupper()), 0)
    before = {word.casefold().rstrip(".") for word in words[:large]}
    return said if before & known.titles else " ".join(words[large:])


def _stays(said: Sequence[str]) -> bool:
    """Whether it is said that something is right already, or is not to be changed."""
    return any(
        (word in _SURE_RIGHT and before in _SAID["stays"])
        or (word in _CHANGE and before in _SAID["keeps"])
        for before, word in pairwise(said)
    )


def _named(passage: Passage) -> Heading | None:
    """The first name of a question; not one on a paper: "nama di NIB salah"."""
    for heading in passage.headings:
        on_paper = passage.said[heading.value - 1] == "di" and heading.value > 0
        if heading.name and not (on_paper and _of_a_name(heading)):
            return heading
    return None


def _of_a_name(heading: Heading) -> bool:
    """Whether *heading* leads to what somebody, or a business, is called."""
    return not _PEOPLE_OR_DOORS.isdisjoint(heading.keys)


def _of_a_door(heading: Heading) -> bool:
    """Whether *heading* leads to the name of a business: "usahanya Batik Contoh"."""
    return "business_name" in heading.keys and heading.value > heading.start


def _ways(passage: Passage, start: int, end: int) -> Iterator[tuple[str, str]]:
    """What may be said instead from *start* up to *end*, and what is denied there."""
    said = passage.said
    right = [
        place
        for place in range(start, end)
        if not _BEFORE_RIGHT.isdisjoint((said[place], passage.words[place].said))
    ]
    if right:
        yield _instead(passage, right[-1] + 1, end)
    yield _instead(passage, start, end)


def _instead(passage: Passage, start: int, end: int) -> tuple[str, str]:
    """What is said from *start* up to *end*, and what is denied there."""
    said = passage.said
    denied = _denied(passage, start, end)
    if denied is None:
        return _value(passage, start, end), ""
    if before := _value(passage, start, denied):  # "Anyar bukan Kramatwatu"
        return before, _value(passage, denied + 1, end)
    for turn in range(denied + 2, end):
        if said[turn] in _INSTEAD or passage.words[turn].opens:
            was = _value(passage, denied + 1, turn)
            return _value(passage, turn, end), was
    return "", ""


def _denied(passage: Passage, start: int, end: int) -> int | None:
    """Behind which word it is said what it is not: "bukan 5", "salah pilih cap"."""
    said = passage.said
    for place in range(start, end):
        if said[place] in _DENIES:
            return place
        acted = said[place] in _SAID["acts"] and place + 1 < end
        if (
            acted
            and not passage.words[place + 1].opens
            and said[place + 1] not in _LEADING
        ):
            before = said[max(0, place - 2) : place + 1]
            if not (_SLIPS | _SAID["by_chance"]).isdisjoint(before):
                return place
    return None


def _value(passage: Passage, start: int, end: int) -> str:
    """The answer from *start* on, without what stands around it."""
    start = stop = _skipped(passage, start, end)
    while stop < end and not (stop > start and _closes(passage, stop)):
        stop += 1
    while stop > start and _trails(passage, start, stop - 1):
        stop -= 1
    return passage.written(start, stop)


def _closes(passage: Passage, place: int) -> bool:
    """Whether no answer goes on at *place*: "Siti pakai S", "Siti sesuai KTP"."""
    return passage.words[place].opens or passage.said[place] in _SAID["closes"]


def _trails(passage: Passage, start: int, place: int) -> bool:
    """Whether the word at *place* only stands behind a value that began at *start*.

    In a name that is written large it belongs to it: "Batik Contoh Lagi".
    """
    first, word = (passage.written(at, at + 1) for at in (start, place))
    large = word.istitle() and first.istitle() and place > start
    return passage.said[place] in _TRAILING | _SAID["joins"] and not large


def _skipped(passage: Passage, start: int, end: int) -> int:
    """The first word from *start* on that says what it is instead."""
    while start < end and passage.said[start] in _LEADING | _INSTEAD:
        start += 1
    return start
