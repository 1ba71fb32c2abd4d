"""The result of a readiness check, as a picture for a phone.

Every word arrives final: here is only where it stands. A group's state is a knot, a
bar and a number, so that no colour says anything alone.
"""

from bot.pictures.canvas import (
    BRICK,
    INDIGO,
    LEAF,
    LINE,
    QUIET,
    SOGA,
    TEXT,
    Pen,
    fold_lines,
    font,
    knot,
    sheet,
)
from bot.pictures.contents import Bar, Result


def picture(result: Result) -> bytes:
    """The result for a phone: a PNG under 60 kB."""

    def write(pen: Pen) -> None:
        _head(pen, result)
        for bar in result.bars:
            _bar(pen, bar)
        _tasks(pen, result)
        pen.skip(12)
        pen.write(result.foot, 28, colour=QUIET)

    return sheet(write)


def _head(pen: Pen, result: Result) -> None:
    """What was checked, how much, and what that is called."""
    pen.write(result.title, 34, bold=True, colour=INDIGO)
    pen.skip(12)
    face, said = font(88, bold=True), font(36, bold=True)
    number = f"{result.percent}%"
    top, middle = pen.y, pen.y + 60
    pen.draw.text((pen.left, top), number, font=face, fill=TEXT)
    after = round(pen.left + face.getlength(number) + 32)
    knot(pen.sheet, (after + 24, middle), 24, result.percent / 100)
    lines = fold_lines(result.band, said, pen.right - after - 64)
    for place, line in enumerate(lines):
        lift = 48 * (place - (len(lines) - 1) / 2)
        at = (after + 64, middle + lift)
        pen.draw.text(at, line, font=said, fill=SOGA, anchor="lm")
    pen.y = top + 124
    if result.note:
        pen.write(result.note, 28, colour=QUIET)
    pen.skip(14)
    pen.canting()
    pen.skip(24)


def _bar(pen: Pen, bar: Bar) -> None:
    """A group in one row; a long name has a line more."""
    face, strong = font(29), font(29, bold=True)
    number = f"{bar.percent}%"
    x, room = pen.left + 52, pen.right - pen.left - 52 - (180 if bar.change else 100)
    middle = pen.y + 20
    knot(pen.sheet, (pen.left + 16, middle), 16, bar.percent / 100)
    pen.draw.text((pen.right, middle), number, font=strong, fill=TEXT, anchor="rm")
    if bar.change:
        colour = LEAF if bar.change.startswith("+") else BRICK
        at = (pen.right - 100, middle)
        pen.draw.text(at, bar.change, font=strong, fill=colour, anchor="rm")
    for line in fold_lines(bar.name, face, room):
        pen.draw.text((x, pen.y + 20), line, font=face, fill=TEXT, anchor="lm")
        pen.skip(38)
    pen.skip(8)
    done = x + (pen.right - x) * bar.percent // 100
    pen.draw.rectangle((x, pen.y, pen.right, pen.y + 7), fill=LINE)
    if bar.percent:
        pen.draw.rectangle((x, pen.y, done, pen.y + 7), fill=INDIGO)
    pen.skip(24)


def _tasks(pen: Pen, result: Result) -> None:
    """What to do next, numbered."""
    pen.skip(8)
    pen.write(result.heading, 34, bold=True, colour=SOGA)
    pen.skip(4)
    for number, task in enumerate(result.tasks, start=1):
        face = font(30, bold=True)
        pen.draw.text((pen.left, pen.y), f"{number}", font=face, fill=INDIGO)
        pen.write(task, 30, x=44)
        pen.skip(8)
