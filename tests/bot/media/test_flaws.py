"""What makes a photo hard to read is seen in its pixels: on pictures drawn for it."""

import io

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from bot import words
from bot.media import check as media_check
from bot.media.child import looking
from bot.media.fetching import Fetched, shared
from bot.pictures.example import FLAWED, picture
from conversations.cases.records import Document
from conversations.engine.questions import FLAWS
from tests.bot.goldens import alike, golden

TABLE, PAPER, INK = (120, 84, 60), (238, 236, 230), (30, 28, 34)


def sheet(size=(1200, 1600), margin=120, *, lines=28, left=0):
    """A written sheet on a table; *left* moves its text to the edge of the photo."""
    photo = Image.new("RGB", size, TABLE)
    draw = ImageDraw.Draw(photo)
    width, height = size
    draw.rectangle((margin, margin, width - margin, height - margin), fill=PAPER)
    for row in range(lines):
        y = margin + 60 + row * (height - 2 * margin - 120) // lines
        for column in range(24):
            x = margin + 60 - left + column * (width - 2 * margin - 120) // 24
            draw.rectangle((x, y, x + 18, y + 22), fill=INK)
    return photo


def cloth(size=(1200, 1600)):
    """A motif that fills the whole photo, as cloth does."""
    photo = Image.new("RGB", size, (60, 52, 92))
    draw = ImageDraw.Draw(photo)
    for x in range(0, size[0], 80):
        for y in range(0, size[1], 80):
            draw.ellipse((x + 8, y + 8, x + 70, y + 70), fill=(206, 180, 130))
            draw.ellipse((x + 28, y + 28, x + 50, y + 50), fill=(90, 40, 26))
    return photo


def inked():
    """Cloth of a light ground with a dark motif, which goes on beyond every border."""
    photo = Image.new("RGB", (1200, 1600), PAPER)
    draw = ImageDraw.Draw(photo)
    for x in range(-20, 1200, 60):
        for y in range(-20, 1600, 60):
            draw.ellipse((x, y, x + 40, y + 32), outline=INK, width=8)
    return photo


def seen(photo):
    """What the child says of *photo* when it comes as a JPEG."""
    data = io.BytesIO()
    photo.save(data, "JPEG", quality=90)
    answer, _ = looking.judge(data.getvalue(), "JPEG", 250 * media_check.MIB)
    return answer["flaws"]


def dimmed(photo, share):
    return ImageEnhance.Brightness(photo).enhance(share)


def blurred(photo, radius):
    return photo.filter(ImageFilter.GaussianBlur(radius))


@pytest.mark.parametrize(
    ("photo", "flaws"),
    [
        (sheet(), []),
        (cloth(), []),
        (dimmed(cloth(), 0.8), []),
        (inked(), []),
        (sheet(lines=1), []),
        (blurred(sheet(), 1.5), []),
        (dimmed(sheet(), 0.2), ["dark"]),
        (dimmed(cloth(), 0.3), ["dark"]),
        (blurred(sheet(), 14), ["blurred"]),
        (blurred(cloth(), 14), ["blurred"]),
        (sheet(size=(450, 600), margin=40), ["small"]),
        (cloth(size=(320, 1600)), ["small"]),
        (sheet(margin=0, left=66), ["cut_off"]),
        (sheet(margin=0), []),
        (sheet(margin=0).rotate(90, expand=True), []),
        (sheet(margin=0, left=66).rotate(90, expand=True), ["cut_off"]),
        (sheet(margin=0, left=66).rotate(180), ["cut_off"]),
    ],
)
def test_a_photo_is_found_hard_to_read_for_what_is_wrong_with_it(photo, flaws):
    assert seen(photo) == flaws


def grey(shade, size=(800, 1200)):
    """Cloth of stripes whose mean brightness is *shade*."""
    photo = Image.new("RGB", size, (shade - 40,) * 3)
    draw = ImageDraw.Draw(photo)
    for x in range(0, size[0], 40):
        draw.rectangle((x, 0, x + 19, size[1]), fill=(shade + 40,) * 3)
    return photo


@pytest.mark.parametrize(
    ("under", "over", "flaw"),
    [
        (sheet((799, 600), 60), sheet((800, 600), 60), "small"),
        (sheet((600, 799), 60), sheet((600, 800), 60), "small"),
        (cloth((479, 1600)), cloth((480, 1600)), "small"),
        (grey(57), grey(63), "dark"),
        (blurred(sheet(), 8), blurred(sheet(), 5), "blurred"),
        (blurred(cloth(), 9), blurred(cloth(), 6), "blurred"),
        (sheet(margin=0, left=55), sheet(margin=0, left=35), "cut_off"),
        (
            sheet(margin=0, left=66, lines=5),
            sheet(margin=0, left=66, lines=2),
            "cut_off",
        ),
    ],
)
def test_just_under_the_border_is_a_flaw_and_just_over_it_is_none(under, over, flaw):
    assert (seen(under), seen(over)) == ([flaw], [])


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_each_flaw_is_said_in_a_sentence_of_its_own(language):
    said = {words.text(language, f"photo.{flaw}.ask") for flaw in FLAWS}
    assert len(said) == len(FLAWS)


@pytest.mark.parametrize("flaw", FLAWED)
def test_the_example_of_a_flaw_is_light_and_the_one_in_the_docs(flaw):
    data = picture(flaw)
    assert len(data) < 20_000
    drawn = Image.open(io.BytesIO(data))
    assert alike(drawn, golden(f"example_{flaw}.png", drawn))


async def test_the_child_tells_the_flaws_and_a_pdf_has_none():
    data = io.BytesIO()
    dimmed(sheet(), 0.2).save(data, "JPEG")
    checked = await media_check.check(data.getvalue(), "photo")
    assert checked.flaws == ("dark",)


def test_every_flaw_that_is_seen_has_words_of_its_own():
    every = {flaw for photo in (
        dimmed(sheet(), 0.2), blurred(sheet(), 14), sheet((450, 600), 40),
        sheet(margin=0, left=66),
    ) for flaw in seen(photo)}  # fmt: skip
    assert every == {*FLAWS} - {"unshown"} == {*FLAWED}


def test_one_good_photo_of_an_album_is_enough():
    def part(*flaws):
        return Fetched(Document("x", "x", "photo", "x"), flaws=flaws)

    assert shared([part("dark"), part()]) == []
    assert shared([part("dark", "small"), part("dark")]) == ["dark"]
    assert shared([part("dark"), Fetched(problem="broken")]) == ["dark"]
    assert shared([]) == []
