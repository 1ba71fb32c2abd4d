"""What every picture is drawn with: a sheet for a phone, its colours, its typeface.

Pillow reads no WOFF2, so the page's own fonts lie here again, unpacked.
"""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

WAX, PAPER = "#F6EFE2", "#FFFDF8"
TEXT, QUIET = "#1E1B18", "#5F5A54"
INDIGO, SOGA, LEAF, BRICK = "#22305C", "#8C4A1E", "#2F6B4F", "#A23B2A"
GOLD, LINE = "#B7791F", "#DDD3C2"

WIDTH = 720
"""Twice the 360 of a small phone: a size here is half as large there."""
MARGIN, EDGE = 44, 12
"""Where words begin, and how wide the wax around the paper is."""
LEADING = 1.35
STEPS = 4
"""From an ink to the paper, at the edge of a letter."""
FINER = 4
"""How much larger curves are drawn than they are shown."""
TALLEST = 4000
"""No picture is longer: what would be has to be said in fewer words."""

FONTS = Path(__file__).parent / "fonts"


def font_file(*, bold: bool = False) -> Path:
    """The typeface, in one of its two weights."""
    return FONTS / f"plus-jakarta-sans-latin-{700 if bold else 400}-normal.ttf"


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The typeface at *size* pixels."""
    return ImageFont.truetype(font_file(bold=bold), size)


class Pen:
    """A place on the sheet that moves down as it writes."""

    def __init__(self, sheet: Image.Image) -> None:
        self.sheet = sheet
        self.draw = ImageDraw.Draw(sheet)
        self.left, self.right = MARGIN, WIDTH - MARGIN
        self.y = MARGIN

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
        face = font(size, bold=bold)
        for line in fold_lines(text, face, self.right - self.left - x):
            self.draw.text((self.left + x, self.y), line, font=face, fill=colour)
            self.y += round(size * LEADING)

    def skip(self, space: int) -> None:
        """White space."""
        self.y += space

    def canting(self) -> None:
        """The one ornament: a thin line of wax."""
        self.draw.line((self.left, self.y, self.right, self.y), fill=GOLD, width=2)


def sheet(write: Callable[[Pen], None]) -> bytes:
    """What *write* puts on a sheet, as long as it needs: a small PNG."""
    image = Image.new("RGB", (WIDTH, TALLEST), PAPER)
    pen = Pen(image)
    write(pen)
    framed = Image.new("RGB", (WIDTH, min(pen.y + MARGIN, TALLEST)), WAX)
    inner = image.crop((EDGE, EDGE, WIDTH - EDGE, framed.height - EDGE))
    framed.paste(inner, (EDGE, EDGE))
    return png(framed)


def fold_lines(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """*text* in lines no wider than *width*; a longer word is broken."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
            continue
        lines.append(word)
        while face.getlength(rest := lines[-1]) > width and len(rest) > 1:
            fits = max(n for n in range(1, len(rest)) if _fits(rest[:n], face, width))
            lines[-1:] = [rest[:fits], rest[fits:]]
    return lines


def _fits(text: str, face: ImageFont.FreeTypeFont, width: int) -> bool:
    return len(text) == 1 or face.getlength(text) <= width


def knot(
    sheet: Image.Image, at: tuple[float, float], radius: float, full: float
) -> None:
    """A knot of the ladder: tied, half tied or open, told by its shape."""
    disc(sheet, at, radius, LEAF if full >= 1 else PAPER)
    if full >= 1:
        tick(sheet, at, radius, PAPER)
        return

    def write(draw: ImageDraw.ImageDraw, middle: float, radius: float) -> None:
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        if full > 0:
            draw.pieslice(box, 90, 270, fill=SOGA)
        edge = max(2 * FINER, round(radius / 5))
        draw.ellipse(box, outline=SOGA if full > 0 else QUIET, width=edge)

    _finely(sheet, at, radius, write)


def disc(
    sheet: Image.Image, at: tuple[float, float], radius: float, colour: str
) -> None:
    """A round spot."""

    def write(draw: ImageDraw.ImageDraw, middle: float, radius: float) -> None:
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        draw.ellipse(box, fill=colour)

    _finely(sheet, at, radius, write)


def tick(
    sheet: Image.Image, at: tuple[float, float], radius: float, colour: str
) -> None:
    """The sign that something is as it should be."""
    _stroke(sheet, at, radius, colour, [(-0.45, 0), (-0.1, 0.35), (0.5, -0.35)])


def cross(
    sheet: Image.Image, at: tuple[float, float], radius: float, colour: str
) -> None:
    """The sign that it is not."""
    _stroke(sheet, at, radius, colour, [(-0.4, -0.4), (0.4, 0.4)])
    _stroke(sheet, at, radius, colour, [(-0.4, 0.4), (0.4, -0.4)])


def _stroke(
    sheet: Image.Image,
    at: tuple[float, float],
    radius: float,
    colour: str,
    points: list[tuple[float, float]],
) -> None:
    def write(draw: ImageDraw.ImageDraw, middle: float, radius: float) -> None:
        line = [(middle + a * radius, middle + b * radius) for a, b in points]
        draw.line(line, fill=colour, width=round(radius / 4), joint="curve")

    _finely(sheet, at, radius, write)


def _finely(
    sheet: Image.Image,
    at: tuple[float, float],
    radius: float,
    write: Callable[[ImageDraw.ImageDraw, float, float], None],
) -> None:
    """What *write* draws within *radius*, larger and then shrunk.

    Pillow draws curves and slants in whole pixels: their edges would be stairs.
    """
    reach = ceil(radius) + 1
    large = Image.new("RGBA", (2 * reach * FINER,) * 2)
    write(ImageDraw.Draw(large), reach * FINER, radius * FINER)
    small = large.reduce(FINER)
    x, y = at
    sheet.paste(small, (round(x) - reach, round(y) - reach), small)


def png(image: Image.Image) -> bytes:
    """*image* as a small PNG."""
    return packed(image.quantize(palette=_palette(), dither=Image.Dither.NONE))


def packed(image: Image.Image) -> bytes:
    """The file of a picture that has few colours already."""
    kept = BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


@cache
def _palette() -> Image.Image:
    """Our inks, whole and in steps towards the paper: enough for the edges of letters.

    They are more than sixteen: at four bits a pixel a letter is another row of bytes at
    every other place, and the file a fifth larger.
    """
    inks = [TEXT, QUIET, INDIGO, SOGA, LEAF, BRICK]
    paper = ImageColor.getrgb(PAPER)
    parts: list[int] = []
    for each in (PAPER, WAX, LINE, GOLD, *inks):
        parts += ImageColor.getrgb(each)
    for ink in map(ImageColor.getrgb, inks):
        for step in range(1, STEPS):
            pairs = zip(paper, ink, strict=True)
            parts += [(step * p + (STEPS - step) * i) // STEPS for p, i in pairs]
    palette = Image.new("P", (1, 1))
    palette.putpalette(parts)
    return palette
