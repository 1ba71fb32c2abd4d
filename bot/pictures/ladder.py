"""The ladder of stages, as a picture for a phone: the knots of a road, one by one.

Every word arrives final: here is only where it stands. A knot is tied, half tied or
open; its word stands beside it, so that no colour says anything alone.
"""

from bot.pictures.canvas import INDIGO, LINE, QUIET, SOGA, TEXT, Pen, knot, sheet
from bot.pictures.contents import Ladder, Rung

TIED = {"done": 1.0, "now": 0.5, "later": 0.0}
MANY = 9
"""Of more stages than so many, those further than *NEAR* have only their names."""
NEAR = 1
SMALLEST = 28
"""No letters are smaller: they would be hard to read at half the size."""
THREAD = 26
"""How far the thread of knots is from the margin."""


def picture(ladder: Ladder) -> bytes:
    """The ladder for a phone: a PNG of at most 40 kB."""

    def write(pen: Pen) -> None:
        pen.write(ladder.title, 34, bold=True, colour=INDIGO)
        pen.write(ladder.road, SMALLEST, colour=QUIET)
        pen.skip(14)
        pen.canting()
        pen.skip(32)
        _rungs(pen, ladder.rungs)
        if ladder.foot:
            pen.skip(4)
            pen.write(ladder.foot, 32, bold=True, colour=INDIGO)
        if ladder.source:
            pen.skip(12)
            pen.write(ladder.source, SMALLEST, colour=QUIET)

    return sheet(write)


def _rungs(pen: Pen, rungs: tuple[Rung, ...]) -> None:
    """Each stage with its knot, on one thread; the present one is larger."""
    x, beside = pen.left + THREAD, THREAD + 46
    knots: list[tuple[int, Rung]] = []
    for rung, near in zip(rungs, _near(rungs), strict=True):
        now, later = rung.state == "now", rung.state == "later"
        knots.append((pen.y + (24 if now else 20), rung))
        colour = QUIET if later else TEXT
        pen.write(rung.name, 36 if now else 30, bold=now, colour=colour, x=beside)
        if rung.note and near:
            pen.write(rung.note, SMALLEST, colour=SOGA if now else QUIET, x=beside)
        if rung.time:
            pen.write(rung.time, SMALLEST, colour=QUIET, x=beside)
        pen.skip(28 if now else 18)
    if rungs:
        pen.draw.line((x, knots[0][0], x, knots[-1][0]), fill=LINE, width=4)
    for middle, rung in knots:
        radius = 26 if rung.state == "now" else 17
        knot(pen.sheet, (x, middle), radius, TIED[rung.state])


def _near(rungs: tuple[Rung, ...]) -> list[bool]:
    """Which stages have room for more than their names; on a short road all of them."""
    here = [n for n, rung in enumerate(rungs) if rung.state == "now"]
    if len(rungs) <= MANY or not here:
        return [len(rungs) <= MANY] * len(rungs)
    return [abs(n - here[0]) <= NEAR for n in range(len(rungs))]
