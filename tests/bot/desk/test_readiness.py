"""The result of a readiness check: kept, drawn, counted, and seen by officers."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.channels.terminal import Terminal
from bot.pictures.canvas import PAPER, knot
from bot.pictures.contents import Bar, Result
from bot.pictures.readiness import picture
from bot.pictures.readiness_page import page
from bot.testing.transcript import PANDU, read
from conversations.catalogue import catalogue
from conversations.engine.events import Pressed
from storage.cases import businesses, documents
from storage.cases.checks import add, of_person
from storage.people.sessions import Sender, reach
from tests.bot.goldens import alike, golden, pages
from tests.project.tree import ROOT, text
from tests.transactions import reading, writing

BATIK = catalogue().checklists["batik"]
SHEET = Result(
    title=BATIK.name,
    percent=62,
    band="Hampir siap",
    note="Dulu 55% (23 Oktober 2026). Membaik 3 hal, mundur 0.",
    bars=tuple(
        Bar(group.label, percent, change)
        for group, percent, change in zip(
            BATIK.groups[:-1],
            (83, 100, 50, 36, 0, 100, 66, 50, 100, 100),
            ("+20", "", "", "", "", "+8", "", "", "", ""),
            strict=True,
        )
    ),
    heading="Langkah berikutnya",
    tasks=tuple(item.task for item in BATIK.items if item.id in {"B03", "B12", "B17"}),
    foot="Jawaban sendiri, bukan audit. 23 November 2026.",
    answers=tuple((f"{item.id} {item.ask}", "Sebagian") for item in BATIK.items),
)
LONGEST = replace(
    SHEET,
    percent=100,
    note="Dulu 0%. " + "; ".join(item.task for item in BATIK.items[:4]),
    bars=tuple(replace(bar, percent=100, change="+100") for bar in SHEET.bars),
    tasks=tuple(sorted((i.task for i in BATIK.items), key=len)[-3:]),
)
WHATSAPP = (
    "1-6 ya 7 tulis",
    "semua ya kecuali 4 dan 5 belum",
    "semua ya",
    "semua ya kecuali 8 tidak",
)


async def person_id(world, name, channel):
    async with writing(world.database) as tx:
        sender = Sender(channel, Terminal.account, name)
        return (await reach(tx, [sender]))[sender.key].person_id


def test_the_picture_is_the_one_in_the_docs():
    drawn = Image.open(BytesIO(picture(SHEET)))
    drawn = Image.open(BytesIO(picture(SHEET)))
    assert alike(drawn, golden("readiness.png", drawn))


def test_the_page_is_the_one_in_the_docs():
    (drawn,) = pages(page(SHEET))
    assert alike(drawn, golden("readiness_page.png", drawn))


def test_another_score_is_another_picture():
    drawn = Image.open(BytesIO(picture(replace(SHEET, percent=8, tasks=()))))
    assert not alike(drawn, Image.open(BytesIO(picture(SHEET))))


@pytest.mark.parametrize("sheet", [SHEET, LONGEST])
def test_the_picture_is_light_and_as_wide_as_two_small_phones(sheet):
    data = picture(sheet)
    assert len(data) < 60_000
    assert Image.open(BytesIO(data)).width == 720


@pytest.mark.parametrize("sheet", [SHEET, LONGEST])
def test_the_page_is_one_page_of_a4(sheet):
    data = page(sheet)
    (only,) = PdfReader(BytesIO(data)).pages
    assert [round(float(side) / 72 * 25.4) for side in only.mediabox[2:]] == [210, 297]
    assert len(data) < 40_000


def test_the_text_of_the_page_can_be_copied():
    text = PdfReader(BytesIO(page(SHEET))).pages[0].extract_text()
    wanted = [SHEET.title, SHEET.band, *SHEET.tasks, SHEET.foot]
    wanted += [item.ask for item in BATIK.items]
    assert [each for each in wanted if each not in text] == []


def test_a_sign_that_the_typeface_lacks_is_no_reason_to_fail():
    odd = replace(SHEET, of="Batik 🎨 Contoh 布 \u200f", title="SNI → 🙂")
    assert "Batik • Contoh" in PdfReader(BytesIO(page(odd))).pages[0].extract_text()
    assert picture(odd)


def test_a_knot_is_told_by_its_shape_without_any_colour():
    shapes = set()
    for full in (0, 0.5, 1):
        image = Image.new("RGB", (40, 40), PAPER)
        knot(image, (20, 20), 16, full)
        shapes.add(image.convert("L").point(lambda grey: 255 * (grey > 160)).tobytes())
    assert len(shapes) == 3


@pytest.mark.parametrize("full", [0, 0.5, 1])
def test_the_edge_of_a_knot_has_no_stairs(full):
    image = Image.new("RGB", (40, 40), PAPER)
    knot(image, (20, 20), 16, full)
    # From the paper to the ink it goes by steps, all around.
    edge = {image.getpixel((x, y)) for x in range(4, 16) for y in range(4, 12)}
    assert len(edge) > 6


def test_the_check_of_batik_takes_at_most_eight_messages_on_whatsapp():
    story = read(text(ROOT / "tests" / "transcripts" / "readiness_whatsapp.txt"))
    end = next(n for n, turn in enumerate(story.turns) if "[berkas]" in turn.text)
    assert sum(turn.who == PANDU for turn in story.turns[: end + 1]) <= 8


async def test_a_check_is_kept_with_its_picture_and_doing_it_again_tells_the_change(
    world,
):
    ibu = world.person("ibu", "whatsapp")
    await ibu.says("halo")
    await ibu.says("cek kesiapan")
    await ibu.taps("Setuju")
    await ibu.taps(BATIK.name)
    await ibu.says(*WHATSAPP)
    result = ibu.screen[-2]
    assert "Dulu" not in result.text
    me = await person_id(world, "ibu", "whatsapp")
    async with reading(world.database) as tx:
        (check,) = await of_person(tx, me)
        (document,) = await documents.of_person(tx, me)
    assert result.bubble.file == document.id
    assert f"{check.percent}%" in result.text
    assert len(await ibu.looks(result)) < 60_000
    await ibu.says("menu")
    await ibu.says("cek kesiapan")
    await ibu.taps(BATIK.name)
    await ibu.taps("Yang belum saja")
    await ibu.says("semua ya", "tidak")
    assert f"Dulu {check.percent}%" in ibu.screen[-2].text
    assert "100%. Siap daftar" in ibu.screen[-2].text


async def test_what_the_picture_says_stands_beside_it_in_words(world):
    ibu = world.person("ibu", "whatsapp")
    await ibu.says("halo")
    await ibu.says("cek kesiapan")
    await ibu.taps("Setuju")
    await ibu.taps(BATIK.name)
    await ibu.says(*WHATSAPP)
    said = ibu.screen[-2].text
    assert [g.label for g in BATIK.groups[:-1] if g.label not in said] == []
    assert "1. Tulis urutan kerja membatik" in ibu.screen[-1].text
    assert len(said) < 1024


async def test_officers_see_on_the_card_how_ready_the_owner_is(world):
    petugas = await world.officer("petugas")
    ibu = world.person("ibu", "whatsapp")
    await ibu.says("halo", "cek kesiapan")
    await ibu.taps("Setuju")
    await ibu.taps(BATIK.name)
    await ibu.says(*WHATSAPP, "menu")
    await ibu.taps("Ajukan pendampingan")
    await ibu.fills("apply")
    await petugas.taps("Buka")
    assert any("Kesiapan: " in seen.text for seen in petugas.sees())


async def test_the_page_is_called_by_the_name_of_the_business(world):
    ibu = world.person("ibu")
    await ibu.says("halo", "cek kesiapan")
    me = await person_id(world, "ibu", "telegram")
    answers = {item.id: "yes" for item in BATIK.items}
    async with writing(world.database) as tx:
        office = catalogue().office.id
        await businesses.add(tx, me, office, name="Batik Ñaça & Contoh")
        await add(tx, me, "batik", percent=100, band="ready", answers=answers)
    await ibu.does(Pressed("ready_page"))
    bubble = ibu.screen[-1].bubble
    assert bubble.filename == "kesiapan-batik-naca-contoh.pdf"
    page = PdfReader(BytesIO(await ibu.looks(ibu.screen[-1]))).pages[0]
    assert "Batik Ñaça & Contoh" in page.extract_text()


async def test_who_never_checked_is_told_so_instead_of_given_a_page(world):
    ibu = world.person("ibu")
    await ibu.does(Pressed("ready_page"))
    assert "belum pernah cek" in ibu.screen[-1].text
