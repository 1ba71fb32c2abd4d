"""Look at one file in a process of its own, which may die of it.

Run as a file, with the decoder's name as argument and the data on standard input. On
standard output comes one line of JSON, then the clean picture and its thumbnail. It
imports nothing of Pandu, and gets no environment: there is nothing here to steal.
"""

import io
import json
import resource
import signal
import sys
import warnings
from collections.abc import Iterator
from typing import TypeAlias

from PIL import Image, ImageFilter, ImageOps, ImageStat

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 20
MAX_PIXELS = 40_000_000
MAX_PAGES = 30
LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 320
QUALITY = 85

ACTIVE = frozenset(
    {"/JS", "/JavaScript", "/Launch", "/EF", "/EmbeddedFile", "/EmbeddedFiles"}
    | {"/RichMedia"}
)
"""Names that stand in a PDF only where it runs, starts or carries something."""

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
_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), 1, 128)

Answer: TypeAlias = dict[str, object]
Parts: TypeAlias = tuple[bytes, bytes]
"""The clean file and its thumbnail."""


class Unfit(Exception):
    """The file is not taken; the message is one of `bot.media.check.REASONS`."""


def main() -> None:
    """Judge standard input by the decoder named on the command line."""
    confine()
    answer, parts = judge(sys.stdin.buffer.read(), sys.argv[1])
    answer["sizes"] = [len(part) for part in parts]
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))


def judge(data: bytes, decoder: str) -> tuple[Answer, Parts]:
    """What to tell the parent about *data*; never raises."""
    try:
        if decoder == "PDF":
            check_pdf(data)
            return {}, (b"", b"")
        return clean_picture(data, decoder)
    except Unfit as unfit:
        problem = str(unfit)
    except MemoryError:
        problem = "bomb"
    except Exception:  # noqa: BLE001 - decoders raise whatever they like
        problem = "broken"
    return {"problem": problem}, (b"", b"")


def confine() -> None:
    """Give up what looking at a file does not need."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (allowed, allowed))
    # The parent waits no longer either; this holds when the parent is gone.
    signal.alarm(WALL_SECONDS)


def clean_picture(data: bytes, decoder: str) -> tuple[Answer, Parts]:
    """The picture upright, no larger than needed, made anew from its pixels alone."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture: Image.Image = Image.open(io.BytesIO(data), formats=(decoder,))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Unfit("bomb") from None
    # A JPEG can be decoded at half or a quarter of its size, for less memory.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    if picture.mode.startswith("I"):  # 16 bits of grey would be clipped to white
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode != mode:
        picture = picture.convert(mode)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture = ImageOps.exif_transpose(picture)

    # A new picture has no comment, no place and no profile to hand on.
    clean = Image.new("RGB", picture.size, "white")
    clean.paste(picture, mask=picture if mode == "RGBA" else None)
    small = clean.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)

    # JPEG would smear the sharp edges of a small logo, and save nothing there.
    tiny = decoder == "PNG" and max(clean.size) <= THUMBNAIL_SIDE
    written = "PNG" if tiny else "JPEG"
    answer: Answer = {"format": written, "width": clean.width, "height": clean.height}
    answer["flaws"] = list(flaws(clean))
    return answer, (encoded(clean, written), encoded(small, "JPEG"))


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
    if any(map(cut, borders(grey))):
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


def encoded(picture: Image.Image, written: str) -> bytes:
    """*picture* as a file of the format *written*."""
    file = io.BytesIO()
    picture.save(file, written, quality=QUALITY, optimize=True)
    return file.getvalue()


def check_pdf(data: bytes) -> None:
    """Raise `Unfit` for what should not reach an officer's phone.

    A PDF that passes is kept as it is, byte for byte: papers such as a NIB are signed
    electronically, and a signature does not survive a rewrite.
    """
    # Imported here, since it takes longer than looking at a photo does.
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415

    # Readers mend a file that was cut, and would show fewer pages without a word.
    if b"%%EOF" not in data[-1024:]:
        raise Unfit("broken")
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise Unfit("locked_pdf")
    pages = len(reader.pages)
    if not pages:
        raise Unfit("broken")
    if pages > MAX_PAGES:
        raise Unfit("too_large")
    if not ACTIVE.isdisjoint(names_within(reader.trailer)):
        raise Unfit("active_pdf")


def names_within(root: object) -> Iterator[str]:
    """Every name that can be reached from *root*, which is all that a viewer sees."""
    from pypdf.generic import (  # noqa: PLC0415
        ArrayObject,
        DictionaryObject,
        IndirectObject,
        NameObject,
    )

    seen: set[tuple[int, int]] = set()
    # No recursion: links go in circles, and a file may nest deeper than Python can.
    waiting = [root]
    while waiting:
        match waiting.pop():
            case IndirectObject() as link:
                if (place := (link.idnum, link.generation)) not in seen:
                    seen.add(place)
                    waiting.append(link.get_object())
            case DictionaryObject() as entries:
                for key in entries:
                    yield str(key)
                    waiting.append(entries.raw_get(key))
            case ArrayObject() as items:
                waiting.extend(items)
            case NameObject() as name:
                yield str(name)


if __name__ == "__main__":
    main()
