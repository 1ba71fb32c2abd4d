"""A photo that cannot be read beside one that can: what to do better, without a word.

Both are drawn by code. Pictures say it in any language; the sentence stands beside.
"""

from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw, ImageFilter

from bot.pictures.canvas import (
    BRICK,
    EDGE,
    GOLD,
    INDIGO,
    LEAF,
    LINE,
    MARGIN,
    PAPER,
    TEXT,
    WAX,
    WIDTH,
    cross,
    disc,
    packed,
    tick,
)

PHOTO = (292, 380)
"""The sides of each of the two photos."""
TABLE = "#7A5A42"
SIGN = 30
"""The radius of a tick or a cross."""


def picture(flaw: str) -> bytes:
    """The two photos for *flaw*, as a PNG of at most 20 kB."""
    wide, high = PHOTO
    image = Image.new("RGB", (WIDTH, high + 2 * MARGIN + 84), WAX)
    draw = ImageDraw.Draw(image)
    draw.rectangle((EDGE, EDGE, WIDTH - EDGE, image.height - EDGE), fill=PAPER)
    good = _photo()
    below = MARGIN + high + 52
    for x, photo, sign, colour in (
        (MARGIN, FLAWED[flaw](good), cross, BRICK),
        (WIDTH - MARGIN - wide, good, tick, LEAF),
    ):
        image.paste(photo, (x, MARGIN))
        frame = (x, MARGIN, x + wide, MARGIN + high)
        draw.rectangle(frame, outline=LINE, width=3)
        middle = (x + wide / 2, below)
        disc(image, middle, SIGN, colour)
        sign(image, middle, SIGN, PAPER)
    return packed(image.quantize(SHADES, dither=Image.Dither.NONE))


SHADES = 96
"""A photo has shades that the inks of a sheet have not."""


def _photo() -> Image.Image:
    """A written sheet on a table, whole, bright and sharp."""
    wide, high = PHOTO
    photo = Image.new("RGB", PHOTO, TABLE)
    draw = ImageDraw.Draw(photo)
    left, top, right = 36, 36, wide - 36
    draw.rectangle((left, top, right, high - 36), fill=PAPER)
    draw.ellipse((left + 20, top + 22, left + 62, top + 64), outline=GOLD, width=6)
    draw.rectangle((left + 82, top + 30, right - 30, top + 44), fill=INDIGO)
    draw.rectangle((left + 82, top + 54, right - 70, top + 62), fill=TEXT)
    for row in range(9):
        y = top + 92 + row * 22
        short = 60 if row % 3 == 2 else 0  # noqa: PLR2004 -- a paragraph's last line
        draw.rectangle((left + 22, y, right - 22 - short, y + 8), fill=TEXT)
    return photo


def _dark(photo: Image.Image) -> Image.Image:
    return photo.point(lambda shade: shade // 6)


def _blurred(photo: Image.Image) -> Image.Image:
    return photo.filter(ImageFilter.GaussianBlur(9))


def _cut_off(photo: Image.Image) -> Image.Image:
    """So near that the sheet goes on beyond the photo."""
    wide, high = photo.size
    near = photo.crop((0, 0, wide * 3 // 5, high * 3 // 5))
    return near.resize(photo.size, Image.Resampling.NEAREST)


def _small(photo: Image.Image) -> Image.Image:
    """So few dots that no letter is left of it."""
    wide, high = photo.size
    few = photo.resize((wide // 14, high // 14), Image.Resampling.BOX)
    return few.resize(photo.size, Image.Resampling.NEAREST)


FLAWED: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "dark": _dark,
    "small": _small,
    "blurred": _blurred,
    "cut_off": _cut_off,
}
"""The same photo with each of the flaws that `bot.media.child` sees."""
