"""Cases found by what an officer remembers: a number, a name, a telephone, a place.

Without a word they are those that the officer holds, for these are what one speaks of.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from rapidfuzz import fuzz

from conversations.cases import access, masking
from conversations.cases.decision import Person
from conversations.cases.names import place
from conversations.cases.records import CaseName
from conversations.language import fold
from conversations.language.lists import listed
from conversations.language.slang import COURTEOUS

MOST = 24
"""So many are put to choose from; who finds more says more."""
_NEAR = 85
_BESIDE = COURTEOUS | listed("wishes")["around_case"]
"""Words around what is sought, unless that is all there is."""


class Found(Struct, frozen=True, omit_defaults=True):
    """The cases that were found, of so many; the likeliest first."""

    count: int = 0
    cases: tuple[CaseName, ...] = ()


def found(asked: Mapping[str, Any], seen: Sequence[CaseName], who: Person) -> Found:
    """What was found, for whoever may look; nothing for anybody else."""
    if who.officer is None or who.officer.role not in access.LOOKERS:
        return Found()
    return Found(len(seen), masking.read_by(who.officer, tuple(seen[:MOST])))


def matching(said: str, among: Sequence[CaseName]) -> tuple[CaseName, ...]:
    """Those of *among* that *said* names; where none is called so, what is near.

    One that is called just so is meant, and not those that are called longer.
    """
    sought = _sought(said)
    whole = " ".join(sought)
    called = [(each, fold(each.business), fold(each.owner)) for each in among]
    exactly = [each for each, *names in called if whole in names]
    if exactly or not sought:
        return tuple(exactly)
    holding = [
        each
        for each, *names in called
        if _holds([*names, fold(place(each.kecamatan).label)], sought)
    ]
    if holding:
        return tuple(holding)
    return tuple(each for each, *names in called if _near(names, whole))


def holders(said: str, among: Mapping[str, str]) -> tuple[str, ...]:
    """The officers whom *said* names, by id, of *among* by what they are called."""
    sought = _sought(said)
    return tuple(
        id_ for id_, name in among.items() if sought and _holds([fold(name)], sought)
    )


def _sought(said: str) -> list[str]:
    """The words of *said* by which something is found."""
    every = fold(said).split()
    return [word for word in every if word not in _BESIDE] or every


def _holds(names: Sequence[str], sought: Sequence[str]) -> bool:
    """Whether each word that is sought begins one of *names*."""
    known = " ".join(names).split()
    return all(any(word.startswith(each) for word in known) for each in sought)


def _near(names: Sequence[str], whole: str) -> bool:
    """Whether one of *names* is written nearly so."""
    return any(fuzz.ratio(name, whole) >= _NEAR for name in names)
