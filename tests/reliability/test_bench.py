"""What `pandu bench` measures is the real code: every turn, webhook and send is done."""

import sqlalchemy as sa

from bot.bench.laps import Entry, race
from bot.bench.people import ANSWERS
from bot.bench.sends import relayed
from bot.bench.turns import pandu
from bot.bench.webhooks import PEOPLE, beside
from storage.core.database import Database
from storage.core.seal import KeyRing
from storage.tables import inbox, outbox, threads


async def counted(url, table, **where):
    """How many rows of *table* are so."""
    database = Database(url, KeyRing.parse(KeyRing.generate()))
    async with database.read() as tx:
        found = sa.select(sa.func.count()).select_from(table).filter_by(**where)
        count = (await tx.conn.execute(found)).scalar_one()
    await database.close()
    return count


async def test_measured_turns_are_answers_in_an_open_profile(tmp_path, database_url):
    entry = Entry("pandu", pandu("pandu", tmp_path, database_url), people=20)
    raced = await race([entry], 1, tmp_path)
    (lap,) = raced.laps["pandu"]
    assert lap["turns"] == 20 * len(ANSWERS)
    assert lap["replies"] >= lap["turns"]
    assert raced.cpu_us("pandu") > 0
    # Twice: the first lap is for warming up.
    assert await counted(database_url, threads, flow="profile") == 2 * 20
    assert await counted(database_url, inbox, state="done") == 2 * 20 * (
        3 + len(ANSWERS)
    )


async def test_measured_webhooks_are_all_taken(tmp_path, database_url):
    found = await beside(tmp_path, "db", database_url, 1)
    assert list(found) == ["an empty handler", "telegram, db", "whatsapp, db"]
    assert found["telegram, db"]["x empty"] > 1
    greetings = 2 * PEOPLE * len(ANSWERS)
    assert (
        await counted(database_url, inbox, channel="whatsapp", state="done")
        == greetings
    )


async def test_measured_sends_are_all_sent(tmp_path, database_url):
    found = await relayed(tmp_path, database_url, 30, 1)
    assert [len(laps) for laps in found.values()] == [1, 1]
    assert await counted(database_url, outbox, state="sent") == 2 * 60
