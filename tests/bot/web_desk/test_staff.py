"""Officers, invitations and the history on the web: the same acts as in the chat."""

import re

import pytest

from conversations.cases import calendar
from storage.cases import cases
from storage.people import officers
from tests.transactions import reading


@pytest.fixture
async def desk(town, browsers):
    await town.hire("rina")
    await town.hire("kepala", "coordinator")
    await town.hire("bupati", "auditor")
    await town.apply()
    return await browsers().enter("kepala")


async def officer(town, name):
    async with reading(town.database) as tx:
        return await officers.by_person(tx, await town.person(name))


async def test_who_leads_changes_invites_and_removes_on_one_page(desk, town):
    rina, kepala = await officer(town, "rina"), await officer(town, "kepala")
    assert rina.name in (await desk.go("/desk/petugas")).page
    days = {"first": "2000-01-01", "last": "2000-01-02", "deputy": kepala.id}
    await desk.post("/desk/petugas/cuti", officer=rina.id, **days)
    assert "sudah lewat" in desk.page
    await desk.post("/desk/petugas/peran", officer=rina.id, role="auditor")
    assert (await officer(town, "rina")).role == "auditor"
    await desk.post("/desk/petugas/undang", role="officer")
    assert "<svg" in desk.page
    assert re.search(r"petugas [0-9A-Z]{5}-[0-9A-Z]{5}", desk.page)
    assert "<svg" not in (await desk.go("/desk/petugas")).page
    await desk.post("/desk/petugas/undang", role="admin")
    assert "Koordinator bisa membantu" in desk.page
    await desk.post("/desk/petugas/keluarkan", officer=rina.id)
    assert await officer(town, "rina") is None


async def test_a_team_hears_first_and_has_a_list_of_its_own(desk, town):
    rina = await officer(town, "rina")
    await town.hire("made")
    place = "360405"
    ticked = {f"m:{rina.id}": "on", f"p:{place}": "on"}
    await (await desk.go("/desk/petugas")).post(
        "/desk/petugas/tim", name="Tim Utara", **ticked
    )
    assert "Tim Utara" in desk.page
    (team,) = re.findall(r"/desk/kasus\?tim=(\w+)", desk.page)
    town.phone("rina").news(), town.phone("made").news()
    await town.apply("ibu", 2)
    assert "SRG-0002" in town.phone("rina").news()
    assert "SRG-0002" not in town.phone("made").news()
    await desk.go(f"/desk/kasus?tim={team}")
    assert "SRG-0002" in desk.page
    assert "SRG-0001" not in desk.page
    await desk.go("/desk/kasus/SRG-0001")
    seen = {"code": "SRG-0001", "version": "1"}
    await desk.post("/desk/kasus/SRG-0001/hand_over", officer=team, **seen)
    await town.settle()
    assert "SRG-0001" in town.phone("rina").news()
    assert "SRG-0001" in (await desk.go(f"/desk/kasus?tim={team}")).page
    chat = await town.say("kepala", "tim")
    assert "Tim Utara" in chat.last.text
    await town.press("kepala", f"team_end:{team}")
    assert (await officer(town, "rina")).team_id == ""


async def test_the_history_has_pages_and_is_for_who_oversees(desk, browsers, town):
    await town.act("rina", "take")
    shown = (await desk.go("/desk/riwayat?kasus=1")).page
    assert "mengambil kasus" in shown
    rina = await officer(town, "rina")
    assert "bergabung" in (await desk.go(f"/desk/riwayat?petugas={rina.id}")).page
    assert "Belum ada riwayat" in (await desk.go("/desk/riwayat?sebelum=1")).page
    async with reading(town.database) as tx:
        today = calendar.local(tx.now).date().isoformat()
    for narrowed, there in {
        "apa=case": True,
        "apa=case.taken": True,
        "apa=case.closed": False,
        "apa=nothing": False,
        f"dari={today}&sampai={today}": True,
        f"kasus=1&apa=case&sampai={today}": True,
        "sampai=2020-01-01": False,
        "dari=2999-12-31": False,
    }.items():
        shown = (await desk.go(f"/desk/riwayat?{narrowed}")).page
        assert (": mengambil kasus" in shown) == there, narrowed
    for unread in ("dari=kemarin", "sampai=9999-12-31"):
        assert "tidak terbaca" in (await desk.go(f"/desk/riwayat?{unread}")).page
    assert (await desk.go("/desk/riwayat?kasus=99")).status in {403, 404}
    other = await browsers().enter("rina")
    assert "/desk/riwayat" not in (await other.go("/desk")).page
    assert (await other.go("/desk/riwayat")).status == 403


async def test_an_auditor_reads_names_shortened_and_no_files(browsers, desk, town):
    async with reading(town.database) as tx:
        owner = (await cases.by_code(tx, "SRG-0001")).owner_name
    auditor = await browsers().enter("bupati")
    shown = (await auditor.go("/desk/kasus/SRG-0001")).page
    assert "Batik Contoh" in shown
    assert owner not in shown.replace("Batik Contoh", "")
    assert "/desk/berkas/" not in shown
    assert owner in (await desk.go("/desk/kasus/SRG-0001")).page
