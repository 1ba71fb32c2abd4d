"""A kecamatan as people write it. A wrong name is never taken silently.

Sure is: the name or a known other spelling of it, alone or after *kec.*; or a slip of
one letter in a long name that is near no other. All else is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

from rapidfuzz import fuzz

from conversations.engine.reading.normalise import fold
from conversations.engine.reading.slang import COURTEOUS, words


@dataclass(frozen=True)
class Place:
    """A kecamatan of ours, by the code of the ministry."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """A neighbouring kota or kabupaten, which another Dinas looks after."""

    code: str
    name: str
    kecamatan: tuple[str, ...] = ()


@dataclass(frozen=True)
class SurePlace:
    """It is this place; not *exact* if the spelling was mended on the way."""

    code: str
    exact: bool


@dataclass(frozen=True)
class UnsurePlaces:
    """It may be one of *codes*, or lie in one of the regions *elsewhere*."""

    codes: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class OtherRegion:
    """It lies in the region with this code."""

    code: str


Found: TypeAlias = SurePlace | UnsurePlaces | OtherRegion | None

OFFERED = 3
_TAKEN, _MARGIN, _NEAR, _BEHIND = 88, 8, 60, 20
_SHORTEST_TYPO = 6
_MOST_LETTERS = 160

# A far larger city has the name too, and is what most people mean by it.
_FAMOUS = frozenset({"bandung"})

_FILLER = COURTEOUS | words(
    "saya kami di dari daerah wilayah alamat alamatnya tinggal rumah usaha ada ini",
    "itu nya ya saja yang lokasi lokasinya tempat tempatnya provinsi prov banten",
    "indonesia",
)
_SMALLER = words(
    "desa ds kelurahan kampung kp kmp dusun",
)
_KINDS = frozenset({"kecamatan", "kabupaten"})
_KECAMATAN = re.compile(r"\bkecamatan (.+?)(?= (?:kabupaten|kota|provinsi|prov)\b|$)")
_LONGEST = 3  # words in a name


def match_place(
    text: str,
    places: Sequence[Place],
    elsewhere: Sequence[Elsewhere] = (),
    home: str = "Serang",
) -> Found:
    """The place *text* names; *home* is the name of the kabupaten it should lie in."""
    said = fold(text)
    if not said or len(said) > _MOST_LETTERS:
        return None
    home = fold(home)
    at_home = re.search(rf"\bkabupaten {home}\b", said) is not None
    said = re.sub(rf"\bkabupaten {home}\b", " ", said)
    named = _KECAMATAN.search(said)
    words = (named[1] if named else said).split()
    smaller = not named and bool(_SMALLER & set(words))
    words = [w for w in words if w not in _FILLER | _SMALLER | _KINDS]
    if len(words) > 1 and words[-1] == home and words[0] != "kota":
        at_home, words = True, words[:-1]
    if not words:
        return None
    qualified = at_home or named is not None
    book = _book(tuple(places), tuple(elsewhere))
    exact = book.called(words)
    if len(exact) == 1 and not smaller:
        code, ours = exact[0]
        if ours and (qualified or "".join(words) not in _FAMOUS):
            return SurePlace(code, exact=True)
        if not ours and (qualified or words != [home]):
            return OtherRegion(code)
    if exact:
        return _offer(exact)
    inside = book.inside(words)
    return (
        _offer(inside) if inside else _nearest("".join(words), book, sure=not smaller)
    )


_Hit: TypeAlias = tuple[str, bool]  # a code, and whether it is one of our own


@dataclass(frozen=True)
class _Book:
    """All names we know, without spaces."""

    places: tuple[Place, ...]
    elsewhere: tuple[Elsewhere, ...]

    @cached_property
    def names(self) -> list[tuple[str, _Hit]]:
        """Every name with what it stands for, a region also without *kota*."""
        ours = [
            (name, (place.code, True))
            for place in self.places
            for name in (place.name, *place.aliases)
        ]
        theirs = [
            (name, (region.code, False))
            for region in self.elsewhere
            for name in (region.name, *region.kecamatan, *_turned(region.name))
        ]
        return [(fold(name).replace(" ", ""), hit) for name, hit in (*ours, *theirs)]

    def called(self, words: Sequence[str]) -> list[_Hit]:
        """What goes by exactly *words*."""
        joined = "".join(words)
        return list(dict.fromkeys(h for name, h in self.names if name == joined))

    def inside(self, words: Sequence[str]) -> list[_Hit]:
        """What is named somewhere within *words*."""
        spans = {
            "".join(words[i : i + n])
            for n in range(1, _LONGEST + 1)
            for i in range(len(words) - n + 1)
        }
        return list(dict.fromkeys(h for name, h in self.names if name in spans))


@lru_cache(maxsize=16)
def _book(places: tuple[Place, ...], elsewhere: tuple[Elsewhere, ...]) -> _Book:
    """The names of an office, folded once."""
    return _Book(places, elsewhere)


def _turned(region: str) -> tuple[str, ...]:
    """Other ways to say *region*: Kota Cilegon is Cilegon, and Cilegon Kota."""
    kind, _, name = region.partition(" ")
    return (name, f"{name} {kind}") if kind in {"Kota", "Kabupaten"} else ()


def _nearest(joined: str, book: _Book, *, sure: bool) -> Found:
    """What is spelled like *joined*: taken if long and near nothing else."""
    scores: dict[_Hit, float] = {}
    for name, hit in book.names:
        score = fuzz.ratio(joined, name)
        if score >= _NEAR and score > scores.get(hit, 0):
            scores[hit] = score
    if not scores:
        return None
    ranked = sorted(scores, key=lambda hit: -scores[hit])
    best = scores[ranked[0]]
    second = scores[ranked[1]] if len(ranked) > 1 else 0
    taken = sure and best >= _TAKEN and best - second >= _MARGIN
    if taken and ranked[0][1] and len(joined) >= _SHORTEST_TYPO:
        return SurePlace(ranked[0][0], exact=False)
    return _offer([hit for hit in ranked if scores[hit] > best - _BEHIND])


def _offer(hits: Sequence[_Hit]) -> UnsurePlaces:
    """The first few of *hits*, ours and others apart."""
    few = hits[:OFFERED]
    return UnsurePlaces(
        tuple(code for code, ours in few if ours),
        tuple(code for code, ours in few if not ours),
    )
