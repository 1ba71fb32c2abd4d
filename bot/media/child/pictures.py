"""A picture upright, no larger than needed, made anew from its pixels alone.

How much memory decoding takes is known from the head of a file, before any of it is
taken. A picture is made smaller band by band, so no second one of its size is needed.
"""

import io
import math
from collections.abc import Iterator

from PIL import AvifImagePlugin, Image, ImageChops, ImageFile

from . import limits
from .colours import in_srgb, plain
from .flaws import flaws
from .limits import Heavy, Unexamined, Unfit

MAX_PIXELS = 250_000_000
"""More than any phone's camera has; what claims more was made to do harm."""
LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 480
"""As wide as a phone shows a photo in a chat."""
QUALITY = 85
BAND = 128
"""So many rows are made at once of a picture that becomes smaller."""
ENOUGH = 0.25
"""The least of a cut picture that is worth keeping."""
END_OF_JPEG = b"\xff\xd9"
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SHARP = {"PNG", "GIF", "BMP", "TIFF"}
"""Formats of drawings, whose sharp edges a JPEG would smear."""
BY_ROWS = {"PNG", "GIF", "TIFF"}
"""Formats, besides JPEG, of which a part shows a part, from above."""
BRANDS = {"HEIF": b"heic", "AVIF": b"avif"}
"""What the decoder of a box expects it to be called."""
BYTES_OF_MODE = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
"""Bytes of a pixel in memory, where they are not four."""
BYTES_OF_PLAIN = {"1": 1, "L": 0, "RGB": 0, "CMYK": 0}
"""Bytes of a pixel more while its colours become plain, where they are not eight."""
BYTES_TO_DECODE = {"WEBP": 18, "AVIF": 12, "HEIF": 9, "TIFF": 8}
"""Bytes of a pixel where a decoder keeps copies; measured, and rounded up."""

Image.MAX_IMAGE_PIXELS = None  # each is asked what it needs instead
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread takes memory of its own


def clean(
    data: bytes, decoder: str, memory: int
) -> tuple[dict[str, object], tuple[bytes, bytes]]:
    """What is to be seen in *data*, and small; raises `Heavy` beyond *memory*."""
    picture, whole = seen(data, decoder, memory)
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    tiny = decoder in SHARP and max(picture.size) <= THUMBNAIL_SIDE
    written = "PNG" if tiny else "JPEG"
    found = {*flaws(picture), *(() if whole else ("cut_off",))}
    answer: dict[str, object] = {
        "format": written,
        "width": picture.width,
        "height": picture.height,
        "flaws": sorted(found),
    }
    return answer, (encoded(picture, written), encoded(small, "JPEG"))


def seen(data: bytes, decoder: str, memory: int) -> tuple[Image.Image, bool]:
    """The picture as it is meant to be seen, and whether it is all there."""
    picture, whole = had(data, decoder, memory)
    # What is asked of the file is asked now; afterwards there are only pixels.
    turn, profile = turn_of(picture), picture.info.get("icc_profile")
    picture = shrunk(picture)
    if not whole:
        height = picture.height
        picture = upper_part(picture)
        whole = picture.height == height
    picture = in_srgb(picture, profile)
    if turn is not None:
        picture = picture.transpose(turn)
    # A new picture has no comment, no place and no profile to hand on.
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    return bare, whole


def had(data: bytes, decoder: str, memory: int) -> tuple[Image.Image, bool]:
    """As much of the picture as can be had, and whether nothing was the matter."""
    for number, mended in enumerate(mendings(data, decoder)):
        ImageFile.LOAD_TRUNCATED_IMAGES = number > 0 and decoder not in BRANDS
        picture = tried(mended, decoder, memory)
        if picture is not None:
            return picture, not ImageFile.LOAD_TRUNCATED_IMAGES
    raise Unfit("broken")


