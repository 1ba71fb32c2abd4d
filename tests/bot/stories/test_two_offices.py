"""One bot serves two offices: whoever applies is seen by that of their region alone."""

from datetime import timedelta
from functools import partial

import pytest

from bot.desk.offices import file_of
from bot.desk.save import write
from conversations.cases import offices as rules
from conversations.cases.decision import Person
from conversations.cases.staff.records import Office
from storage.people import officers, offices

DAY = timedelta(days=1)
CONTOH = Office(
    "contoh", "Dinas Contoh", "Dinas Contoh", "CTH", "5103", "Kabupaten Contoh"
)


THERE = {"Kabupaten/kota": "Kabupaten Contoh", "Kecamatan": "Contoh Kulon"}


@pytest.fixture
async def town(world):
    """Two offices, with an officer each."""
    await world.database.write(partial(offices.add, office=CONTOH))
    await world.officer("rina")
    await joins(world, "made", "officer")
    return world


async def joins(world, name, role, office="contoh"):
    """Somebody works at an office from here on."""
    officer = world.person(name)
    invite = partial(officers.invite, office_id=office, role=role, valid=DAY)
    code = await world.database.write(invite)
    await officer.says(f"/petugas {code}", f"Bu {name.title()} Contoh")
    officer.sees()
    return officer


async def opens(tx):
    """One more office is served."""
    new = rules.AddOffice("Dinas Lain", "Dinas Lain", "LAN", "3302", "Kabupaten Lain")
    seen = await file_of(tx, "serang")
    await write(tx, rules.add(new, seen, Person("", "serang", tx.now)))


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
    owner = await applies(town, "wayan", channel, **THERE)
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
    home = await applies(town, "dewi")
    told(home)
    await town.database.write(opens)
    await town.later(timedelta(minutes=1))
    assert "Kabupaten Lain sekarang punya Dinas" in told(owner)
    assert "Kabupaten Lain" not in told(home)
    await owner.taps("Usaha saya di Kabupaten Lain")
    assert "masuk ke Dinas Lain" in told(owner)
    await owner.says("tanya petugas", "Buka hari Sabtu?")
    assert "Buka hari Sabtu?" in told(town.people["rina"]), "it is about SRG-0001"


async def test_a_question_about_no_case_is_read_where_its_owner_is_served(town):
    rina, made = town.people["rina"], town.people["made"]
    await applies(town, "wayan", **THERE)
    asep = town.person("asep")
    await asep.says("tanya petugas", "setuju", "Buka hari Sabtu?")
    assert "Buka hari Sabtu?" in told(rina)
    await made.says("antrean")
    assert "Buka hari Sabtu?" not in told(made)
    await rina.says("antrean")
    assert "Buka hari Sabtu?" in told(rina)


async def test_one_owner_has_a_case_at_each_of_two_offices(town):
    rina, made = town.people["rina"], town.people["made"]
    owner = await applies(town, "wayan", **THERE)
    await owner.says("ajukan sni bina umk", "Ajukan yang lain")
    await owner.sends_photo()
    await owner.says("ubah kabupaten/kota", "Kabupaten Serang", "Kramatwatu")
    await owner.says("ubah nama usaha", "Batik Serang Contoh", "ya")
    told(owner), told(made), told(rina)
    await owner.says("status")
    heard = told(owner)
    assert "SRG-0001 Batik Serang Contoh" in heard
    assert "CTH-0001 Batik Contoh" in heard
    await made.says("kasus CTH-0001", "Ambil", "kasus SRG-0001")
    assert "Batik Serang" not in told(made)
    await made.says("kasus CTH-0001")
    await made.taps("Balas")
    await made.says("Besok saya datang.")
    await town.later(timedelta(seconds=15))
    assert "Besok saya datang." in told(owner)
    await owner.says("Baik Bu")
    assert "Baik Bu" in told(made)
    assert "Baik Bu" not in told(rina)
    await owner.says("privasi", "Hapus data saya", "ya", "Ya, hapus data")
    assert "CTH-0001 (Batik Contoh) minta datanya dihapus" in told(made)
    await town.later(timedelta(days=8))
    for officer in (rina, made):
        told(officer)
        await officer.says("semua kasus")
        assert "Batik" not in told(officer)


async def test_each_office_has_its_own_lists_figures_and_days_off(town):
    head = {
        "SRG": await joins(town, "kepala", "coordinator", "serang"),
        "CTH": await joins(town, "ketut", "coordinator"),
    }
    await applies(town, "wayan", **THERE)
    await applies(town, "dewi")
    await head["CTH"].says("libur kantor 24 Nov Libur Contoh\n25 Des")
    town.mornings = True
    for mark, other in (("SRG", "CTH"), ("CTH", "SRG")):
        told(head[mark])
        await head[mark].says(
            "laporan", "semua kasus", "daftar petugas", "riwayat dinas"
        )
        heard = told(head[mark])
        assert "Didampingi sekarang: 1" in heard
        assert f"{mark}-0001" in heard
        assert other not in heard
        await head[mark].says("libur kantor")
        assert ("Libur Contoh" in told(head[mark])) == (mark == "CTH")
    await town.later(timedelta(hours=23))
    assert "Belum diambil" in told(head["SRG"])
    assert told(head["CTH"]) == "", "it is shut"
