"""What `pandu bench` measures is the real code: every turn, webhook and send is done."""

import sqlalchemy as sa

from bot.bench.people import ANSWERS
from bot.bench.sends import sends
from bot.bench.turns import turns
from bot.bench.webhooks import webhooks
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
    count, spent = await turns(tmp_path, database_url, 20)
    assert count == 20 * len(ANSWERS)
    assert spent.cpu > 0
    assert await counted(database_url, threads, flow="profile") == 20
    assert await counted(database_url, inbox, state="done") == 20 * (3 + len(ANSWERS))


async def test_measured_webhooks_are_all_taken(tmp_path, database_url):
    found = await webhooks(tmp_path, database_url, 25)
    assert {name: count for name, (count, _) in found.items()} == {
        "telegram": 25,
        "whatsapp": 25,
    }
    assert await counted(database_url, inbox, channel="whatsapp", state="done") == 25


async def test_measured_sends_are_all_sent(tmp_path, database_url):
    found = await sends(tmp_path, database_url, 30)
    assert [count for count, _ in found.values()] == [30, 30]
    assert await counted(database_url, outbox, state="sent") == 60
