"""Announcements at the desk: looked at, tried, sent, called off; and whom they missed."""

import re

import pytest

from storage.outreach import recipients
from storage.tables import recipients as listed
from tests.bot.broadcast.test_announcements import Clock, chunk, subscribe
from tests.transactions import writing

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
TEXT = "Pelatihan label batik, Kamis di Kramatwatu"
WRITE = "/desk/pengumuman/tulis"


@pytest.fixture
async def kepala(town, browsers):
    town.database._clock = Clock()
    await town.hire("kepala", "coordinator")
    await town.hire("bupati", "auditor")
    for name in ("satu", "dua"):
        await subscribe(town, name)
    await subscribe(town, "jauh", kecamatan="360406")
    await town.apply("tiga")
    return await browsers().enter("kepala")


def shown(desk):
    """What the form under the preview would send."""
    form = desk.page.partition('name="do" value="look"')[2]
    return dict(re.findall(r'type="hidden" name="([a-z]+)" value="([^"]*)"', form))


async def test_what_was_looked_at_is_tried_and_sent_and_whom_it_missed_is_named(
    kepala, town, browsers
):
    chosen = {"text": TEXT, "kecamatan": "360405", "sektor": "batik"}
    await kepala.go(WRITE)
    assert (await kepala.post(WRITE, do="look", text="pendek")).status == 409
    await kepala.post(WRITE, do="look", **chosen)
    assert "Kirim ke 2 orang" in kepala.page
    assert "chat web</dt><dd>2" in kepala.page
    assert "Belum setuju menerima pengumuman</dt><dd>1" in kepala.page
    assert "Ketik berhenti" in kepala.page
    await kepala.post(WRITE, **{**shown(kepala), "do": "try"})
    await town.settle()
    assert TEXT in town.phone("kepala").news()
    form = {**shown(kepala), "do": "send"}
    await kepala.post(WRITE, **form)
    assert "Sedang dikirim" in kepala.page
    assert (await kepala.post(WRITE, **form)).status == 409, "one taps twice"
    assert await chunk(town) == 2
    async with writing(town.database) as tx:
        (row, *_) = (await tx.conn.execute(listed.select())).all()
        one, person = row.announcement_id, row.person_id
        await recipients.refuse(tx, one, [person], "window")
    at = f"/desk/pengumuman/{one}"
    await kepala.go(at)
    assert "Contoh " in kepala.page
    assert "tidak dikirim" in kepala.page
    auditor = await browsers().enter("bupati")
    await auditor.go(at)
    assert "C. " in auditor.page
    assert '<form class="acts"' not in auditor.page
    assert (await auditor.go(WRITE)).status == 403
    await kepala.post(at)
    assert "Dihentikan" in kepala.page


async def test_what_is_to_go_later_is_listed_with_its_time_and_called_off(kepala, town):
    await kepala.go(WRITE)
    for at in ("besok", "9999-12-31T23:00", "0001-01-01T00:00"):
        bad = await kepala.post(WRITE, do="look", text=TEXT, kapan=at)
        assert (bad.status, "waktunya belum terbaca" in bad.page) == (409, True)
    await kepala.post(WRITE, do="look", text=TEXT, kapan="2099-12-01T21:00")
    assert "2 Desember 2099" in kepala.page, "never at night"
    await kepala.post(WRITE, **{**shown(kepala), "do": "send"})
    assert "Dijadwalkan" in kepala.page
    assert await chunk(town) == 0
    found = re.search(r'href="(/desk/pengumuman/[0-9a-f-]{20,})"', kepala.page)
    assert found
    await kepala.go(found[1])
    await kepala.post(found[1])
    assert "dibatalkan sebelum dikirim" in kepala.page
