"""Numbers as people write them: "2 jt", "1.500.000", "dua puluh lima", "sekitar 20"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rapidfuzz import fuzz

from conversations.language.number_grammar import MOST_LETTERS, Piece, phrase, tokens
from conversations.language.number_grammar import word as word_at
from conversations.language.number_words import (
    BELAS,
    PULUH,
    RATUS,
    SCALES,
    number_words,
)
from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Utterance, once


@dataclass(frozen=True)
class Number:
    """One number, whole wherever it can be; *about* if it was said to be rough."""

    value: int | Decimal
    about: bool = False


@dataclass(frozen=True)
class Span:
    """From *low* to *high*: two numbers where one was asked."""

    low: int | Decimal
    high: int | Decimal


@dataclass(frozen=True)
class Reading:
    """A number and the words *before* and *after* it."""

    said: Number | Span
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


_POWER = re.compile(r"(\d{1,6}) ?(?:\^|\*\*|pangkat) ?(\d{1,2})")
_HIGHEST_POWER = 15
_MOST_WORDS_AFTER = 6

_ROUGH = words(
    "sekitar sekitaran kurleb kira kisaran perkiraan kurang lebih hampir mungkin",
    "rata an ~",
)
# What may stand before a number and say nothing about it. Not *lebih dari*, *maksimal*
# or *min*: those are bounds, and a bound is not the number.
_LEADS = words(
    "ada cuma cuman hanya saya kami kita punya total totalnya jumlah jumlahnya",
    "semua baru masih rp idr antara minus sebanyak ( # : = - * +",
)
_BEFORE = _LEADS | _ROUGH | (COURTEOUS - {"min"})
_TO = frozenset({"-", "sampai", "hingga", "sd", "atau", "~"})
_LOOSE = frozenset(".,!()?-")
_DENIALS = words(
    "tidak bukan belum atau kecuali jam pukul tanggal dari %",
)
_NOTHING = frozenset({"tidak ada", "belum ada", "tidak punya", "belum punya", "nihil"})
_ALONE = frozenset({"sendiri", "sendirian", "seorang", "seorang diri", "saya sendiri"})
_SOFT = COURTEOUS | {"saja", "juga", "lagi", "ya"}
_LETTER_SCALES = {"m": 10**9, "t": 10**12}
_LIKE_A_SCALE = 75


@once
def read_number(said: Utterance) -> Number | Span | None:
    """The one number in *said*, or the two ends it names; None if it says none."""
    written = said.plain
    if len(written) > MOST_LETTERS:
        return None
    if power := _POWER.fullmatch(written):
        base, exponent = int(power[1]), int(power[2])
        return Number(base**exponent) if exponent <= _HIGHEST_POWER else None
    spoken = " ".join(said.core)
    if spoken in _NOTHING:
        return Number(0)
    if spoken in _ALONE:
        return Number(1)
    found = _among_words(said)
    if found is None or found.after[:1] == ("b",):
        return None
    scale = _LETTER_SCALES.get("".join(found.after[:1]), 1)
    if scale == 1:
        return found.said
    # "Rp 2 M" is two thousand million; without the Rp it may be metres.
    if "rp" in found.before and isinstance(found.said, Number):
        return Number(_number(Fraction(found.said.value) * scale), found.said.about)
    return None


def _among_words(said: Utterance) -> Reading | None:
    """The number in *said* and the words beside it."""
    row = tokens(said)
    at = next((i for i, t in enumerate(row) if t not in _BEFORE), len(row))
    before = tuple(token for token in row[:at] if isinstance(token, str))
    first = phrase(row, at)
    if first is None:
        return None
    low, end = first[0] * (-1 if "minus" in before[-1:] else 1), first[1]
    to = _TO | {"dan"} if "antara" in before else _TO
    if word_at(row, end) in to and (second := phrase(row, end + 1)):
        high, last = second
        scale = word_at(row, last - 1)
        if word_at(row, end - 1) not in SCALES:  # "2-3 juta"
            low *= SCALES.get(scale, 1)
        after = _after(row[last:])
        if after is None or low >= high:
            return None
        return Reading(Span(_number(low), _number(high)), before, after)
    after = _after(row[end:])
    if after is None:
        return None
    about = not _ROUGH.isdisjoint((*before, *after[:2]))
    rest = tuple(word for word in after if word not in _ROUGH)
    return Reading(Number(_number(low), about), before, rest)


def _after(row: list[Piece]) -> tuple[str, ...] | None:
    """The words after a number; None if they make it doubtful."""
    words = [token for token in row if token not in _LOOSE]
    if len(words) > _MOST_WORDS_AFTER:
        return None
    kept = tuple(word for word in words if isinstance(word, str))
    doubtful = (
        len(kept) < len(words)
        or not _DENIALS.isdisjoint(kept)
        or any(number_words(word) or word in {BELAS, PULUH, RATUS} for word in kept)
        or (kept and kept[0] not in _SOFT and _like_a_scale(kept[0]))
    )
    return None if doubtful else kept


def _like_a_scale(word: str) -> bool:
    """Whether *word* may be a misspelt juta: then the number is not what it seems."""
    names = ("ribu", "juta", "miliar", "triliun", RATUS, PULUH, BELAS)
    return any(fuzz.ratio(word, name) >= _LIKE_A_SCALE for name in names)


def _number(value: Fraction) -> int | Decimal:
    """*value* as int wherever it is whole."""
    if value.denominator == 1:
        return int(value)
    return Decimal(value.numerator) / Decimal(value.denominator)
