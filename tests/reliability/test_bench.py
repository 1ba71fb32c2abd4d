"""What `pandu bench` measures is the real code: every turn, webhook and send is done."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.bench.growth import installed
from bot.bench.kinds import kinds
from bot.bench.laps import Entry, race
from bot.bench.latency import latency
from bot.bench.people import ANSWERS
from bot.bench.run import Run
from bot.bench.sends import relayed
from bot.bench.turns import pandu
from bot.bench.webhooks import PEOPLE, beside
from bot.pipeline.delegation import State
from storage.cases import cases
from storage.core.database import Database
from storage.core.seal import KeyRing
from storage.tables import hours, inbox, outbox, recipients, threads
from tests.transactions import reading


async def counted(url, table, **where):
    """How many rows of *table* are so."""
    database = Database(url, KeyRing.parse(KeyRing.generate()))
    async with reading(database) as tx:
        found = sa.select(sa.func.count()).select_from(table).filter_by(**where)
        count = (await tx.conn.execute(found)).scalar_one()
    await database.close()
    return count


async def states(url, ring):
    """What is kept of every conversation."""
    database = Database(url, ring)
    async with reading(database) as tx:
        kept = sa.select(threads.c.person_id, threads.c.state_sealed)
        found = [
            ring.unseal_json(f"threads:state:{person_id}", sealed, State)
            for person_id, sealed in await tx.conn.execute(kept)
        ]
    await database.close()
    return found


async def test_measured_turns_are_answers_in_an_open_profile(tmp_path, database_url):
    player = pandu("pandu", tmp_path, database_url)
    entry = Entry("pandu", player, people=20)
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
    ring = KeyRing.parse(player.environment["PANDU_KEYS"])
    for state in await states(database_url, ring):
        # None was refused, and none only offered back.
        assert len(state.talk.top.answers) == len(ANSWERS)
        assert state.talk.top.misses == 0


async def test_measured_webhooks_are_all_taken(tmp_path, database_url):
    found = await beside(tmp_path, "sqlite", database_url, 1)
    assert list(found) == ["an empty handler", "telegram, sqlite", "whatsapp, sqlite"]
    greetings = 2 * PEOPLE * len(ANSWERS)
    done = {"channel": "whatsapp", "state": "done"}
    assert await counted(database_url, inbox, **done) == greetings


async def test_measured_sends_are_all_sent(tmp_path, database_url):
    found = await relayed(tmp_path, database_url, 30, 1)
    assert [len(laps) for laps in found.values()] == [1, 1]
    assert await counted(database_url, outbox, state="sent") == 2 * 60


async def test_measured_kinds_are_each_answered(tmp_path):
    found = await kinds(Run(tmp_path, {}, laps=1))
    assert found["an answer"]["x an answer"] == 1
    assert len(found) == 5


async def test_a_past_that_was_made_up_is_read_and_written_to(tmp_path):
    async with installed(tmp_path, f"sqlite:///{tmp_path}/bench.db") as dinas:
        await dinas.grow(40)
        asked = await dinas.asked(40)
        assert min(cost["p95 ms"] for cost in asked.values()) > 0
        # Nobody is left out, and it ends.
        assert (await dinas.announced())["all sent s"] > 0
        async with reading(dinas.pandu.database) as tx:
            found = sa.select(sa.func.count()).select_from(recipients)
            assert (await tx.conn.execute(found)).scalar_one() == 40
            # Of two months, all but the last two days are counted.
            last = sa.select(sa.func.max(hours.c.ends_at))
            counted_to = (await tx.conn.execute(last)).scalar_one()
            assert tx.now - timedelta(days=4) < counted_to < tx.now - timedelta(days=2)
            case = await cases.by_code(tx, dinas.seeds.code(20))
            assert case
            assert case.owner_name == "Contoh"


@pytest.mark.soak
async def test_replies_are_awaited_on_each_channel_and_after_a_kill(
    tmp_path: Path,
) -> None:
    found = await latency(Run(tmp_path, {}, quick=True))
    after = found.pop("telegram, after kill -9")
    assert list(found) == ["telegram", "whatsapp", "web chat"]
    # A platform says yes after 150 ms; our own page has none in between.
    assert found["telegram"]["reply p50 ms"] > 150
    assert found["whatsapp"]["reply p50 ms"] > 150
    assert found["web chat"]["reply p50 ms"] > found["web chat"]["taken p50 ms"]
    assert after["first reply ms"] > 150
