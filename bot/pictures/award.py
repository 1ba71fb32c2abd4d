"""A certificate as a picture to be shared: whose it is, and the ladder, all tied.

Every word arrives final: here is only where it stands.
"""

from bot.pictures.canvas import (
    GOLD,
    INDIGO,
    LEAF,
    LINE,
    PAPER,
    QUIET,
    SOGA,
    TEXT,
    Pen,
    disc,
    fold_lines,
    font,
    knot,
    sheet,
    tick,
)
from bot.pictures.contents import Award

MEDAL = 62
THREAD = 26
"""How far the thread of knots is from the margin."""


def picture(award: Award) -> bytes:
    """The certificate for a phone: a PNG under 60 kB."""

    def write(pen: Pen) -> None:
        _medal(pen)
        _centred(pen, award.title, 32, colour=SOGA)
        _centred(pen, award.business, 50, bold=True, colour=INDIGO)
        pen.skip(6)
        _centred(pen, award.name, 40, bold=True)
        for line in award.lines:
            _centred(pen, line, 28, colour=QUIET)
        pen.skip(20)
        pen.canting()
        pen.skip(28)
        _tied(pen, award.rungs)
        pen.skip(16)
        _centred(pen, award.foot, 28, colour=QUIET)

    return sheet(write)


def _medal(pen: Pen) -> None:
    """A tied knot, as large as it deserves, with a ring of wax."""
    middle = ((pen.left + pen.right) / 2, pen.y + MEDAL + 14)
    for radius, colour in ((MEDAL + 14, GOLD), (MEDAL + 9, PAPER), (MEDAL, LEAF)):
        disc(pen.sheet, middle, radius, colour)
    tick(pen.sheet, middle, MEDAL, PAPER)
    pen.skip(2 * MEDAL + 52)


def _centred(
    pen: Pen, text: str, size: int, *, bold: bool = False, colour: str = TEXT
) -> None:
    face, middle = font(size, bold=bold), (pen.left + pen.right) / 2
    for line in fold_lines(text, face, pen.right - pen.left):
        pen.draw.text((middle, pen.y), line, font=face, fill=colour, anchor="ma")
        pen.skip(round(size * 1.35))


def _tied(pen: Pen, rungs: tuple[str, ...]) -> None:
    """Every stage, done."""
    x, knots = pen.left + THREAD, []
    for name in rungs:
        knots.append(pen.y + 20)
        pen.write(name, 28, x=THREAD + 42)
        pen.skip(10)
    if knots:
        pen.draw.line((x, knots[0], x, knots[-1]), fill=LINE, width=4)
    for middle in knots:
        knot(pen.sheet, (x, middle), 16, 1.0)
