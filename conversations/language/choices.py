"""A typed choice: the number, the label, part of it, or a typo of it.

Sure is taken and echoed; unsure is offered, three at most. Between two labels that
are both near nothing is ever taken.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz import fuzz

from conversations.language.normalise import fold
from conversations.language.number_words import number_words
from conversations.language.numbers import Number, read_number
from conversations.language.slang import COURTEOUS, words


@dataclass(frozen=True)
class Labelled:
    """An option as the person sees it, and the other names it goes by."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By its label: whole lists of options are looked up by what they are."""
        return hash(self.label)


@dataclass(frozen=True)
class Sure:
    """It can be nothing but *value*; *beside* it stand words that are no part of it.

    Who has to account for every word puts such a value for a yes.
    """

    value: str
    beside: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Unsure:
    """One of *values* may be meant, the nearest first; *joined* if several were."""

    values: tuple[str, ...]
    joined: bool = field(default=False, compare=False)


Match: TypeAlias = Sure | Unsure | None

OFFERED = 3
_TAKEN, _MARGIN, _NEAR = 88, 8, 60
_SHORTEST_TYPO = 5  # "cap" and "cat" are one letter apart and far from each other
_SHORTEST_OTHER = 7  # of a name that is not read: "salon" is none of "sablon"
_MOST_WORDS, _MOST_EXTRA = 8, 2
_MOST_LETTERS = 200

_FILLER = COURTEOUS | words(
    "saya kami mau ingin pilih pilihan yang nomor no opsi saja itu ini jawab",
    "jawaban jawabannya dan atau ya ambil adalah usaha jenis ke ada punya",
    "usahanya bikin buat membuat produksi jual jualan menjual dagang bidang bergerak",
)
_DENIALS = words(
    "tidak bukan belum jangan tanpa selain kecuali kurang",
)
# What is done with a thing says nothing about it, unless it is denied.
_DOING = words("bikin buat membuat produksi jual jualan menjual dagang bergerak")
# Said beside a choice, these say that it is not quite that, or that there is more.
_HEDGES = words(
    "tapi tetapi kalau mungkin kayaknya sepertinya ragu yakin takut nanti dulu coba",
    "asal kecuali atau lebih banyak kebanyakan banyakan kadang biasanya sering",
    "sebagian besok sebentar tunggu setelah rencana calon",
)
_JOINING = words("dan sama plus juga serta jeng karo dengan ambek tambah")
_JOINED = re.compile(r"[,/&+;]")
_ASKING = words(
    "apa bagaimana kenapa berapa kapan mana siapa beda bedanya",
)
_WEIGHTLESS = _ASKING | words("sudah sedang lagi masih akan")
_LAST = frozenset({"terakhir", "paling akhir", "paling bawah", "akhir"})
_FIRST = frozenset({"pertama", "kesatu", "paling atas", "awal"})
_BELOW_ZERO = re.compile(r"\s*[-\u2212]\d")
_NUMBERED = re.compile(r"\b(?:no|nomor|nomer|nmr)(?=\d)")
_BRACKETS = re.compile(r"\(([^)]*)\)")


def match(text: str, options: Sequence[Labelled]) -> Match:
    """The option *text* means, as far as one can be sure of it."""
    said = fold(text[:_MOST_LETTERS])
    if not said or len(text) > _MOST_LETTERS:
        return None
    called = _called(tuple(options))
    bare = _bare(said) or said
    apart = " ".join(word for word in bare.split() if word not in _JOINING)
    spelled = {said} if "atau" in said.split() else {said, bare, apart}
    exact = [i for i, names in enumerate(called) if not spelled.isdisjoint(names)]
    if exact:
        # "Bapak" is the one called just that, although another is "Bapak/Ibu".
        whole = [i for i in exact if fold(options[i].label) in {said, bare}]
        named = whole if len(whole) == 1 else exact
        # Asked back, unless the label itself asks: "Dari mana?"
        asked = "?" in text and not all("?" in options[i].label for i in named)
        return _among(options, named, plainly=not asked)
    below = _BELOW_ZERO.match(text)
    place = None if below else position(said, len(options))
    if place is not None:
        # "1" is the first, unless another label begins with a 1.
        rivals = {i for i, o in enumerate(options) if _begins({fold(o.label)}, bare)}
        if rivals:
            rivals &= set(_mentions(bare, called, options)) - {place}
        return _among(options, [place, *sorted(rivals)])
    mentions = _mentions(bare, called, options)
    if mentions:
        doubtful = (_ASKING | _HEDGES) & set(said.split()) or "?" in text
        joined = bool(_JOINING & set(said.split()) or _JOINED.search(text))
        extra = _extra(bare, called)
        more = [word for word in extra if word not in _JOINING]
        plainly = not doubtful and not (joined and more) and _short(bare, extra)
        found = _among(options, mentions, plainly=plainly)
        if isinstance(found, Sure):
            beside = _beside(bare, found.value, options, called)
            return Sure(found.value, beside=beside)
        return found and Unsure(found.values, joined)
    return _nearest(bare, options, called)


