"""The ladder of stages, as a picture for a phone: the knots of a road, one by one.

Every word arrives final: here is only where it stands. A knot is tied, half tied or
open; its word stands beside it, so that no colour says anything alone.
"""

from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw

from bot.pictures.sheet import (
    GOLD,
    INDIGO,
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
TIED = {"done": 1.0, "now": 0.5, "later": 0.0}


@dataclass(frozen=True)
class Rung:
    """One stage: its name, how it stands, and quiet words about that."""

    name: str
    state: Literal["done", "now", "later"]
    note: str = ""


@dataclass(frozen=True)
class Ladder:
    """The words of a ladder: whose it is, which road, its rungs, and what is next."""

    title: str
    road: str
    rungs: tuple[Rung, ...]
    foot: str = ""


def picture(ladder: Ladder) -> bytes:
    """The ladder for a phone: a PNG under 60 kB."""
    image = Image.new("RGB", (WIDTH, 4000), PAPER)
    draw = ImageDraw.Draw(image)
    y = _lines(draw, MARGIN, MARGIN, ladder.title, 32, bold=True, colour=INDIGO)
    y = _lines(draw, MARGIN, y, ladder.road, 28, colour=QUIET) + 16
    # The one ornament: a canting line.
    draw.line((MARGIN, y, WIDTH - MARGIN, y), fill=GOLD, width=2)
    y = _rungs(draw, y + 36, ladder.rungs)
    if ladder.foot:
        y = _lines(draw, MARGIN, y + 8, ladder.foot, 30, bold=True, colour=INDIGO)
    framed = Image.new("RGB", (WIDTH, y + MARGIN), WAX)
    edge = MARGIN // 3
    inner = image.crop((edge, edge, WIDTH - edge, framed.height - edge))
    framed.paste(inner, (edge, edge))
    return png(framed)


def _rungs(draw: ImageDraw.ImageDraw, y: int, rungs: tuple[Rung, ...]) -> int:
    """Each stage with its knot, on one thread; the present one is larger."""
    x = MARGIN + 26
    knots: list[tuple[int, Rung]] = []
    for rung in rungs:
        now = rung.state == "now"
        middle = y + (22 if now else 18)
        knots.append((middle, rung))
        colour = QUIET if rung.state == "later" else TEXT
        size = 34 if now else 28
        y = _lines(draw, x + 48, y, rung.name, size, bold=now, colour=colour)
        if rung.note:
            shade = SOGA if now else QUIET
            y = _lines(draw, x + 48, y, rung.note, 26, colour=shade)
        y += 20
    draw.line((x, knots[0][0], x, knots[-1][0]), fill=LINE, width=4)
    for middle, rung in knots:
        radius = 26 if rung.state == "now" else 17
        box = (x - radius, middle - radius, x + radius, middle + radius)
        draw.ellipse(box, fill=PAPER)
        knot(draw, (x, middle), radius, TIED[rung.state])
    return y


def _lines(
    draw: ImageDraw.ImageDraw,
    x: int,
    y: int,
    text: str,
    size: int,
    *,
    bold: bool = False,
    colour: str = TEXT,
) -> int:
    """Lines of *text* from *x* to the margin; where the next would stand."""
    face = font(size, bold=bold)
    for line in fold_lines(text, face, WIDTH - MARGIN - x):
        draw.text((x, y), line, font=face, fill=colour)
        y += round(size * 1.35)
    return y
