"""The office's own pages: its settings, its visits, and the facts it puts right."""

import pytest

from storage.people import offices


@pytest.fixture
async def leader(town, browsers):
    await town.hire("kepala", "coordinator")
    return await browsers().enter("kepala")


async def test_who_leads_sets_hours_and_days_off(town, leader):
    page = await leader.go("/desk/kantor")
    await page.post("/desk/kantor/ubah", hours="Senin-Jumat 8-16", zone="WIB")
    assert "Senin–Jumat 08.00–16.00" in page.page
    await page.post("/desk/kantor/ubah", hours="tiap hari", zone="WIB")
    assert (page.status, "tiap hari" in page.page) == (409, True)
    await page.post("/desk/kantor/libur", text="25-26 Des Natal\ntahun baru")
    assert (page.status, "25-26 Des Natal" in page.page) == (409, True)
    await page.post("/desk/kantor/libur", text="25-26 Des Natal\n1 Jan")
    await page.post("/desk/kantor/masuk", day="2026-12-26")
    assert "25 Desember" in page.page
    own = (await town.database.read(offices.every))[0]
    assert [*own.off.values()] == ["Natal", ""]
    assert own.hours[0][0].hour == 8
    assert (await page.post("/desk/kantor/tambah", name="Dinas Dua")).status == 409


async def test_an_officer_proposes_a_fact_and_a_coordinator_lets_it_stand(
    town, leader, browsers
):
    await town.hire("rina")
    rina = await browsers().enter("rina")
    await rina.go("/desk/kantor")
    assert "/desk/kantor/ubah" not in rina.page
    await rina.go("/desk/fakta?cari=jam+layanan+dinas")
    assert "office:hours_en" not in rina.page  # the same, and led to from its page
    assert "office:hours_en" in (await rina.go("/desk/fakta/office:hours")).page
    await rina.go("/desk/fakta?cari=telepon")
    assert "office:telephone" in rina.page
    at = "/desk/fakta/office:telephone"
    await rina.go(at)
    assert (await rina.post(at, text="x" * 121)).status == 409
    await rina.post(at, text="0254 000000")
    assert "menunggu koordinator" in rina.page
    await leader.go(at)
    settle = leader.page.partition('name="settle" value="')[2].partition('"')[0]
    await leader.post(at, settle=settle, agreed="1")
    assert "berlaku" in leader.page
    ibu = await town.say("ibu", "nomor telepon dinas berapa?")
    assert "0254 000000" in ibu.news()
    assert (await leader.go("/desk/fakta/card:tidak_ada")).status == 403


async def test_the_week_shows_where_an_officer_is_expected(town, leader):
    assert "Belum ada kunjungan" in (await leader.go("/desk/kalender")).page
    await leader.go("/desk/kantor")
    await leader.post("/desk/kantor/libur", text="25-12-2026 Libur Contoh")
    await leader.go("/desk/kalender?pekan=2026-12-25&semua=1")
    assert "libur: Libur Contoh" in leader.page
    assert (await leader.go("/desk/kalender?pekan=besok")).status == 200