def tried(data: bytes, decoder: str, memory: int) -> Image.Image | None:
    """The pixels of *data*; where its decoder fails, nothing of them is held on to."""
    try:
        return decoded(data, decoder, memory)
    except (Unfit, Unexamined, Heavy, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - decoders raise whatever they like
        return None


def mendings(data: bytes, decoder: str) -> Iterator[bytes]:
    """The file; if that cannot be read, what it shows although it was cut.

    Then that without its notes, for broken ones shall cost nobody a photo. A box is
    tried under the brand that its decoder knows, for any of its brands may come first.
    """
    yield data
    if decoder == "JPEG":
        yield data + END_OF_JPEG
        yield data.replace(b"Exif\0\0", b"Void\0\0") + END_OF_JPEG
    elif decoder in BRANDS:
        yield data[:8] + BRANDS[decoder] + data[12:]
    elif decoder in BY_ROWS:
        yield data


def decoded(data: bytes, decoder: str, memory: int) -> Image.Image:
    """The pixels of *data*, if there is *memory* for them."""
    picture = opened(data, decoder)
    if picture.width * picture.height > MAX_PIXELS:
        raise Unfit("bomb")
    if decoder == "TIFF" and getattr(picture, "n_frames", 1) > 1:
        raise Unexamined  # a scan of several pages: only the first would be seen
    frame = picture.size
    picture.draft("RGB", fitted(frame))
    if need(picture, frame) + 2 * len(data) > memory:
        raise Heavy
    limits.hold(memory)
    picture.load()
    return picture


def opened(data: bytes, decoder: str) -> ImageFile.ImageFile:
    """*data* with its head read, by this decoder and no other."""
    formats = ("JPEG", "MPO") if decoder == "JPEG" else (decoder,)
    if decoder == "HEIF":
        import pillow_heif  # noqa: PLC0415 - only who sends such a photo waits for it

        pillow_heif.options.DECODE_THREADS = 1
        pillow_heif.register_heif_opener(thumbnails=True)
    return Image.open(io.BytesIO(data), formats=formats)


def need(picture: ImageFile.ImageFile, frame: tuple[int, int]) -> int:
    """The most bytes that decoding *picture* and making it small take at once.

    *frame* is its size in the file; a JPEG may be decoded at a part of it.
    """
    pixels = picture.width * picture.height
    of_mode = BYTES_OF_MODE.get(picture.mode, 4)
    width, height = fitted(picture.size)
    copy = width * height * 4
    decoding = pixels * BYTES_TO_DECODE.get(picture.format or "", of_mode)
    shrinking = pixels * of_mode + 2 * copy + band(picture, of_mode)
    return max(decoding + waves(picture, frame), shrinking, 4 * copy)


def band(picture: ImageFile.ImageFile, of_mode: int) -> int:
    """The most bytes that are taken while one band becomes smaller."""
    width, height = fitted(picture.size)
    scale = picture.height / height
    rows = min(BAND * scale + 2 * around(scale), picture.height)
    wide = picture.width * (of_mode + BYTES_OF_PLAIN.get(picture.mode, 8))
    return math.ceil(rows * (wide + width * 4))


def around(scale: float) -> int:
    """So many rows beyond a band LANCZOS looks at, on either side."""
    return math.ceil(3 * scale) + 1


def waves(picture: ImageFile.ImageFile, frame: tuple[int, int]) -> int:
    """Bytes for all the waves of a progressive JPEG, kept until its last scan is read.

    They are two bytes for each sample of the whole frame, at whatever part of it the
    picture is decoded.
    """
    if not picture.info.get("progressive"):
        return 0
    layers: list[tuple[str, int, int, int]] = getattr(picture, "layer", [])
    most = max(layer[1] * layer[2] for layer in layers)
    samples = sum(layer[1] * layer[2] for layer in layers) / most
    return math.ceil(2 * samples * frame[0] * frame[1])


def fitted(size: tuple[int, int]) -> tuple[int, int]:
    """*size*, no longer than the longest side and as wide as it is high."""
    share = min(1.0, LONGEST_SIDE / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def shrunk(picture: Image.Image) -> Image.Image:
    """*picture* no larger than needed and in plain colours, made band by band."""
    width, height = fitted(picture.size)
    scale = picture.height / height
    bands: list[Image.Image] = []
    for top in range(0, height, BAND):
        rows = min(BAND, height - top)
        first = max(0, math.floor(top * scale) - around(scale))
        last = min(picture.height, math.ceil((top + rows) * scale) + around(scale))
        part = plain(picture.crop((0, first, picture.width, last)))
        end = min((top + rows) * scale - first, part.height)
        box = (0, top * scale - first, part.width, end)
        bands.append(part.resize((width, rows), Image.Resampling.LANCZOS, box))
    made = Image.new(bands[0].mode, (width, height))
    for number, band in enumerate(bands):
        made.paste(band, (0, number * BAND))
    return made


def upper_part(picture: Image.Image) -> Image.Image:
    """What a cut file shows: all that was lost below is of one colour."""
    below = picture.getpixel((picture.width - 1, picture.height - 1))
    backdrop = Image.new(picture.mode, picture.size, below)
    there = ImageChops.difference(picture, backdrop).getbbox()
    if there is None or there[3] < picture.height * ENOUGH:
        raise Unfit("broken")
    return picture.crop((0, 0, picture.width, there[3]))


def turn_of(picture: Image.Image) -> Image.Transpose | None:
    """How to turn a picture upright; not at all where the notes cannot be read."""
    try:
        return TURNS.get(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - whatever is wrong with notes costs no photo
        return None


def encoded(picture: Image.Image, written: str) -> bytes:
    """*picture* as a file of the format *written*."""
    file = io.BytesIO()
    picture.save(file, written, quality=QUALITY, optimize=True)
    return file.getvalue()
