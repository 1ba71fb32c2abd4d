"""What makes a photo hard to read, by brightness and size alone."""

from collections.abc import Iterator

from PIL import Image, ImageFilter, ImageStat

DARKEST = 60
"""A mean brightness under this (of 255) is a photo taken in the dark."""
SMALLEST = 480, 800
"""The sides of the smallest photo on which the letters of a sheet can be read."""
DULLEST = 40
"""A variance of the Laplacian under this has no sharp edge in it."""
LOOK_AT = 640
"""The longest side that sharpness is measured at, so that all photos are alike."""
BORDER = 0.01
"""How much of a side is its border, where nothing of a sheet should be written."""
PAPER, INK, CUT = 170, 90, (0.04, 0.5)
"""A border as bright as paper, with so much of it as dark as ink, cuts a sheet off."""
SIDES = 2
"""So many sides of a sheet are cut off at most by who holds a phone too near."""
_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), 1, 128)


def flaws(picture: Image.Image) -> Iterator[str]:
    """What makes *picture* hard to read, by brightness and size alone."""
    grey = picture.convert("L")
    if tuple(sorted(grey.size)) < SMALLEST or max(grey.size) < SMALLEST[1]:
        yield "small"
    dark = ImageStat.Stat(grey).mean[0] < DARKEST
    if dark:
        yield "dark"
    grey.thumbnail((LOOK_AT, LOOK_AT), Image.Resampling.BOX)
    # What is dark has no edges either; it is said once.
    if not dark and ImageStat.Stat(grey.filter(_LAPLACIAN)).var[0] < DULLEST:
        yield "blurred"
    # What goes on beyond nearly all sides is no sheet: a motif fills the photo.
    if 0 < sum(map(cut, borders(grey))) <= SIDES:
        yield "cut_off"


def borders(grey: Image.Image) -> Iterator[Image.Image]:
    """The four outermost strips."""
    width, height = grey.size
    deep = max(1, round(max(width, height) * BORDER))
    yield grey.crop((0, 0, width, deep))
    yield grey.crop((0, height - deep, width, height))
    yield grey.crop((0, 0, deep, height))
    yield grey.crop((width - deep, 0, width, height))


def cut(border: Image.Image) -> bool:
    """Whether a sheet, with what is written on it, goes on beyond this border."""
    least, most = CUT
    if ImageStat.Stat(border).median[0] < PAPER:
        return False
    ink = sum(border.histogram()[:INK]) / (border.width * border.height)
    return least <= ink <= most
