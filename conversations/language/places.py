"""A kecamatan as people write it. A wrong name is never taken silently.

Sure is: the name or a known other spelling of it, alone or after *kec.*; or a slip of
one letter in a long name that is near no other. All else is asked. What is announced
as a village or a road is its name, and never matched by sound: "Desa Harjatani,
Kramatwatu" names one kecamatan, "Desa Pegadingan" none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz import fuzz, process

from conversations.language.normalise import fold
from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Said, Utterance


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


@dataclass(frozen=True)
class Smaller:
    """It is a village or a road; of its kecamatan nothing was said."""


_Hit: TypeAlias = tuple[str, bool]  # a code, and whether it is one of our own
Found: TypeAlias = SurePlace | UnsurePlaces | OtherRegion | Smaller | None

OFFERED = 3
_TAKEN, _MARGIN, _NEAR, _BEHIND = 88, 8, 65, 20
_SHORTEST_TYPO = 6
_MOST_LETTERS = 160

# A far larger city has the name too, and is what most people mean by it.
_FAMOUS = frozenset({"bandung"})

_FILLER = COURTEOUS | words(
    "saya kami di dari nang ning ing neng daerah wilayah alamat alamatnya tinggal",
    "rumah usaha ada ini",
    "itu nya ya saja yang lokasi lokasinya tempat tempatnya provinsi prov banten",
    "indonesia",
)
_VILLAGE = words(
    "desa ds kelurahan kampung kp kmp kampong dusun perum perumahan komplek kompleks",
    "lingkungan blok",
)
_ROAD = words("jalan jl jln gang gg")
_HOUSE = words("rt rw no nomor km kode pos")
_BESIDE = words("dekat deket sebelah samping belakang depan arah sebelum lewat pinggir")
_LANDMARK = _BESIDE | words(
    "pasar masjid mesjid sekolah sd smp kantor puskesmas stasiun terminal lapangan",
    "kota pusat tengah pertigaan perempatan jembatan toko",
)
_DENIALS = words("bukan tidak selain kecuali")
_TURNS = words("tapi tetapi melainkan namun")
_KINDS = frozenset({"kecamatan", "kabupaten"})
_NOT_NAMES = _FILLER | _KINDS | _HOUSE
_KECAMATAN = re.compile(r"\bkecamatan (.+?)(?= (?:kabupaten|kota|provinsi|prov)\b|$)")
_LONGEST = 3  # words in a name
_VOWELS = str.maketrans("", "", "aeiou ")
_FEW = 3
"""Consonants of a name that is still known without its vowels: one more."""


class Gazetteer:
    """All names that an office knows, without spaces; *home* is its kabupaten."""

    def __init__(
        self,
        places: Iterable[Place],
        elsewhere: Iterable[Elsewhere] = (),
        home: str = "Serang",
    ) -> None:
        self.home = fold(home)
        self.at_home = re.compile(rf"\bkabupaten {self.home}\b")
        ours = [
            (name, (place.code, True))
            for place in places
            for name in (place.name, *place.aliases)
        ]
        theirs = [
            (name, (region.code, False))
            for region in elsewhere
            for name in (region.name, *region.kecamatan, *_turned(region.name))
        ]
        named = [(fold(name).replace(" ", ""), hit) for name, hit in (*ours, *theirs)]
        self.names = tuple(name for name, _ in named)
        """Every name, a region also without *kota*."""
        self.hits = tuple(hit for _, hit in named)
        """What each of them stands for."""
        self._bare = {
            _bare(name): name for name in self.names if len(_bare(name)) > _FEW
        }
        self._at: dict[str, list[int]] = {}
        for at, name in enumerate(self.names):
            self._at.setdefault(name, []).append(at)

    def knows(self, words: Sequence[str]) -> bool:
        """Whether anything goes by exactly *words*."""
        return "".join(words) in self._at

    def spelt(self, word: str) -> str:
        """*word* with the vowels that were left out of it: "pdrincang"."""
        name = self._bare.get(_bare(word), "")
        short = len(name) - len(word) in range(1, len(name))
        return name if short and _within(word, name) else word

    def called(self, words: Sequence[str]) -> list[_Hit]:
        """What goes by exactly *words*."""
        return self._hits(self._at.get("".join(words), ()))

    def begins(self, words: Sequence[str]) -> bool:
        """Whether *words* begin with a name."""
        return any("".join(words[:n]) in self._at for n in range(1, _LONGEST + 1))

    def inside(self, words: Sequence[str]) -> list[_Hit]:
        """What is named somewhere within *words*."""
        spans = {
            "".join(words[i : i + n])
            for n in range(1, _LONGEST + 1)
            for i in range(len(words) - n + 1)
        }
        return self._hits(sorted(at for span in spans for at in self._at.get(span, ())))

    def _hits(self, places: Iterable[int]) -> list[_Hit]:
        return list(dict.fromkeys(self.hits[at] for at in places))


def _bare(word: str) -> str:
    """*word* without its vowels."""
    return word.translate(_VOWELS)


def _within(word: str, name: str) -> bool:
    """Whether *name* has the letters of *word* in their order."""
    letters = iter(name)
    return all(letter in letters for letter in word)


def _turned(region: str) -> tuple[str, ...]:
    """Other ways to say *region*: Kota Cilegon is Cilegon, and Cilegon Kota."""
    kind, _, name = region.partition(" ")
    return (name, f"{name} {kind}") if kind in {"Kota", "Kabupaten"} else ()


def match_place(said: Said, gazetteer: Gazetteer) -> Found:
    """The place that *said* names."""
    folded, home = Utterance.of(said).folded, gazetteer.home
    if not folded or len(folded) > _MOST_LETTERS:
        return None
    rest = gazetteer.at_home.sub(" ", folded)
    at_home = rest != folded
    named = _KECAMATAN.search(rest)
    spoken = [w for w in rest.split() if not w.isdecimal()] or rest.split()
    words, smaller = _apart(named[1].split() if named else spoken, gazetteer)
    denied = not _DENIALS.isdisjoint(words)
    words = [w for w in words if w not in _NOT_NAMES]
    if len(words) > 1 and words[-1] == home and words[0] != "kota":
        at_home, words = True, words[:-1]
    if denied:
        return _said_otherwise(words, gazetteer)
    if not words:
        return _village(smaller, gazetteer)
    qualified = at_home or named is not None
    exact = gazetteer.called(words)
    if named and not _BESIDE.isdisjoint(rest[: named.start()].split()):
        return _offer(exact) if exact else None
    if len(exact) == 1:
        code, ours = exact[0]
        if ours and (qualified or "".join(words) not in _FAMOUS):
            return SurePlace(code, exact=named is not None or not smaller)
        if not ours and (qualified or words != [home]):
            return OtherRegion(code)
    if exact:
        return _offer(exact)
    inside = gazetteer.inside(words)
    if inside:
        return _beside(words, inside, gazetteer)
    near = _nearest("".join(words), gazetteer, sure=not smaller)
    return near or (Smaller() if smaller else None)


def _apart(words: list[str], gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """*words* without the names of villages and roads; and those.

    A village has one word at least, and ends where a kecamatan begins. A road is often
    called after the place it leads to.
    """
    rest: list[str] = []
    smaller: list[str] = []
    taking, road = False, False
    for at, word in enumerate(words):
        if word in _VILLAGE | _ROAD:
            taking, road = True, word in _ROAD
            first = at + 1
        elif word in _KINDS or (
            taking and not road and at > first and gazetteer.begins(words[at:])
        ):
            taking = False
            rest.append(word)
        else:
            (smaller if taking else rest).append(word)
    return rest, smaller


def _village(smaller: list[str], gazetteer: Gazetteer) -> Found:
    """Only a village or a road: a kecamatan by its very name may be meant."""
    inside = gazetteer.inside(smaller)
    if inside:
        return _offer(inside)
    return Smaller() if smaller else None


def _said_otherwise(words: list[str], gazetteer: Gazetteer) -> Found:
    """What is not denied, said back: "bukan Kramatwatu tapi Ciruas"."""
    left: list[str] = []
    denying = False
    for word in words:
        if word in _DENIALS | _TURNS:
            denying = word in _DENIALS
        elif not denying:
            left.append(word)
    found = gazetteer.called(left)
    if len(found) == 1 and found[0][1]:
        return SurePlace(found[0][0], exact=False)
    return None


def _beside(words: list[str], inside: list[_Hit], gazetteer: Gazetteer) -> Found:
    """A name among other words: taken where those only say where in it."""
    around = [word for word in words if word not in _LANDMARK]
    plain = words[0] not in _LANDMARK and len(inside) == 1 and inside[0][1]
    if plain and gazetteer.called(around) == inside and around[0] not in _FAMOUS:
        return SurePlace(inside[0][0], exact=False)
    return _offer(inside)


def _nearest(joined: str, gazetteer: Gazetteer, *, sure: bool) -> Found:
    """What is spelled like *joined*: taken if long and near nothing else."""
    scores: dict[_Hit, float] = {}
    for _, score, at in process.extract(
        joined, gazetteer.names, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None
    ):
        scores.setdefault(gazetteer.hits[at], score)
    if not scores:
        return None
    ranked, (best, *others) = list(scores), [*scores.values()]
    second = others[0] if others else 0
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
