"""Offices of the region (OPD): which follow, and which do not yet.

Which there are, only an installation knows; without its list those that follow are
told alone. An office writes its name as it likes, so names are compared by the words
that tell one office from another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.language import fold

_COMMON = frozenset(
    {
        *("dinas", "badan", "kantor", "kab", "kabupaten"),
        *("serang", "pemkab", "daerah", "dan"),
    }
)
"""Words that many offices have in their names."""
_ALIKE = 0.5
"""Two names with so many of their words in common are one office."""


@dataclass(frozen=True, slots=True)
class Opd:
    """An office that applied: whether it is *certified*, or still on its way."""

    name: str
    certified: bool = False
    guided: bool = False

    @property
    def follows(self) -> bool:
        """Whether it has something to show for it."""
        return self.certified or self.guided


@dataclass(frozen=True, slots=True)
class Offices:
    """Those that *follow*, and those of the list that do *not_yet*, by name.

    *listed* is how many the list has, nought where there is none.
    """

    certified: tuple[str, ...] = ()
    guided: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    listed: int = 0

    @property
    def follow(self) -> int:
        """How many follow."""
        return len(self.certified) + len(self.guided)


def sorted_out(listed: Mapping[str, str], applied: Sequence[Opd]) -> Offices:
    """The offices of the list, and those that follow and stand in none."""
    found: dict[str, list[Opd]] = {name: [] for name in listed.values()}
    for each in applied:
        if each.follows:
            found.setdefault(_called(each.name, listed), []).append(each)
    certified = [n for n, of in found.items() if any(one.certified for one in of)]
    guided = [n for n, of in found.items() if of and n not in certified]
    none = tuple(name for name, of in found.items() if not of)
    return Offices(tuple(certified), tuple(guided), none, len(listed))


def _called(name: str, listed: Mapping[str, str]) -> str:
    """*name* as the list has it; as it is, where the list does not know it."""
    words = _words(name)
    alike = {
        whole: max(_share(words, _words(whole)), _share(words, _words(short)))
        for short, whole in listed.items()
    }
    likeliest = max(alike, key=alike.__getitem__, default="")
    return likeliest if alike.get(likeliest, 0) >= _ALIKE else name


def _words(name: str) -> frozenset[str]:
    every = frozenset(fold(name).replace("_", " ").split())
    return every - _COMMON or every


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
