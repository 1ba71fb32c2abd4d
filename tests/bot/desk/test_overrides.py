"""A fact put right at the desk is what everybody reads, until its day or a word."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.pipeline import word
from bot.pipeline.reads import FRESH, Kept
from conversations.cases.calendar import day_of
from conversations.catalogue import catalogue
from storage.cases import overrides
from storage.core.database import Conflict
from storage.tables import history
from tests.bot.phones import OFFICE
from tests.transactions import reading, writing

ASKED = "berapa biaya sni?"
TEXT = "Biaya uji dibayar Dinas."
SHIPPED = catalogue().cards["cost"].text[:20]


async def written(town, name="petugas", until="lewati"):
    await town.say(name, ASKED)
    await town.act(name, "put_right")
    return await town.say(name, TEXT, until, "ya")


async def staffed(town):
    await town.hire("kepala", "coordinator")
    await town.hire("wakil", "coordinator")
    await town.hire("petugas")


async def answer(town, name="owner"):
    phone = await town.say(name, "halo")
    phone.news()
    return (await town.say(name, ASKED)).news()


async def test_an_officers_word_stands_after_one_coordinators_tap(town):
    await staffed(town)
    petugas = await written(town)
    assert petugas.told("fact.done.proposed")
    assert TEXT not in await answer(town)
    await town.act("kepala", "fact_yes")
    assert TEXT in petugas.news()
    news = await answer(town)
    assert TEXT in news
    assert "Menurut Diskoumperindag" in news
    assert SHIPPED not in news


async def test_the_second_who_taps_hears_who_was_first_and_the_card_says_so(town):
    await staffed(town)
    await written(town)
    wakil = town.phone("wakil")
    assert wakil.button("fact_no")
    old = wakil.button("fact_yes")
    await town.act("kepala", "fact_no")
    (card,) = [seen for seen in wakil.screen if TEXT in seen.text]
    assert "Ditolak" in card.text
    assert card.buttons == ()
    await town.press("wakil", old)
    assert wakil.told("desk.fact.late")
    assert "Petugas 1" in wakil.last.text
    assert TEXT not in await answer(town)


async def test_a_coordinators_word_stands_at_once_and_is_taken_back(town):
    await staffed(town)
    await written(town, "kepala")
    assert TEXT in await answer(town)
    await town.say("kepala", "fakta")
    await town.act("kepala", "fact")
    await town.act("kepala", "fact_back")
    assert SHIPPED in await answer(town)
    async with reading(town.database) as tx:
        lines = sa.select(history.c.act).where(history.c.act.like("fact.%"))
        acts = set((await tx.conn.execute(lines)).scalars())
    assert acts == {"fact.stands", "fact.ended"}


async def test_a_later_word_takes_the_place_of_an_earlier_one(town):
    await staffed(town)
    await written(town, "kepala")
    await town.say("kepala", ASKED)
    await town.act("kepala", "put_right")
    await town.say("kepala", "Gratis semuanya.", "lewati", "ya")
    news = await answer(town)
    assert "Gratis semuanya." in news
    assert TEXT not in news
    async with reading(town.database) as tx:
        today = tx.now.date()
        assert await overrides.count(tx, OFFICE, today) == 1


async def test_without_a_coordinator_nothing_is_written(town):
    petugas = await town.hire("petugas")
    await written(town)
    assert petugas.told("desk.fact.nobody")
    assert (await town.say("petugas", "fakta")).told("desk.facts.none")


@pytest.mark.parametrize("verb", ["fact_yes:x", "fact_back:x", "put_right:card:cost"])
async def test_an_owner_puts_nothing_right(town, verb):
    await town.say("owner", "halo")
    await town.press("owner", verb)
    assert town.phone("owner").told("refusal.not_allowed")


async def right(town, entry, text):
    await town.press("kepala", f"put_right:{entry}")
    if entry.startswith("stage:"):  # the button of a stage is about each of its parts
        await town.say("kepala", "1")
    return await town.say("kepala", text, "lewati", "ya")


async def test_a_case_on_its_road_is_told_as_the_dinas_says_it(town):
    await town.hire("kepala", "coordinator")
    owner = await town.apply(road="batikmark")
    await town.press("kepala", "take:SRG-0001")
    await town.press("kepala", "accept:SRG-0001")
    await right(town, "paper:batikmark/apply/formulir-batikmark", "Formulir Dinas")
    await right(town, "time:batikmark/apply", "Dua hari kerja.")
    owner.news()
    news = (await town.say("owner", "status")).news()
    assert "Formulir Dinas: belum ada (menurut Diskoumperindag" in news
    assert "Siapkan" not in news  # what is sent is named among the documents
    assert "dua hari kerja" in news
    assert "Menurut Diskoumperindag" in news
    assert "send:SRG-0001/apply/formulir-batikmark" in owner.button("send")
    *before, last = (each.id for each in catalogue().roads["batikmark"].stages)
    await right(town, f"stage:batikmark/{last}", "Label dikirim ke rumah.")
    for each in before:
        await town.press("kepala", f"onward:SRG-0001/{each}")
    await town.press("kepala", "close:SRG-0001")
    await town.say("kepala", "Selesai", "lewati")
    assert "Label dikirim ke rumah. (menurut Diskoumperindag" in owner.news()


async def test_the_hours_are_read_as_the_dinas_says_them(town):
    await town.hire("kepala", "coordinator")
    await town.say("kepala", "betulkan jam buka", "Senin-Kamis 08.00-15.00", "lewati")
    await town.say("kepala", "ya")
    await town.say("owner", "petugas", "Setuju", "kapan ada pelatihan?")
    news = town.phone("owner").news()
    assert "Senin-Kamis 08.00-15.00 (menurut Diskoumperindag" in news


async def proposed(tx, officer, **changed):
    about = {
        "override_id": "o1",
        "office_id": OFFICE,
        "officer_id": officer,
        "entry": "card:cost",
        "wording": TEXT,
        "until": "",
        "state": "stands",
    }
    await overrides.add(tx, **about | changed)


async def test_after_its_last_day_the_catalogue_is_right_again(town):
    await town.hire("kepala", "coordinator")
    async with writing(town.database) as tx:
        (by,) = (await tx.conn.execute(sa.text("SELECT id FROM officers"))).scalars()
        today = day_of(tx.now)
        yesterday = (today - timedelta(1)).isoformat()
        await proposed(tx, by, until=yesterday)
        await proposed(tx, by, override_id="o2", entry="card:time", until=str(today))
        assert set(await word.standing(tx, OFFICE)) == {"card:time"}
    assert SHIPPED in await answer(town)
    # What is over does not stand in the way of what is said next.
    await written(town, "kepala")
    assert TEXT in await answer(town, "other")


async def test_what_another_process_wrote_is_told_within_a_minute(town):
    await town.hire("kepala", "coordinator")
    kept = word.kept(OFFICE)
    async with reading(town.database) as tx:
        assert (await kept.get(tx)).word == {}
    async with writing(town.database) as tx:
        (by,) = (await tx.conn.execute(sa.text("SELECT id FROM officers"))).scalars()
        await proposed(tx, by)
    async with reading(town.database) as tx:
        assert (await kept.get(tx)).word == {}
        later = type(tx)(tx.conn, tx.ring, tx.now + FRESH, tx.dialect)
        assert set((await kept.get(later)).word) == {"card:cost"}
    assert timedelta(minutes=1) > FRESH


async def test_what_is_kept_is_read_anew_where_it_was_changed_or_time_went_back(town):
    reads = []

    async def read(tx):
        reads.append(tx.now)
        return len(reads)

    kept = Kept(read)
    async with reading(town.database) as tx:
        assert [await kept.get(tx), await kept.get(tx)] == [1, 1]
        kept.forget()
        assert await kept.get(tx) == 2
        before = type(tx)(tx.conn, tx.ring, tx.now - FRESH, tx.dialect)
        assert await kept.get(before) == 3


async def test_of_two_at_one_moment_one_is_decided_anew(town):
    await town.hire("kepala", "coordinator")
    async with writing(town.database) as tx:
        (by,) = (await tx.conn.execute(sa.text("SELECT id FROM officers"))).scalars()
        await proposed(tx, by, state="proposed")
        await overrides.settle(tx, "o1", "stands", by)
        with pytest.raises(Conflict):
            await overrides.settle(tx, "o1", "refused", by)
        await overrides.end(tx, "o1", by)
        with pytest.raises(Conflict):
            await overrides.end(tx, "o1", by)
