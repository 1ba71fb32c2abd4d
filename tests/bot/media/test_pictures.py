"""Pictures as phones, scanners and old programs write them: all of them are shown."""

import io
import random
import struct
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageDraw, TiffImagePlugin

from bot.media import check as media_check
from bot.media.child import looking, pictures
from bot.media.formats import recognise
from tests.bot.media.test_check import cloth, encoded

pillow_heif.register_heif_opener()
MOST = media_check.LOOKS[-1] * media_check.MIB
ORIENTATION = 0x0112


def look(data, memory=MOST):
    """What the child says of *data*, and the picture it made."""
    answer, (made, _) = looking.judge(data, recognise(data).decoder, memory)
    return answer, Image.open(io.BytesIO(made)) if made else None


def halves(size=(400, 300)):
    """Red on the left and green on the right."""
    picture = Image.new("RGB", size, (200, 30, 40))
    picture.paste((40, 160, 70), (size[0] // 2, 0, *size))
    return picture


def near(found, wanted, by=12):
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("size", "written"),
    [
        ((8000, 6000), "JPEG"),
        ((8160, 6144), "MPO"),
        ((9248, 6936), "JPEG"),
        ((12000, 9000), "JPEG"),
        ((12000, 9000), "MPO"),
    ],
)
def test_a_photo_of_many_millions_of_pixels_is_shown(size, written):
    options: dict[str, Any] = {"quality": 20}
    if written == "MPO":
        options |= {"save_all": True, "append_images": [Image.new("L", (64, 48))]}
    data = encoded(Image.new("L", size, 90), written, **options)
    answer, made = look(data, media_check.LOOKS[0] * media_check.MIB)
    assert made, answer
    assert made.size == pictures.fitted(size)


def claiming(data, width, height):
    """A progressive JPEG whose head claims another size."""
    at = data.index(b"\xff\xc2") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


@pytest.mark.parametrize(
    ("size", "mode", "heavy"),
    [
        ((8000, 6000), "RGB", False),
        ((9248, 6936), "RGB", False),
        ((12000, 9000), "L", False),
        ((5000, 4000), "CMYK", False),
        ((12000, 9000), "RGB", True),
        ((8000, 6000), "CMYK", True),
    ],
)
def test_a_progressive_photo_is_shown_as_long_as_all_its_waves_have_room(
    size, mode, heavy
):
    small = encoded(Image.new(mode, (64, 48)), "JPEG", progressive=True)
    picture = pictures.opened(claiming(small, *size), "JPEG")
    picture.draft("RGB", pictures.fitted(size))
    assert (pictures.need(picture, size) > MOST) is heavy


def test_a_large_progressive_photo_is_shown():
    data = encoded(Image.new("L", (6000, 4500), 90), "JPEG", progressive=True)
    assert look(data)[1].size == (2560, 1920)


MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


@pytest.mark.parametrize(
    ("written", "mode"),
    [
        *(("PNG", mode) for mode in MODES),
        *(("TIFF", mode) for mode in (*MODES, "CMYK")),
        *(("GIF", mode) for mode in ("1", "L", "P", "RGB", "RGBA")),
        *(("BMP", mode) for mode in ("1", "L", "P", "RGB", "RGBA")),
        *(("WEBP", mode) for mode in ("RGB", "RGBA")),
        *(("AVIF", mode) for mode in ("RGB", "RGBA")),
        *(("HEIF", mode) for mode in ("L", "RGB", "RGBA")),
        *(("JPEG", mode) for mode in ("L", "RGB", "CMYK")),
        *(("MPO", mode) for mode in ("L", "RGB", "CMYK")),
    ],
)
def test_a_picture_of_any_format_and_mode_is_shown_as_it_is(written, mode):
    sent = halves().convert(mode)
    answer, made = look(encoded(sent, written))
    assert made, answer
    meant = sent.convert("RGB")
    for at in (60, 150), (340, 150):
        assert near(made.convert("RGB").getpixel(at), meant.getpixel(at), by=45)


def grey_of_16_bits():
    return Image.frombytes("I;16", (400, 300), struct.pack("<H", 0x4000) * 120_000)


@pytest.mark.parametrize("written", ["PNG", "TIFF"])
def test_16_bits_of_grey_keep_their_brightness(written):
    _, made = look(encoded(grey_of_16_bits(), written))
    assert near(made.convert("RGB").getpixel((9, 9)), (64, 64, 64))


@pytest.mark.parametrize(("kind", "channels"), [(2, 3), (6, 4), (4, 2)])
def test_16_bits_a_channel_are_shown(kind, channels):
    import zlib  # noqa: PLC0415

    width, height = 500, 400
    row = (
        b"\0"
        + struct.pack(f">{channels}H", *([0x8000] * (channels - 1)), 0xFFFF) * width
    )
    head = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    answer, made = look(data)
    assert made, answer
    assert near(made.convert("RGB").getpixel((250, 200))[:2], (128, 128))


@pytest.mark.parametrize("mode", ["P", "L", "RGB", "RGBA", "LA"])
def test_what_is_clear_becomes_white(mode):
    clear = Image.new("RGBA", (400, 300), (0, 0, 0, 0)).convert(mode)
    options = {} if mode in {"RGBA", "LA"} else {"transparency": clear.getpixel((0, 0))}
    _, made = look(encoded(clear, "PNG", **options))
    assert made.convert("RGB").getpixel((200, 150)) == (255, 255, 255)


BRANDS = (
    "heic",
    "heix",
    "heim",
    "heis",
    "hevc",
    "hevx",
    "hevm",
    "mif1",
    "msf1",
    "miaf",
)


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("place", ["first", "last"])
def test_heic_of_every_brand_is_a_photo_and_never_a_sound(brand, place):
    size, *brands = (b"isom", b"iso8", brand.encode())
    if place == "first":
        size, brands = brand.encode(), [b"isom", b"iso8"]
    box = b"ftyp" + size + bytes(4) + b"".join(brands)
    data = struct.pack(">I", len(box) + 4) + box + bytes(99)
    assert recognise(data).kind == "photo"


@pytest.mark.parametrize("brand", ["heic", "heix", "mif1", "miaf", "avif", "avis"])
def test_a_photo_is_shown_whatever_brand_its_box_names_first(brand):
    written = "AVIF" if brand.startswith("av") else "HEIF"
    data = bytearray(encoded(halves(), written))
    data[8:12] = brand.encode()
    answer, made = look(bytes(data))
    assert made, answer


def rgb_profile(red, green, blue, gamma=2.2):
    """A profile of three primaries, written by hand from the standard's tables."""

    def s15(value):
        return struct.pack(">i", round(value * 65536))

    def xyz(*values):
        return b"XYZ \0\0\0\0" + b"".join(map(s15, values))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 2) + b"x\0" + bytes(79)
    tags = {
        b"desc": text,
        b"cprt": b"text\0\0\0\0x\0\0\0",
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(*red),
        b"gXYZ": xyz(*green),
        b"bXYZ": xyz(*blue),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, tag in tags.items():
        table += name + struct.pack(">II", at + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    head = bytearray(128)
    head[8:24] = b"\x02\x10\0\0mntrRGB XYZ "
    head[36:40] = b"acsp"
    head[68:80] = s15(0.9642) + s15(1) + s15(0.8249)
    whole = bytes(head) + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


# The primaries of Display P3 and of Adobe RGB (1998), seen by the light of D50.
P3 = rgb_profile((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841))  # fmt: skip
ADOBE = rgb_profile((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446))  # fmt: skip


@pytest.mark.parametrize("written", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize(
    ("profile", "sent", "shown"),
    [
        (P3, (117, 251, 76), (3, 255, 0)),
        (P3, (200, 60, 60), (217, 46, 53)),
        (ADOBE, (120, 180, 90), (81, 181, 83)),
    ],
)
def test_colours_are_those_that_the_profile_means(written, profile, sent, shown):
    picture = Image.new("RGB", (500, 500), sent)
    options = {"quality": 95} if written in {"JPEG", "WEBP", "AVIF", "HEIF"} else {}
    _, made = look(encoded(picture, written, icc_profile=profile, **options))
    assert near(made.convert("RGB").getpixel((250, 250)), shown, by=20)
    assert "icc_profile" not in made.info


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize(
    "profile", [b"no profile", bytes(200), P3[:90], P3[:300], b"x" * 5000]
)
def test_a_broken_profile_costs_nothing(mode, profile):
    picture = Image.new("RGB", (400, 400), (90, 120, 60)).convert(mode)
    _, made = look(encoded(picture, "JPEG", icc_profile=profile))
    meant = picture.convert("RGB").getpixel((9, 9))
    assert near(made.convert("RGB").getpixel((9, 9)), meant)


def test_grey_with_a_profile_of_colours_stays_grey():
    _, made = look(encoded(Image.new("L", (400, 400), 99), "JPEG", icc_profile=P3))
    assert near(made.convert("RGB").getpixel((9, 9)), (99, 99, 99), by=4)


def test_grey_with_a_profile_of_its_own_is_shown():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    _, made = look(encoded(Image.new("L", (400, 400), 99), "JPEG", icc_profile=lab))
    assert near(made.convert("RGB").getpixel((9, 9)), (99, 99, 99), by=4)


@pytest.mark.parametrize(("held", "corner"), [(1, 0), (3, 3), (6, 1), (8, 2)])
@pytest.mark.parametrize("written", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photo_is_turned_upright(held, corner, written):
    """The corner of the file in which what belongs to the upper left is."""
    sent = Image.new("RGB", (600, 400), "white")
    box = [(0, 0), (500, 0), (0, 300), (500, 300)]
    corner = {1: 0, 3: 3, 6: 2, 8: 1}[held]
    ImageDraw.Draw(sent).rectangle((*box[corner], box[corner][0] + 99, box[corner][1] + 99), "black")  # fmt: skip
    exif = Image.Exif()
    exif[ORIENTATION] = held
    _, made = look(encoded(sent, written, exif=exif.tobytes()))
    assert made.size == ((400, 600) if held in {6, 8} else (600, 400))
    assert near(made.convert("RGB").getpixel((50, 50)), (0, 0, 0), by=40)


def exif_with(tag, value, held=6):
    exif = Image.Exif()
    exif[ORIENTATION] = held
    exif.get_ifd(0x8769)[tag] = value
    return exif.tobytes()


@pytest.mark.parametrize(
    ("exif", "turned"),
    [
        (exif_with(0x9204, TiffImagePlugin.IFDRational(0, 0)), True),
        (b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(20), False),
        (b"Exif\0\0" + b"\xff" * 60, False),
        (b"Exif\0\0", False),
        (exif_with(0x829A, 1.5)[:40], None),
        (b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x02\0\0\0\x04abc\0\0\0\0\0", False),
    ],
)
def test_broken_notes_cost_no_photo(exif, turned):
    answer, made = look(encoded(halves(), "JPEG", exif=exif))
    assert made, answer
    if turned is not None:
        assert made.size == ((300, 400) if turned else (400, 300))


@pytest.mark.parametrize("written", ["JPEG", "PNG", "GIF"])
@pytest.mark.parametrize("share", [0.95, 0.9, 0.7, 0.5])
def test_what_is_left_of_a_cut_photo_is_shown_and_said_to_be_cut(written, share):
    data = encoded(cloth(1000, 800), written)
    answer, made = look(data[: int(len(data) * share)])
    assert made, answer
    assert "cut_off" in answer["flaws"]
    assert 800 * share * 0.7 < made.height <= 800


@pytest.mark.parametrize("written", ["JPEG", "PNG"])
@pytest.mark.parametrize("share", [0.05, 0.1])
def test_hardly_anything_is_nothing(written, share):
    data = encoded(cloth(1000, 800), written)
    assert look(data[: int(len(data) * share)])[0] == {"problem": "broken"}


def test_a_photo_without_its_last_two_bytes_lacks_nothing():
    answer, made = look(encoded(cloth(1000, 900), "JPEG")[:-2])
    assert made.size == (1000, 900)
    assert "cut_off" not in answer["flaws"]


@pytest.mark.parametrize("written", ["WEBP", "HEIF", "AVIF", "BMP"])
def test_half_of_a_file_that_is_one_piece_is_broken(written):
    data = encoded(cloth(), written)
    assert look(data[: len(data) // 2])[0] == {"problem": "broken"}


def test_a_progressive_photo_that_was_cut_is_shown_as_far_as_it_came():
    data = encoded(cloth(1000, 800), "JPEG", progressive=True)
    assert look(data[: len(data) // 2])[1]


def test_a_scan_of_several_pages_is_kept_whole():
    pages = [Image.new("L", (300, 400), shade) for shade in (10, 200)]
    data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert look(data)[0] == {"mark": "unexamined"}


def test_a_film_of_frames_is_shown_by_its_first():
    frames = [Image.new("RGB", (400, 300), shade) for shade in ("red", "blue")]
    for written in ("GIF", "WEBP", "PNG"):
        data = encoded(frames[0], written, save_all=True, append_images=frames[1:])
        _, made = look(data)
        assert near(made.convert("RGB").getpixel((9, 9)), (255, 0, 0))


def test_nonsense_of_every_beginning_is_broken_and_nothing_worse(seed):
    starts = (
        *(b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"GIF89a"),
        *(b"BM\x99\0\0\0\0\0\0\0", b"II*\0", b"MM\0*", b"\0\0\0\x18ftypheic"),
        b"\0\0\0\x18ftypavif",
    )
    for start in starts:
        data = start + random.Random(seed).randbytes(3000)
        assert look(data)[0] in ({"problem": "broken"}, {"problem": "bomb"})
