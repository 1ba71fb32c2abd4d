"""What every picture is drawn with: the colours, the one typeface, lines that fit.

Pillow reads no WOFF2, so the page's own fonts lie here again, unpacked.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WAX, PAPER = "#F6EFE2", "#FFFDF8"
TEXT, QUIET = "#1E1B18", "#5F5A54"
INDIGO, SOGA, LEAF, BRICK = "#22305C", "#8C4A1E", "#2F6B4F", "#A23B2A"
GOLD, LINE = "#B7791F", "#DDD3C2"

FONTS = Path(__file__).parent / "fonts"
COLOURS = 48
"""Flat colours and the edges between them: more only makes the file larger."""


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The typeface at *size* pixels."""
    weight = 700 if bold else 400
    path = FONTS / f"plus-jakarta-sans-latin-{weight}-normal.ttf"
    return ImageFont.truetype(path, size)


def fold_lines(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """*text* in lines no wider than *width*."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def knot(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], radius: float, full: float
) -> None:
    """A knot of the ladder: tied, half tied or open, told by its shape."""
    x, y = at
    box = (x - radius, y - radius, x + radius, y + radius)
    if full >= 1:
        draw.ellipse(box, fill=LEAF)
        tick = [(x - 0.45, y), (x - 0.1, y + 0.35), (x + 0.5, y - 0.35)]
        points = [(x + (a - x) * radius, y + (b - y) * radius) for a, b in tick]
        draw.line(points, fill=PAPER, width=max(2, round(radius / 4)), joint="curve")
        return
    if full > 0:
        draw.pieslice(box, 90, 270, fill=SOGA)
    draw.ellipse(
        box, outline=SOGA if full > 0 else QUIET, width=max(2, round(radius / 5))
    )


def png(image: Image.Image) -> bytes:
    """*image* as a small PNG."""
    kept = BytesIO()
    none = Image.Dither.NONE
    flat = image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=none)
    flat.save(kept, "PNG", optimize=True)
    return kept.getvalue()
