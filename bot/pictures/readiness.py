"""The result of a readiness check, as a picture for a phone and as a page to print.

Every word arrives final: here is only where it stands. A group's state is a knot, a
bar and a number, so that no colour says anything alone.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.pictures.sheet import (
    BRICK,
    GOLD,
    INDIGO,
    LEAF,
    LINE,
    PAPER,
    QUIET,
    SOGA,
    TEXT,
    WAX,
    fold_lines,
    font,
    knot,
    png,
)

WIDTH = 720
"""Twice the 360 of a small phone."""
MARGIN = 48
A4 = (1240, 1754)
"""A page at 150 dots an inch."""


@dataclass(frozen=True)
class Bar:
    """One group: what it is called, how far it is, and how far it was (`+20`)."""

    name: str
    percent: int
    change: str = ""


@dataclass(frozen=True)
class Sheet:
    """The words of a result. *answers* are only on the page: a question, its answer."""

    title: str
    percent: int
    band: str
    note: str
    bars: tuple[Bar, ...]
    heading: str
    tasks: tuple[str, ...]
    foot: str
    answers: tuple[tuple[str, str], ...] = ()


class _Pen:
    """A place on the paper that moves down."""

    def __init__(self, image: Image.Image, scale: int, margin: int) -> None:
        self.draw = ImageDraw.Draw(image)
        self.scale = scale
        self.left, self.right = margin, image.width - margin
        self.y = margin

    def write(
        self,
        text: str,
        size: int,
        *,
        bold: bool = False,
        colour: str = TEXT,
        x: int = 0,
    ) -> None:
        """Lines of *text*, and on to below them."""
        face = font(size * self.scale, bold=bold)
        for line in fold_lines(text, face, self.right - self.left - x):
            self.draw.text((self.left + x, self.y), line, font=face, fill=colour)
            self.y += round(size * self.scale * 1.4)

    def skip(self, space: int) -> None:
        """White space."""
        self.y += space * self.scale

    def head(self, sheet: Sheet) -> None:
        """What was checked, how much, and what that is called."""
        scale = self.scale
        self.write(sheet.title, 16, bold=True, colour=INDIGO)
        self.skip(6)
        face = font(44 * scale, bold=True)
        number = f"{sheet.percent} %"
        top = self.y
        self.draw.text((self.left, top), number, font=face, fill=TEXT)
        after = round(self.left + face.getlength(number) + 16 * scale)
        middle = top + 30 * scale
        knot(self.draw, (after + 12 * scale, middle), 12 * scale, sheet.percent / 100)
        said = font(18 * scale, bold=True)
        lines = fold_lines(sheet.band, said, self.right - after - 32 * scale)
        self.draw.multiline_text(
            (after + 32 * scale, middle),
            "\n".join(lines),
            font=said,
            fill=SOGA,
            anchor="lm" if len(lines) == 1 else None,
        )
        self.y = top + 62 * scale
        if sheet.note:
            self.write(sheet.note, 14, colour=QUIET)
        self.skip(6)
        # The one ornament: a canting line.
        self.draw.line((self.left, self.y, self.right, self.y), fill=GOLD, width=scale)
        self.skip(12)

    def bar(self, bar: Bar) -> None:
        """A group in one row."""
        scale, draw = self.scale, self.draw
        face, strong = font(14 * scale), font(14 * scale, bold=True)
        middle = self.y + 10 * scale
        knot(draw, (self.left + 8 * scale, middle), 8 * scale, bar.percent / 100)
        x = self.left + 26 * scale
        draw.text((x, middle), bar.name, font=face, fill=TEXT, anchor="lm")
        number = f"{bar.percent} %"
        draw.text((self.right, middle), number, font=strong, fill=TEXT, anchor="rm")
        if bar.change:
            at = self.right - 48 * scale
            colour = LEAF if bar.change.startswith("+") else BRICK
            draw.text((at, middle), bar.change, font=strong, fill=colour, anchor="rm")
        below = middle + 14 * scale
        length = self.right - x
        done = x + length * bar.percent // 100
        draw.rectangle((x, below, self.right, below + 3 * scale), fill=LINE)
        if bar.percent:
            draw.rectangle((x, below, done, below + 3 * scale), fill=INDIGO)
        self.skip(34)

    def tasks(self, sheet: Sheet) -> None:
        """What to do next, numbered."""
        self.skip(4)
        self.write(sheet.heading, 16, bold=True, colour=SOGA)
        self.skip(2)
        for number, task in enumerate(sheet.tasks, start=1):
            face = font(15 * self.scale, bold=True)
            self.draw.text((self.left, self.y), f"{number}", font=face, fill=INDIGO)
            self.write(task, 15, x=22 * self.scale)
            self.skip(4)

    def foot(self, sheet: Sheet) -> None:
        """What it is not, in quiet words."""
        self.skip(6)
        self.write(sheet.foot, 12, colour=QUIET)


def picture(sheet: Sheet) -> bytes:
    """The result for a phone: a PNG under 60 kB."""
    image = Image.new("RGB", (WIDTH, 3000), PAPER)
    pen = _Pen(image, 2, MARGIN)
    pen.head(sheet)
    for bar in sheet.bars:
        pen.bar(bar)
    pen.tasks(sheet)
    pen.foot(sheet)
    framed = Image.new("RGB", (WIDTH, pen.y + MARGIN), WAX)
    edge = MARGIN // 3
    inner = image.crop((edge, edge, WIDTH - edge, framed.height - edge))
    framed.paste(inner, (edge, edge))
    return png(framed)


def page(sheet: Sheet) -> bytes:
    """The result for the guide: one A4 page with every answer, as a PDF."""
    image = Image.new("RGB", A4, "white")
    pen = _Pen(image, 2, 80)
    pen.head(sheet)
    pen.tasks(sheet)
    pen.skip(4)
    _answers(pen, sheet.answers)
    pen.y = max(pen.y, A4[1] - 110)
    pen.foot(sheet)
    kept = BytesIO()
    image.save(kept, "PDF", resolution=150.0, quality=80, title=sheet.title)
    return kept.getvalue()


def _answers(pen: _Pen, answers: tuple[tuple[str, str], ...]) -> None:
    """Every answer in one row: small, for a page that is held in the hand."""
    room = A4[1] - 130 - pen.y
    step = min(34, room // max(1, len(answers)))
    face = font(min(20, step - 5))
    strong = font(min(20, step - 5), bold=True)
    for asked, answer in answers:
        pen.draw.text((pen.left, pen.y), asked, font=face, fill=TEXT)
        at = (pen.right, pen.y)
        pen.draw.text(at, answer, font=strong, fill=INDIGO, anchor="ra")
        below = pen.y + step - 4
        pen.draw.line((pen.left, below, pen.right, below), fill=LINE)
        pen.y += step
