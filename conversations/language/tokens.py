"""A text as a row of words and numbers, so that a reader can account for each of them.

A letter typed for a digit is mended: "1O" is 10, "2S" is 25; the row knows that it was.
A number said twice, "5 (lima)", is one. What is written so that it could be two
numbers, "1,500", is a figure without a value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from conversations.language.number_grammar import (
    MOST_LETTERS,
    Digits,
    Piece,
    phrase,
    tokens,
)
from conversations.language.utterance import Said, Utterance

_LETTERS = str.maketrans("olis", "0115")
_MIXED = re.compile(
    r"(?<![\w/])(?=[\d.,olis]*\d)(?=[\d.,olis]*[olis])[\dolis]+(?:[.,][\dolis]+)*(?![\w/])"
)
_SIGNS = frozenset(".,!?()[]-:;=#*/\"'")


@dataclass(frozen=True)
class Figure:
    """A number in a text; *value* None where it could be two. In digits, or *spelled*.

    *together* counts a company of people: "bertiga".
    """

    value: Fraction | None
    spelled: bool = False
    together: bool = False


@dataclass(frozen=True)
class Row:
    """All of a text in order, signs left out that say nothing; perhaps *mended*."""

    pieces: tuple[str | Figure, ...]
    mended: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers alone."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Figure))

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(piece for piece in self.pieces if isinstance(piece, str))


def row(said: Said, units: frozenset[str] = frozenset()) -> Row:
    """*said* as words and numbers; letters that are *units* are not taken for digits.

    Nothing is read in a text that is too long to be an answer.
    """
    record = Utterance.of(said)
    if len(record.clean) > MOST_LETTERS:
        return Row(())
    mended = False

    def mend(found: re.Match[str]) -> str:
        nonlocal mended
        if found[0].lstrip("0123456789.,") in units:
            return found[0]
        mended = True
        return found[0].translate(_LETTERS)

    if _MIXED.search(record.plain):
        record = Utterance(_MIXED.sub(mend, record.plain))
    return Row(tuple(_said_twice(_figured(tokens(record)))), mended)


def _figured(pieces: list[Piece]) -> Iterator[str | Figure]:
    """*pieces* with the numbers put together, signs kept."""
    at = 0
    while at < len(pieces):
        here = pieces[at]
        found = phrase(pieces, at)
        if found:
            yield Figure(_signed(found[0], pieces, at), not isinstance(here, Digits))
            at = found[1]
            continue
        if isinstance(here, Digits):
            yield Figure(None)
        elif here in TOGETHER:
            yield Figure(Fraction(TOGETHER[here]), spelled=True, together=True)
        elif here != "minus":
            yield here
        at += 1


def _signed(value: Fraction, pieces: list[Piece], at: int) -> Fraction:
    return -value if at and pieces[at - 1] == "minus" else value


def _said_twice(pieces: Iterator[str | Figure]) -> Iterator[str | Figure]:
    """*pieces* without signs, and without a number that only says the last again."""
    last: Figure | None = None
    for piece in pieces:
        if isinstance(piece, Figure):
            if last and last.value == piece.value and last.spelled != piece.spelled:
                continue
            last = piece
        elif piece in _SIGNS and piece != "-":
            continue
        elif piece != "-":
            last = None
        yield piece


def whole(value: Fraction) -> int | Decimal:
    """*value* as int wherever it is whole."""
    if value.denominator == 1:
        return int(value)
    return Decimal(value.numerator) / Decimal(value.denominator)


TOGETHER = {
    word: count
    for count, variants in {
        2: "berdua duaan duaaan barduaan loroan keduanya",
        3: "bertiga tiluan teluan",
        4: "berempat opatan papatan",
        5: "berlima limaan",
        6: "berenam genepan nemnem",
        7: "bertujuh tujuhan",
        8: "berdelapan dalapanan",
        9: "bersembilan salapanan",
        10: "bersepuluh sapuluhan",
    }.items()
    for word in variants.split()
}
"""So many people, in one word."""
