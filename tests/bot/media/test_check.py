import asyncio
import io
import os
import random
import resource
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter

from bot.media.check import (
    LARGEST,
    MIB,
    REASONS,
    Checked,
    Counter,
    Problem,
    TooLarge,
    check,
    gather,
    worth_fetching,
)

SEED = int(os.environ.get("PANDU_SEED", "7"))
CANARY = b"CANARY-6.12S-106.15E"
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def cloth(width=400, height=300, mode="RGB"):
    """A picture with something on every part of it."""
    print(f"PANDU_SEED={SEED}")
    size = (width // 8 + 1) * (height // 8 + 1)
    grain = Image.frombytes(
        "L", (width // 8 + 1, height // 8 + 1), random.Random(SEED).randbytes(size)
    )
    return grain.resize((width, height)).convert(mode)


def encoded(picture, written, **options):
    file = io.BytesIO()
    picture.save(file, written, **options)
    return file.getvalue()


JPEG = encoded(cloth(), "JPEG")
PNG = encoded(cloth(), "PNG")
SLOW = encoded(cloth(3000, 2000), "JPEG")


def pdf(pages=1, change=lambda writer: None):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def png_declaring(width, height):
    """A PNG of one bit per pixel, all alike: little data for very many pixels."""
    row = b"\0" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    rows = b"".join([packer.compress(row) for _ in range(height)]) + packer.flush()

    def chunk(kind, body):
        check_sum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check_sum

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def a_place_in_exif(orientation=1):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = CANARY.decode()
    exif[GPS] = {1: "S", 2: (6.0, 7.0, 12.0), 3: "E", 4: (106.0, 9.0, 0.0)}
    return exif.tobytes()


async def problem(data, declared="photo"):
    """The reason why *data* is not taken."""
    result = await check(data, declared)
    assert isinstance(result, Problem), result
    assert result.reason in REASONS
    return result.reason


async def taken(data, declared="photo"):
    result = await check(data, declared)
    assert isinstance(result, Checked), result
    return result


@pytest.mark.parametrize("written", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_comes_back_as_a_jpeg_with_a_thumbnail(written):
    photo = await taken(encoded(cloth(1000, 700), written))
    assert (photo.kind, photo.mime, photo.suffix) == ("photo", "image/jpeg", "jpg")
    picture = Image.open(io.BytesIO(photo.data), formats=("JPEG",))
    picture.load()
    assert picture.size == (photo.width, photo.height) == (1000, 700)
    thumbnail = Image.open(io.BytesIO(photo.thumbnail), formats=("JPEG",))
    assert thumbnail.size == (480, 336)


async def test_a_large_photo_is_made_smaller():
    photo = await taken(encoded(cloth(4000, 3000), "JPEG"))
    assert (photo.width, photo.height) == (2560, 1920)


async def test_a_small_logo_stays_a_png():
    logo = await taken(encoded(cloth(64, 64), "PNG"))
    assert (logo.mime, logo.suffix) == ("image/png", "png")
    assert Image.open(io.BytesIO(logo.data)).format == "PNG"


async def test_what_is_transparent_becomes_white():
    clear = encoded(Image.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG")
    picture = Image.open(io.BytesIO((await taken(clear)).data))
    assert picture.getpixel((200, 200)) == (255, 255, 255)


async def test_a_photo_taken_sideways_is_turned_upright():
    sideways = encoded(cloth(400, 300), "JPEG", exif=a_place_in_exif(orientation=6))
    photo = await taken(sideways)
    assert (photo.width, photo.height) == (300, 400)


async def test_a_photo_sent_as_a_file_is_a_photo():
    assert (await taken(JPEG, "document")).kind == "photo"
    assert (await taken(JPEG, "image/jpeg")).kind == "photo"


def with_everything_hidden(written):
    """A picture that tells where it was taken, in all the ways its format has."""
    options = {"exif": a_place_in_exif(), "xmp": CANARY, "icc_profile": CANARY}
    if written == "JPEG":
        options["comment"] = CANARY
    if written == "PNG":
        options.pop("xmp")
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Location", CANARY.decode())
        notes.add_text("Zipped", CANARY.decode(), zip=True)
        notes.add_itxt("XML:com.adobe.xmp", CANARY.decode())
        options["pnginfo"] = notes
    return encoded(cloth(), written, **options) + CANARY


@pytest.mark.parametrize("written", ["JPEG", "PNG", "WEBP"])
async def test_nothing_but_pixels_is_handed_on(written):
    sent = with_everything_hidden(written)
    assert sent.count(CANARY) >= 3
    photo = await taken(sent)
    for data in (photo.data, photo.thumbnail):
        assert CANARY not in data
        picture = Image.open(io.BytesIO(data))
        picture.load()
        assert not picture.getexif()
        assert set(picture.info) <= {
            *("jfif", "jfif_version", "jfif_unit", "jfif_density"),
        }


async def test_a_tiny_png_loses_its_notes_too():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Location", CANARY.decode())
    sent = encoded(
        cloth(64, 64), "PNG", pnginfo=notes, icc_profile=CANARY, exif=a_place_in_exif()
    )
    logo = await taken(sent)
    assert Image.open(io.BytesIO(logo.data)).info == {}
    assert CANARY not in logo.data


async def test_a_bomb_of_48_kb_is_refused_and_the_server_stays_small():
    bomb = png_declaring(20_000, 20_000)
    assert len(bomb) < 64 * 1024
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert await asyncio.gather(*[problem(bomb) for _ in range(6)]) == ["bomb"] * 6
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 30 * 1024


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (1, 2**31 - 1)])
async def test_what_has_more_pixels_than_any_camera_is_a_bomb(width, height):
    whole = png_declaring(8, 8)
    size = struct.pack(">II", width, height) + whole[24:29]
    sum_ = struct.pack(">I", zlib.crc32(b"IHDR" + size))
    assert await problem(whole[:16] + size + sum_ + whole[33:]) == "bomb"


@pytest.mark.parametrize("start", [b"\xff\xd8\xff\xe0", PNG[:8], b"RIFF\0\0\0\0WEBP"])
async def test_a_good_start_with_nonsense_behind_it_is_broken(start):
    print(f"PANDU_SEED={SEED}")
    nonsense = random.Random(SEED).randbytes(9000)
    assert await problem(start) == "broken"
    assert await problem(start + nonsense) == "broken"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
ZIP = b"PK\3\4" + bytes(60)
HEIC = b"\0\0\0\x18ftypheic" + bytes(60)


@pytest.mark.parametrize(
    ("data", "photo", "document", "voice"),
    [
        (b"", "empty", "empty", "empty"),
        (b"\0", "not_a_photo", "unsupported", "not_a_sound"),
        (SVG, "not_a_photo", "unsupported", "not_a_sound"),
        (HTML, "not_a_photo", "unsupported", "not_a_sound"),
        (ZIP, "not_a_photo", "unsupported", "not_a_sound"),
        (b"MZ" + bytes(60), "not_a_photo", "unsupported", "not_a_sound"),
        ("halo".encode("utf-16"), "not_a_photo", "unsupported", "not_a_sound"),
        (pdf(), "not_a_photo", None, "not_a_sound"),
        (b"OggS" + bytes(60), "not_a_photo", None, None),
        (JPEG, None, None, "not_a_sound"),
    ],
)
async def test_what_is_taken_depends_on_what_was_asked_for(
    data, photo, document, voice
):
    for declared, reason in (
        ("photo", photo),
        ("document", document),
        ("voice", voice),
    ):
        result = await check(data, declared)
        assert getattr(result, "reason", None) == reason


@pytest.mark.parametrize("behind", [ZIP, HTML, SVG, pdf()])
async def test_what_hides_behind_a_picture_stays_behind(behind):
    for data in (JPEG + behind, PNG + behind):
        assert behind[:40] not in (await taken(data)).data


@pytest.mark.parametrize("before", [ZIP, HTML, SVG, b"GIF89a", b"MZ"])
async def test_a_pdf_or_a_photo_behind_something_else_is_not_taken(before):
    assert await problem(before + pdf(), "document") in {"unsupported", "broken"}
    assert await problem(before + JPEG) in {"not_a_photo", "broken", "bomb"}


@pytest.mark.parametrize(
    ("start", "declared"),
    [(JPEG, "photo"), (JPEG, "document"), (pdf(), "document"), (b"OggS", "voice")],
)
async def test_one_byte_more_than_the_limit_is_too_large(start, declared):
    padding = bytes(LARGEST + 1 - len(start))
    assert await problem(start + padding, declared) == "too_large"


async def test_a_pdf_is_kept_byte_for_byte():
    sent = pdf(pages=30)
    paper = await taken(sent, "document")
    assert (paper.kind, paper.suffix, paper.data) == ("document", "pdf", sent)


async def stream(*sizes):
    for size in sizes:
        yield bytes(size)


async def test_a_stream_is_gathered_up_to_the_limit_and_not_a_byte_further():
    assert len(await gather(stream(MIB, 19 * MIB))) == 20 * MIB
    with pytest.raises(TooLarge):
        await gather(stream(MIB, 19 * MIB, 1))


def test_a_counter_hands_on_what_it_counts():
    counter = Counter()
    assert counter.count(b"abc") == b"abc"
    with pytest.raises(TooLarge):
        counter.count(bytes(LARGEST))


@pytest.mark.parametrize(
    ("size", "worth"), [(0, True), (LARGEST, True), (LARGEST + 1, False)]
)
def test_a_file_declared_too_large_is_not_fetched(size, worth):
    assert worth_fetching(size) is worth
