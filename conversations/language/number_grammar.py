"""How digits and words make up one number: "2 juta 500 ribu", "satu setengah juta".

A number that could be two numbers is no number: "1,500" is one and a half to one
person and fifteen hundred to another.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from conversations.language.normalise import clean, plain
from conversations.language.number_words import (
    BELAS,
    COMMA,
    HALF,
    LIKUR,
    ONES,
    PULUH,
    QUARTER,
    RATUS,
    SCALES,
    SHARES,
    WHOLE,
    number_words,
)
from conversations.language.slang import WORDS
from conversations.language.utterance import Utterance, once


@dataclass(frozen=True)
class Digits:
    """A number in digits, as *written*."""

    written: str


Piece: TypeAlias = "str | Digits"

MOST_LETTERS = 300
"""Of an answer that is a number; who writes more says something else."""
_MOST_PIECES = 80
_MOST_DIGITS = 24
_GROUP = 3  # digits between two separators of thousands

_TOKEN = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![.,]?\d)|\d+(?:[.,]\d+)*|[^\W\d_]+|\S"
)
# Rewritten before the signs are taken apart: \u00bd after 1 would become 11/2.
_SIGNS = str.maketrans(
    {
        "\u00bd": f" {HALF} ",
        "\u00bc": f" satu {QUARTER} ",
        "\u00be": f" tiga {QUARTER} ",
        "\u00b1": " sekitar ",
        "\u2212": "-",
    }
    | dict.fromkeys(map(chr, range(0x2010, 0x2016)), "-")
)
_RAISED = re.compile(r"\d[\u00b2\u00b3\u00b9\u2070-\u2079]")
_REWRITTEN = (
    (re.compile(r"(?<![\d/.,])1/2(?![\d/.,])"), f" {HALF} "),
    (re.compile(r"\+ ?/? ?-"), " sekitar "),
    (re.compile(r"\bs ?[/.] ?d\b\.?"), " sampai "),
    (re.compile(r"(?<!\d )(?<![^\s(])-(?=\d)"), " minus "),
    (re.compile(r"(?<=\w)-an\b"), " an"),
    (re.compile(r"\brp\b\.?"), " rp "),
    (re.compile(r",-"), " "),
)

_REWRITES = re.compile(r"[/+,-]|rp|s ?\.")
"""Where none of these stands there is nothing to rewrite."""


@once
def tokens(said: Utterance) -> list[Piece]:
    """The words, numbers and marks of *said*, number words apart: "2jt" is two.

    None in a text that is too long to be an answer.
    """
    text = said.plain
    if not said.clean.isascii():
        if _RAISED.search(said.clean):
            return []
        text = plain(said.clean.translate(_SIGNS))
    if len(text) > MOST_LETTERS:
        return []
    if _REWRITES.search(text):
        for pattern, instead in _REWRITTEN:
            text = pattern.sub(instead, text)
        text = clean(text)
    found: list[Piece] = []
    pieces = _TOKEN.findall(text)
    if len(pieces) > _MOST_PIECES:
        return []
    for piece in pieces:
        if piece[0].isdigit():
            found.append(Digits(piece))
        else:
            found.extend(_words(piece))
    return found


def _words(piece: str) -> tuple[str, ...]:
    """*piece* as number words, or as the plain words for its slang."""
    if known := number_words(piece):
        return known
    if piece.endswith("an") and piece[:-2] in SCALES:  # "5 jutaan"
        return (piece[:-2], "an")
    return tuple(WORDS.get(piece, piece).split())


def word(row: list[Piece], at: int) -> str:
    """The word at *at*, or "" where there is a number or nothing."""
    found = row[at] if 0 <= at < len(row) else ""
    return found if isinstance(found, str) else ""


def phrase(row: list[Piece], at: int) -> tuple[Fraction, int] | None:
    """The number that begins at *at*, and where it ends: parts of falling scale."""
    total, ceiling = Fraction(0), None
    while (part := _below_scale(row, at)) is not None:
        value, after = part
        scale = SCALES.get(word(row, after), 1)
        if ceiling is not None and value * scale >= ceiling:
            return None
        total += value * scale
        at, ceiling = after + (scale > 1), scale
        if scale == 1:
            break
        if word(row, at) == HALF and word(row, at + 1) not in SCALES:
            return total + SHARES[HALF] * scale, at + 1  # "satu juta setengah"
    return None if ceiling is None else (total, at)


def _below_scale(row: list[Piece], at: int) -> tuple[Fraction, int] | None:
    """What stands before ribu or juta: digits, words below a thousand, a half."""
    here = row[at] if at < len(row) else ""
    single = isinstance(here, Digits) and len(here.written) == 1
    by_words = single and word(row, at + 1) in {BELAS, PULUH, RATUS}
    if isinstance(here, Digits) and not by_words:
        value = literal(here.written, scaled=word(row, at + 1) in SCALES)
        if value is None:
            return None
        value, at = _decimals(row, value, at + 1)
    elif here == HALF:
        return SHARES[HALF], at + 1
    else:
        spelled = _spelled(row, at)
        if spelled is None:
            return None
        value, at = _decimals(row, *spelled)
    if word(row, at) == HALF:
        return value + SHARES[HALF], at + 1
    if word(row, at) == QUARTER:
        return value * SHARES[QUARTER], at + 1
    return value, at


def _decimals(row: list[Piece], value: Fraction, at: int) -> tuple[Fraction, int]:
    """*value* with what is said behind its comma: "satu koma dua lima"."""
    if word(row, at) != COMMA or _one(row, at + 1) is None:
        return value, at
    at, share = at + 1, Fraction(1)
    while (one := _one(row, at)) is not None:
        at, share = at + 1, share / 10
        value += one * share
    return value, at


def _spelled(row: list[Piece], at: int) -> tuple[Fraction, int] | None:
    """A number of words below a thousand: hundreds, then tens, then ones."""
    total, start = 0, at
    one = _one(row, at)
    if one and word(row, at + 1) == RATUS:
        total, at = one * 100, at + 2
        one = _one(row, at)
    if word(row, at) in WHOLE:
        return Fraction(total + WHOLE[word(row, at)]), at + 1
    if one and word(row, at + 1) == BELAS:
        return Fraction(total + 10 + one), at + 2
    if one and word(row, at + 1) == LIKUR:
        return Fraction(total + 20 + one), at + 2
    if one and word(row, at + 1) == PULUH:
        total, at = total + one * 10, at + 2
        one = _one(row, at)
    if one is not None and (one or at == start):
        total, at = total + one, at + 1
    return (Fraction(total), at) if at > start else None


def _one(row: list[Piece], at: int) -> int | None:
    """The value below ten at *at*, in a word or a digit."""
    here = row[at] if at < len(row) else ""
    if isinstance(here, Digits):
        return int(here.written) if len(here.written) == 1 else None
    return ONES.get(here)


def literal(written: str, *, scaled: bool = False) -> Fraction | None:
    """The value of *written* digits; None where dots or commas could mean two things.

    *scaled* says that ribu or juta follows, where "1.500" no longer is sure.
    """
    if sum(map(str.isdigit, written)) > _MOST_DIGITS:
        return None
    if " " in written:
        return Fraction(written.replace(" ", ""))
    marks = [sign for sign in written if sign in ".,"]
    if not marks:
        return Fraction(written)
    *whole, tail = re.split("[.,]", written)
    grouped = 1 <= len(whole[0]) <= _GROUP and all(len(w) == _GROUP for w in whole[1:])
    last, others = marks[-1], set(marks[:-1])
    if not others:
        if len(tail) != _GROUP or whole == ["0"]:
            return Fraction(f"{whole[0]}.{tail}")
        sure = last == "." and grouped and not scaled and whole[0][0] != "0"
        return Fraction(whole[0] + tail) if sure else None
    if not grouped or len(others) > 1:
        return None
    if last in others:  # 1.500.000, or 1,500,000 as calculators show it
        return Fraction("".join((*whole, tail))) if len(tail) == _GROUP else None
    return Fraction(f"{''.join(whole)}.{tail}")