def certain(text: str, options: Sequence[Labelled]) -> tuple[str, ...]:
    """The one option that *text* is, with no word left over; else nothing."""
    one = match(text, options)
    return (one.value,) if isinstance(one, Sure) and not one.beside else ()


def apart(text: str, names: Sequence[tuple[str, str]]) -> str:
    """What stands behind the first of *names* that is said in *text*, not denied."""
    said = fold(text[:_MOST_LETTERS])
    if denies(said):
        return ""
    return next((each for name, each in names if _within(fold(name), said)), "")


def denies(text: str) -> bool:
    """Whether *text* says what something is not."""
    return not _DENIALS.isdisjoint(fold(text[:_MOST_LETTERS]).split())


def position(said: str, count: int) -> int | None:
    """The index that folded words name among *count*: "no 2", "yang kedua", "satu"."""
    bare = _bare(said) or said
    if bare in _LAST and count:
        return count - 1
    if bare in _FIRST and count:
        return 0
    digits = bare.removeprefix("ke ") if bare.startswith("ke ") else bare
    if not digits.isdecimal() and digits.startswith("ke"):
        digits = digits.removeprefix("ke").strip()
    words = digits.split()
    if not words or not all(w.isdecimal() or number_words(w) for w in words):
        return None
    if len(words) > 1 and any(word.isdecimal() for word in words):
        return None
    if len(digits) == 1 and digits in "123456789":  # the usual way, and the quickest
        return int(digits) - 1 if int(digits) <= count else None
    found = read_number(digits)
    if not isinstance(found, Number) or found.value not in range(1, count + 1):
        return None
    return int(found.value) - 1


def exactly(text: str, options: Sequence[Labelled]) -> tuple[str, ...]:
    """The one option that *text* is a name of, to the letter."""
    said = fold(text)
    for name in (said, _bare(said)):  # "Abdi Rahman" may stand beside "Rahman"
        found = [option.value for option in options if name in _names(option)]
        if len(found) == 1:
            return tuple(found)
    return ()


def plainly(text: str, options: Sequence[Labelled]) -> bool:
    """Whether *text* is a choice's number, name, or words of its name."""
    said = _bare(fold(text)) or fold(text)
    if position(said, len(options)) is not None or exactly(text, options):
        return True
    named = {word for option in options for n in _names(option) for word in n.split()}
    return set(said.split()) <= named


def covered(said: str, options: Sequence[Labelled]) -> tuple[str, ...]:
    """The options whose names together make up all of the folded *said*."""
    bare = _bare(said)
    called = _called(tuple(options))
    inside = [
        (options[i].value, name)
        for i in _mentions(bare, called, options)
        for name in called[i]
        if _within(name, bare)
    ]
    words = {word for _, name in inside for word in name.split()}
    whole = words and set(bare.split()) <= words
    return tuple(dict.fromkeys(value for value, _ in inside)) if whole else ()


@lru_cache(512)
def _called(options: tuple[Labelled, ...]) -> tuple[frozenset[str], ...]:
    """All that each of *options* is called."""
    return tuple(map(_names, options))


@lru_cache(maxsize=4096)
def _names(option: Labelled) -> frozenset[str]:
    """All that *option* is called: "toko/galeri" is a toko, and a galeri."""
    return _labels(option) | _folded(*option.aliases)


@lru_cache(maxsize=4096)
def _labels(option: Labelled) -> frozenset[str]:
    """What its label calls *option*, with and without what stands in brackets."""
    within = _BRACKETS.findall(option.label)
    return _folded(option.label, *within, _BRACKETS.sub(" ", option.label))


def _folded(*labels: str) -> frozenset[str]:
    """*labels* as they are compared, and each side of a stroke in one."""
    sides = [side for label in labels if "/" in label for side in label.split("/")]
    return frozenset(name for label in (*labels, *sides) if (name := fold(label)))


