"""Months beside each other, as bars: the same on a phone and on paper.

Every word arrives final: here is only where it stands. The number stands on its bar,
so that nobody has to measure one.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.pictures.canvas import INDIGO, LEAF, LINE, QUIET, TEXT, Pen, font, sheet
from bot.pictures.contents import Trend

COLOURS = (INDIGO, LEAF)
"""Of what is counted, in its order."""
WIDE = 0.62
"""A bar's part of its month."""
HIGH, NUMBER, MONTH = 190, 26, 24


class Bar(NamedTuple):
    """One month: where its bar stands, the middle of it, and its number."""

    left: float
    top: float
    wide: float
    high: float
    middle: float
    number: int


def bars(
    numbers: Sequence[int], left: float, bottom: float, wide: float, high: float
) -> Iterator[Bar]:
    """A bar for each month; the greatest number is *high*."""
    most, each = max(numbers, default=0) or 1, wide / max(len(numbers), 1)
    for place, number in enumerate(numbers):
        tall = high * number / most
        at = left + place * each + each * (1 - WIDE) / 2
        middle = at + each * WIDE / 2
        yield Bar(at, bottom - tall, each * WIDE, tall, middle, number)


def picture(trend: Trend) -> bytes:
    """The months for a phone: a PNG of at most 40 kB."""

    def write(pen: Pen) -> None:
        pen.write(trend.title, 34, bold=True, colour=INDIGO)
        pen.skip(14)
        pen.canting()
        pen.skip(24)
        for (name, numbers), colour in zip(trend.counted, COLOURS, strict=True):
            pen.write(name, 30, bold=True, colour=colour)
            _columns(pen, trend.months, numbers, colour)

    return sheet(write)


def _columns(
    pen: Pen, months: Sequence[str], numbers: Sequence[int], colour: str
) -> None:
    bottom = pen.y + NUMBER + 20 + HIGH
    face, small = font(NUMBER, bold=True), font(MONTH)
    placed = bars(numbers, pen.left, bottom, pen.right - pen.left, HIGH)
    for bar, month in zip(placed, months, strict=True):
        if bar.number:
            box = (bar.left, bar.top, bar.left + bar.wide, bottom)
            pen.draw.rounded_rectangle(box, 4, fill=colour)
        ink, over = TEXT if bar.number else QUIET, (bar.middle, bar.top - 6)
        pen.draw.text(over, f"{bar.number}", font=face, fill=ink, anchor="mb")
        pen.draw.text(
            (bar.middle, bottom + 8), month, font=small, fill=QUIET, anchor="ma"
        )
    pen.draw.line((pen.left, bottom, pen.right, bottom), fill=LINE, width=3)
    pen.y = bottom + MONTH + 44
