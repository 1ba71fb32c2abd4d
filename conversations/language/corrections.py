"""An answer put right in passing: what is named, what it is instead, what it was.

"Eh salah, kecamatannya Anyar", "ganti nama usaha jadi Batik Contoh Dua", "bukan 5 tapi
7 orang". What something was called wrong, or is to be changed, has to be said.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from conversations.language.lists import listed
from conversations.language.passages import Heading, Passage

_SAID = listed("corrections")
_CHANGE, _SLIPS, _RIGHT = _SAID["change"], _SAID["slips"], _SAID["right"]
_DENIES, _INSTEAD = _SAID["denies"], _SAID["instead"]
_TELLING = _CHANGE | _SLIPS | (_RIGHT - {"yang"}) | _DENIES
_SURE_RIGHT = _RIGHT - {"yang"}
_LEADING = _CHANGE | _SLIPS | _RIGHT | _SAID["into"] | _SAID["around"] | {"kurang"}
_TRAILING = _SAID["around"] | _SLIPS | _CHANGE | _RIGHT


_PEOPLE_OR_DOORS = frozenset({"owner_name", "business_name"})
_TYPED = re.compile(r"(?i)^tulis(?: |$)")


class Correction(NamedTuple):
    """What is *said* instead of what *was* said, of one of the questions *keys*.

    Without *keys* it names none; *slip*: it is said that something was wrong.
    """

    keys: tuple[str, ...]
    said: str
    was: str
    slip: bool


def read_correction(passage: Passage) -> Correction | None:
    """The correction in *passage*; None where nothing is put right."""
    words = set(passage.said)
    if len(passage.segments) > 1 and "kurang" in words:  # "namanya kurang, Siti ..."
        words.add("salah")
    if words.isdisjoint(_TELLING) or not words.isdisjoint(_SAID["asks"]):
        return None
    slip, named = not words.isdisjoint(_SLIPS), _named(passage)
    if _stays(passage.said):  # whoever asks that is shown what was said
        return (
            Correction(named.keys, "", "", slip) if named and "kan" in words else None
        )
    last = len(passage.said)
    said, was = _instead(passage, _righted(passage, named), last)
    if named and not said:  # "salah kecamatan, Anyar yang benar"
        said, was = _instead(passage, named.value, last)
    if named and not said:  # "bukan 5 tapi 7 orang"
        said, was = _instead(passage, 0, named.start)
    if named and not _PEOPLE_OR_DOORS.isdisjoint(named.keys):
        said = _TYPED.sub("", said)  # "salah, tulis Siti ya"
    if said.casefold() in _SAID["empty"]:
        said = ""
    if named is None:
        # "Siti eh salah Aminah" puts right what it says itself.
        whole = _SLIPS.isdisjoint(said.casefold().split())
        told = said and whole and (slip or was or not words.isdisjoint(_SURE_RIGHT))
        return Correction((), said, was, slip) if told else None
    wanted = words & (_CHANGE | (_SLIPS - {"eh", "sorry", "maksud", "maksudnya"}))
    return Correction(named.keys, said, was, slip) if said or wanted else None


def of_another(words: Sequence[str]) -> bool:
    """Whether *words* speak of somebody else, or of another time."""
    return not _SAID["elsewhere"].isdisjoint(words)


def _stays(said: Sequence[str]) -> bool:
    """Whether it is said that something is right already, or is not to be changed."""
    return any(
        (word in _SURE_RIGHT and before in _SAID["stays"])
        or (word in _CHANGE and before in _SAID["keeps"])
        for before, word in pairwise(said)
    )


def _named(passage: Passage) -> Heading | None:
    """The first name of a question."""
    return next((each for each in passage.headings if each.name), None)


def _righted(passage: Passage, named: Heading | None) -> int:
    """Where what is right begins: behind "yang benar", else behind the name."""
    start = named.value if named else 0
    right = [i for i, word in enumerate(passage.said) if word in _SURE_RIGHT]
    return right[-1] + 1 if named and right and right[-1] >= start else start


def _instead(passage: Passage, start: int, end: int) -> tuple[str, str]:
    """What is said from *start* up to *end*, and what is denied there."""
    said = passage.said
    start = _skipped(passage, start, end)
    denied = next((i for i in range(start, end) if said[i] in _DENIES), None)
    if denied is None:
        return _value(passage, start, end), ""
    if denied > start:  # "Anyar bukan Kramatwatu"
        return _value(passage, start, denied), _value(passage, denied + 1, end)
    for turn in range(denied + 2, end):
        if said[turn] in _INSTEAD or passage.words[turn].opens:
            was = _value(passage, denied + 1, turn)
            return _value(passage, turn, end), was
    return "", ""


def _value(passage: Passage, start: int, end: int) -> str:
    """The answer from *start* on, without what stands around it."""
    start = stop = _skipped(passage, start, end)
    while stop < end and not (stop > start and passage.words[stop].opens):
        stop += 1
    while stop > start and passage.said[stop - 1] in _TRAILING:
        stop -= 1
    return passage.written(start, stop)


def _skipped(passage: Passage, start: int, end: int) -> int:
    """The first word from *start* on that says what it is instead."""
    while start < end and passage.said[start] in _LEADING | _INSTEAD:
        start += 1
    return start