def _bare(said: str) -> str:
    """*said* without the words people put around an answer, also where they stick."""
    found = _NUMBERED.sub("", said).split()
    kept = _DOING if _DENIALS & set(found) else frozenset()
    return " ".join(word for word in found if word in kept or word not in _FILLER)


def _begins(names: set[str], bare: str) -> bool:
    start = f"{bare} "
    return any(name.startswith(start) for name in names)


def _within(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "


def _mentions(
    bare: str, called: Sequence[frozenset[str]], options: Sequence[Labelled]
) -> list[int]:
    """The options named within *bare*, or, if none is, those it is a part of.

    A part of another name is too little: "batik" is none of "batik tulis dan cap".
    """
    denied = _DENIALS & set(bare.split())
    whole: dict[int, list[str]] = {}
    parts: list[int] = []
    for i, names in enumerate(called):
        fitting = [n for n in names if _DENIALS & set(n.split()) == denied]
        inside = [name for name in fitting if _within(name, bare)]
        if inside:
            whole[i] = inside
        elif any(_part_of(bare, name) for name in _labels(options[i]) & {*fitting}):
            parts.append(i)
    # "batik cap" names *batik cap*, and not also *batik*.
    longest = [
        i
        for i, names in whole.items()
        if not all(
            any(
                _within(name, o) and name != o
                for j in whole
                if j != i
                for o in whole[j]
            )
            for name in names
        )
    ]
    return longest or parts


def _part_of(bare: str, name: str) -> bool:
    """Whether every word of *bare* is one of *name*, and one of them has weight."""
    words = set(bare.split())
    heavy = any(
        word.isdecimal() or (len(word) >= len("sni") and word not in _WEIGHTLESS)
        for word in words
    )
    return heavy and words <= set(name.split())


def _extra(bare: str, called: Sequence[frozenset[str]]) -> list[str]:
    """The words of *bare* that are in no option's name."""
    known = {word for names in called for name in names for word in name.split()}
    return [word for word in bare.split() if word not in known]


def _beside(
    bare: str,
    value: str,
    options: Sequence[Labelled],
    called: Sequence[frozenset[str]],
) -> bool:
    """Whether *bare* has words that are in no name, or in another option's label."""
    own = next(i for i, option in enumerate(options) if option.value == value)
    others = {
        word
        for i, option in enumerate(options)
        for name in _labels(option)
        for word in name.split()
        if i != own
    }
    mine = {word for name in called[own] for word in name.split()}
    words = set(bare.split()) - _JOINING - mine
    return bool(words & others) or bool({*_extra(bare, called)} & words)


def _short(bare: str, extra: list[str]) -> bool:
    """Whether *bare* says little more than a label: else it is talk, no choice."""
    return len(bare.split()) <= _MOST_WORDS and len(extra) <= _MOST_EXTRA


def _among(
    options: Sequence[Labelled], found: Sequence[int], *, plainly: bool = True
) -> Match:
    """Sure of one that was said *plainly*, else an offer of the first few."""
    if len(found) == 1 and plainly:
        return Sure(options[found[0]].value)
    return Unsure(tuple(options[i].value for i in found[:OFFERED]))


def _nearest(
    bare: str, options: Sequence[Labelled], called: Sequence[frozenset[str]]
) -> Match:
    """The option whose name is spelled nearest; figures must be right to be sure."""
    denied = _DENIALS & set(bare.split())
    scores = []
    for i, names in enumerate(called):
        score, name = max(
            ((fuzz.ratio(bare, n), n) for n in sorted(names)), default=(0.0, "")
        )
        if score >= _NEAR and _DENIALS & set(name.split()) == denied:
            scores.append((score, i, name))
    if not scores:
        return None
    scores.sort(key=lambda row: -row[0])
    best, first, name = scores[0]
    read = name in _labels(options[first])
    second = scores[1][0] if len(scores) > 1 else 0
    sure = (
        best >= _TAKEN
        and not _ASKING & set(bare.split())
        and best - second >= _MARGIN
        and min(len(bare), len(name)) >= (_SHORTEST_TYPO if read else _SHORTEST_OTHER)
        and re.findall(r"\d+", bare) == re.findall(r"\d+", name)
    )
    return (
        Sure(options[first].value)
        if sure
        else Unsure(tuple(options[i].value for _, i, _ in scores[:OFFERED]))
    )
