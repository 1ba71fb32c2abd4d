"""The report for who leads: its numbers are those of the chat, and it stays short."""

import re
from datetime import timedelta

import pypdfium2
import pytest

from bot.pictures.registry import draw
from conversations.catalogue import catalogue, laid
from conversations.catalogue.local import Local
from storage.cases import businesses, cases, certificates
from storage.core.ids import new_id
from tests.transactions import writing

NAMED = "Batik Contoh Diam"
OFFICES = {"inspektorat": "Inspektorat", "dinkes": "Dinas Kesehatan"}


def pages(seen) -> list[str]:
    """What stands on each page of the file of a bubble."""
    document = pypdfium2.PdfDocument(draw(seen.drawing))
    told = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(page.split()) for page in told]


@pytest.fixture
def offices():
    """The OPD of the region, as an installation names them before it starts."""
    with laid(Local(opd=OFFICES)):
        yield


@pytest.fixture
async def region(offices, town):
    """In every kecamatan somebody follows, and nothing moved there since long ago."""
    await town.say("owner", "halo")
    me, road = await town.person("owner"), catalogue().roads["sppt_sni"]
    places = [*catalogue().kecamatan] * 2
    async with writing(town.database) as tx:
        office = catalogue().office.id
        for number, place in enumerate(places):
            of = await businesses.add(tx, me, office, name=NAMED, kecamatan=place)
            case = await cases.open_case(
                tx, office, me, of, road.id, stage=road.stages[number % 9].id
            )
            old = tx.now - timedelta(days=40 + 3 * number)
            await cases.change(tx, case, state="accepted", waiting_since=old)
        opd = await businesses.add(
            tx, me, office, kind="office", name="Inspektorat Kab. Serang"
        )
        won = await cases.open_case(tx, office, me, opd, "iso_9001")
        await cases.change(tx, won, state="closed", ending="finished")
        about = {"office_id": office, "person_id": me, "business_id": opd}
        ends = {"issued_on": "2026-01-05", "valid_until": "2026-12-20"}
        await certificates.add(
            *(tx, new_id()),
            **(about | ends),
            number="1",
            case_id=won.id,
            road="iso_9001",
            kind="iso_9001",
        )
    return town


async def test_the_pages_say_what_the_chat_says(region):
    petugas = await region.hire("petugas", role="coordinator")
    await region.say("petugas", "laporan")
    told = petugas.last.text
    await region.say("petugas", "laporan untuk pak bupati")
    read = pages(petugas.last)
    assert len(read) <= 3
    shown = dict(re.findall(r"(\w+(?: \w+)*): (\d+)", told))
    guided, stuck = shown["Didampingi sekarang"], shown["Tidak bergerak 30 hari lebih"]
    assert (guided, stuck) == ("58", "58")
    assert f"{guided} permohonan sedang didampingi" in read[0]
    assert f"{stuck} permohonan tidak bergerak 30 hari lebih" in read[0]
    assert f"{shown['Sertifikat berlaku']} sertifikat berlaku" in read[0]
    assert f"{shown['habis dalam 90 hari']} sertifikat habis dalam 90 hari" in read[0]
    (opened,) = re.findall(r"(\d+) baru", told)
    assert f"{opened} permohonan baru" in read[0]
    assert NAMED in " ".join(read)
    await region.press("petugas", "report:opd/0")
    assert "Sudah bersertifikat: Inspektorat" in petugas.last.text
    assert "Belum ikut: Dinas Kesehatan" in petugas.last.text


async def test_only_who_leads_sees_names(region):
    petugas = await region.hire("petugas")
    await region.say("petugas", "laporan pdf")
    read = " ".join(pages(petugas.last))
    assert NAMED not in read
    assert "Inspektorat" not in read
    for part in ("stuck", "places", "certificates", "opd"):
        await region.press("petugas", f"report:{part}/0")
        assert NAMED not in petugas.last.text
        assert "Inspektorat" not in petugas.last.text
    await region.press("petugas", "followers:road/sppt_sni/0")
    assert NAMED not in petugas.last.text


async def test_who_leads_opens_names_page_by_page(region):
    petugas = await region.hire("petugas", role="coordinator")
    await region.say("petugas", "laporan macet")
    assert f"{NAMED}, " in petugas.last.text
    await region.press("petugas", petugas.button("report"))
    assert NAMED in petugas.last.text
    place = next(iter(catalogue().kecamatan))
    await region.press("petugas", f"followers:place/{place}/0")
    assert petugas.last.text.count(NAMED) == 2


async def test_the_months_are_a_picture(region):
    petugas = await region.hire("petugas")
    await region.say("petugas", "laporan tren")
    made = draw(petugas.last.drawing)
    assert made.startswith(b"\x89PNG")
    assert len(made) < 40_000
