"""What an officer does waits before its owner hears; until then all of it is undone."""

import sqlalchemy as sa

from storage import tables
from tests.bot.desk.test_papers import CODE, FORM, MARK, files, guided
from tests.transactions import reading

TABLES = "cases stays documents businesses notes certificates visits"
KEPT = tuple(TABLES.split())
COUNTED = {"version", "updated_at", "waiting_since"}
"""What moves with every change, whichever way it goes."""
FILED = (
    (f"take:{CODE}",),
    (f"close:{CODE}", "Coba-coba"),
)
TAKEN = (
    (f"back:{CODE}", "Foto produk", "Fotonya gelap."),
    (f"other_road:{CODE}", "SNI Bina UMK"),
    (f"release:{CODE}",),
    (f"hand_over:{CODE}", "Petugas 2"),
    (f"refuse:{CODE}", "Bukan batik."),
    (f"accept:{CODE}",),
)
GUIDED = (
    (f"pass:{FORM}",),
    (f"redo:{FORM}", "Tanda tangannya belum ada."),
    (f"onward:{CODE}/apply",),
    (f"other_road:{CODE}", "SNI Bina UMK"),
    (f"close:{CODE}", "Berhenti"),
    (f"close:{CODE}", "Selesai", "BM-7/2026", *("lewati",) * 6),
    (f"certificate:{CODE}", "BM-7/2026", *("lewati",) * 6),
)
CLOSED = ((f"reopen:{CODE}",),)


async def kept(town):
    """All that an act may change, row by row."""
    found = {}
    async with reading(town.database) as tx:
        for name in KEPT:
            table = tables.metadata.tables[name]
            columns = [each for each in table.c if each.name not in COUNTED]
            rows = await tx.conn.execute(sa.select(*columns).order_by(table.c.id))
            found[name] = rows.all()
    return found


async def undone(town, acts, said="desk.undone"):
    """Each act is done, taken back in time, and done."""
    owner, colleague = town.phone("owner"), town.phone("rekan")
    for press, *answers in acts:
        await town.settle()
        owner.news()
        colleague.news()
        before = await kept(town)
        town.patient = False
        await town.press("petugas", press)
        await town.say("petugas", *answers)
        assert await kept(town) != before, press
        await town.act("petugas", "unsend")
        assert town.phone("petugas").told(said), press
        town.patient = True
        await town.settle()
        assert await kept(town) == before, press
        assert owner.news() == "", press
        assert "diserahkan" not in colleague.news()


async def test_until_its_owner_hears_whatever_was_done_is_as_it_was(town):
    await town.hire("petugas")
    await town.hire("rekan")
    owner = await town.apply(road="batikmark")
    await undone(town, FILED)
    await town.press("petugas", f"take:{CODE}")
    await undone(town, TAKEN)
    await town.press("petugas", f"accept:{CODE}")
    for name in (FORM, MARK):
        await town.press("owner", f"send:{name}")
        await files(town, "owner")
    await undone(town, GUIDED)
    await town.press("petugas", f"close:{CODE}")
    await town.say("petugas", "Berhenti")
    await undone(town, CLOSED)
    assert owner.news() == ""


async def test_five_quick_acts_upon_one_case_are_one_message(town):
    owner, petugas = await guided(town)
    town.patient = False
    for name in (FORM, MARK):
        await town.press("owner", f"send:{name}")
        await files(town, "owner")
    owner.news()
    for press in (f"pass:{FORM}", f"pass:{MARK}", f"onward:{CODE}/apply"):
        await town.press("petugas", press)
    town.patient = True
    shown = len(owner.screen)
    await town.settle()
    (told,) = owner.screen[shown:]
    assert "formulir batikmark, NIB" in told.text
    assert petugas.told("desk.held")
    assert told.file, "the picture of where it stands by now"


async def test_what_is_done_about_a_visit_is_taken_back_unless_its_owner_saw_it(town):
    owner, petugas = await guided(town)
    back = "desk.visit.taken_back"
    offer = (f"visit:{CODE}", "kamis 9 pagi", "ya")
    await undone(town, [offer], back)
    await town.press("petugas", offer[0])
    await town.say("petugas", *offer[1:])
    await town.settle()
    await town.say("owner", "kamis")
    ((visit, *_),) = (await kept(town))["visits"]
    await town.settle()
    owner.news()
    again = (f"visit:{CODE}", "jumat jam 1", "ya")
    await undone(town, [again, (f"visit_cancel:{visit}", "lewati")], back)
    town.patient = False
    await town.press("petugas", again[0])
    await town.say("petugas", *again[1:])
    await town.say("owner", "kunjungan", "jumat")
    await town.act("petugas", "unsend")
    assert petugas.told("desk.unsend_moved")
