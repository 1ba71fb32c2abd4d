"""What comes in and goes out at the desk: tables of cases, and lists an office had."""

import io

import pytest
from openpyxl import load_workbook

from conversations.cases.contacts.records import Contact
from storage.people import contacts
from tests.bot.phones import OFFICE
from tests.history import acts
from tests.transactions import reading, writing

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
EXPORT = "/desk/ekspor"


async def table(desk, **fields):
    """The rows of the table that a form gives."""
    fields = {"token": desk.token, "sheet": "xlsx", **fields}
    async with desk.session.post(EXPORT, data=fields) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        book = load_workbook(io.BytesIO(await answer.read()), read_only=True)
        return [*book.worksheets[0].iter_rows(values_only=True)]


async def test_who_leads_takes_cases_along_in_full_for_a_reason_others_masked(
    town, browsers
):
    await town.hire("sita", "coordinator")
    await town.hire("tamu", "auditor")
    await town.apply("owner")
    desk = await browsers().enter("sita")
    assert "Kasus yang berjalan: 1 kasus" in (await desk.go(EXPORT)).page
    short = await table(desk)
    assert "Batik Contoh 1" in short[1]
    await desk.post(EXPORT, sheet="csv", names="full", reason="ya")
    assert (desk.status, "perlu alasan" in desk.page) == (409, True)
    full = await table(desk, names="full", reason="undangan pelatihan")
    assert full[1][2:4] != short[1][2:4]
    assert "•" in short[1][3]
    async with reading(town.database) as tx:
        assert (await acts(tx)).count("cases.exported") == 2
    assert "ditarik" in (await desk.go(f"{EXPORT}?keadaan=ended")).page
    auditor = await browsers().enter("tamu")
    assert 'value="full"' not in (await auditor.go(EXPORT)).page
    await auditor.post(EXPORT, sheet="csv", names="full", reason="undangan")
    assert auditor.status == 409
    assert (await table(auditor))[1][2:4] == short[1][2:4]


LIST = """Daftar IKM binaan;;;
Nama Pemilik;Nama Usaha;No. HP;Kecamatan
Siti Contoh;Batik Contoh;0812-7777-0001;Kramatwatu
Ani Contoh;Tenun Contoh;12;Ciruas
Siti Contoh;Batik Contoh;081277770001;Kramatwatu
Budi Contoh;Batik Contoh 1;;Kramatwatu
"""


async def upload(desk, data):
    await desk.go("/desk/impor")
    return await desk.attach("/desk/impor", data, called="daftar.csv")


async def known(town):
    async with reading(town.database) as tx:
        return await contacts.of_office(tx, OFFICE, 10)


def hidden(page, name):
    """What a hidden field of the page holds."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


async def lists_and_erases(town, browsers, desk):
    """The contacts as whoever leads and an auditor see them."""
    await town.hire("tamu", "auditor")
    auditor = await (await browsers().enter("tamu")).go("/desk/kontak")
    assert "Batik Contoh" in auditor.page
    assert not {"081277770001", "+6281277770001", "Siti"} & {*auditor.page.split()}
    assert "Siti" not in auditor.page
    assert "/desk/impor" not in auditor.page
    for asked, there in (
        ("cari=siti", True),
        ("cari=0812-7777", True),
        ("cari=kramatwatu&menulis=no", True),
        ("menulis=yes", False),
        ("cari=entah", False),
    ):
        found = await desk.go(f"/desk/kontak?{asked}")
        assert ("Batik Contoh" in found.page) is there, asked
    assert "ada di daftar kantor" not in (await desk.go("/desk/kasus/SRG-0001")).page
    async with writing(town.database) as tx:
        await contacts.add(tx, OFFICE, [Contact("Contoh A", phone="+6281200000001")])
    assert "ada di daftar kantor" in (await desk.go("/desk/kasus/SRG-0001")).page
    added = (await known(town))[1].id
    await desk.go("/desk/kontak?menulis=yes")
    await desk.post("/desk/kontak", contact=added, back="/desk/kontak")
    assert "Kontak Contoh A dihapus" in desk.page
    one = (await known(town))[0].id
    await auditor.post("/desk/kontak", contact=one)
    assert await known(town)


async def test_a_list_is_looked_at_read_in_and_taken_back_and_nobody_is_written_to(
    town, browsers
):
    await town.hire("sita", "coordinator")
    await town.hire("rina")
    await town.apply("owner")
    await town.settle()
    desk = await browsers().enter("sita")
    page = await upload(desk, LIST.encode("cp1252"))
    assert "1 orang bisa disimpan" in page.page
    for told in ("nomor HP tidak bisa dibaca", "sama dengan baris 3", "punya kasus"):
        assert told in page.page
    assert not await known(town), "it is only looked at"
    other = await desk.go("/desk/impor?name=0&business=1&phone=3&kecamatan=4")
    assert "3 orang bisa disimpan" not in other.page
    await desk.go("/desk/impor")
    chosen = {n: hidden(desk.page, n) for n in ("list", "name", "business", "phone")}
    await desk.post("/desk/impor/simpan", **chosen, kecamatan="4")
    assert "1 orang tersimpan sebagai kontak" in desk.page
    assert [each.contact.phone for each in await known(town)] == ["+6281277770001"]
    await desk.post("/desk/impor/simpan", **chosen)
    assert "sudah tidak ada" in desk.page
    await lists_and_erases(town, browsers, desk)
    again = await upload(desk, LIST.encode())
    assert "Baris 3: sudah ada di daftar kontak" in again.page
    await desk.post("/desk/impor/buang", list=hidden(desk.page, "list"))
    kept = desk.page.rpartition('name="list" value="')[2].partition('"')[0]
    await desk.post("/desk/impor/buang", list=kept)
    assert "1 kontak dihapus" in desk.page
    assert not await known(town)
    async with reading(town.database) as tx:
        done = [each for each in await acts(tx) if each.startswith("contact.")]
    assert done == [f"contact.{each}" for each in ("read", "erased", "taken_back")]
    rina = await browsers().enter("rina")
    assert (await rina.go("/desk/impor")).status == 403
    assert (await upload(rina, LIST.encode())).status == 403


async def test_what_is_no_list_is_said_and_nothing_is_kept(town, browsers):
    await town.hire("sita", "coordinator")
    desk = await browsers().enter("sita")
    for data, told in (
        (b"", "kosong"),
        (b"\x89PNG\r\n\x1a\n\0", "bukan daftar"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel lama"),
        (b"x" * (3 * 2**20 + 1), "terlalu besar"),
    ):
        assert told in (await upload(desk, data)).page
        assert desk.status == 409
    assert "terlalu besar" in (await upload(desk, b"x" * (5 * 2**20))).page
    assert "Pilih berkasnya" in (await desk.post("/desk/impor")).page
    blank = await upload(desk, b"a;b\n1;2")
    assert "Baris judul kolom tidak ditemukan" in blank.page
