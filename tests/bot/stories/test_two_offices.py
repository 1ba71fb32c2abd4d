"""One bot serves two offices: whoever applies is seen by that of their region alone."""

from datetime import timedelta
from functools import partial

import pytest

from conversations.cases.staff.records import Office
from storage.people import officers, offices

DAY = timedelta(days=1)
CONTOH = Office(
    "contoh", "Dinas Contoh", "Dinas Contoh", "CTH", "5103", "Kabupaten Contoh"
)


@pytest.fixture
async def town(world):
    """Two offices, with an officer each."""
    await world.database.write(partial(offices.add, office=CONTOH))
    await world.officer("rina")
    made = world.person("made")
    invite = partial(officers.invite, office_id="contoh", role="officer", valid=DAY)
    await made.says(f"/petugas {await world.database.write(invite)}", "Bu Made Contoh")
    made.sees()
    return world


async def applies(world, name, channel="telegram", **given):
    owner = world.person(name, channel)
    await owner.says("daftar batikmark", "setuju")
    await owner.fills("apply", **given)
    return owner


def told(person):
    return "\n".join(seen.text for seen in person.sees())


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
async def test_an_owner_is_routed_by_region_and_seen_by_nobody_else(town, channel):
    rina, made = town.people["rina"], town.people["made"]
    there = {"Kabupaten/kota": "Kabupaten Contoh", "Kecamatan": "Contoh Kulon"}
    owner = await applies(town, "wayan", channel, **there)
    assert "CTH-0001" in told(owner)
    assert "CTH-0001 Batik Contoh, Contoh Kulon" in told(made)
    assert told(rina) == ""
    await rina.says("kasus CTH-0001", "antrean")
    assert "Contoh Kulon" not in told(rina)
    await made.taps("Ambil")
    assert "Bu Made Contoh" in told(owner)
    home = await applies(town, "dewi")
    assert "SRG-0001" in told(home)
    assert "SRG-0001" in told(rina)
    assert "SRG-0001" not in told(made)


async def test_a_stranger_hears_of_no_office_before_theirs_is_known(town):
    owner = town.person("wayan")
    await owner.says("halo", "daftar batikmark", "baca selengkapnya")
    heard = told(owner)
    assert "asisten Dinas kabupaten/kota setempat" in heard
    assert "Pengelola: Dinas di daerah usahanya (" in heard
    assert "Dinas Contoh" in heard


async def test_where_no_office_serves_it_goes_to_the_first_and_that_is_said(town):
    there = {"Kabupaten/kota": "Daerah lain", "Kecamatan": "Contoh Wetan"}
    owner = await applies(town, "asep", **there)
    heard = told(owner)
    assert "belum punya Dinas yang memakai Pandu" in heard
    assert "SRG-0001" in heard
    assert "Contoh Wetan" in told(town.people["rina"])


async def test_a_question_about_no_case_is_read_where_its_owner_is_served(town):
    rina, made = town.people["rina"], town.people["made"]
    there = {"Kabupaten/kota": "Kabupaten Contoh", "Kecamatan": "Contoh Kulon"}
    await applies(town, "wayan", **there)
    asep = town.person("asep")
    await asep.says("tanya petugas", "setuju", "Buka hari Sabtu?")
    assert "Buka hari Sabtu?" in told(rina)
    await made.says("antrean")
    assert "Buka hari Sabtu?" not in told(made)
    await rina.says("antrean")
    assert "Buka hari Sabtu?" in told(rina)
