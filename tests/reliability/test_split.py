"""Two web processes and two workers on one PostgreSQL are one Pandu, kills or not."""

import asyncio
import random
from typing import Any

import pytest
import sqlalchemy as sa

from storage.core.database import Database
from storage.core.seal import KeyRing
from storage.tables import leases
from tests.fakes.graph import FakeGraph
from tests.fakes.telegram import FakeTelegram
from tests.reliability import ledger
from tests.reliability.installation import HURRIED
from tests.reliability.load import Storm, askers
from tests.reliability.process import Process, surroundings, until
from tests.transactions import reading

KILLS = 8


async def relays(database):
    """Who holds which relay's lease, as far as it still runs."""
    async with reading(database) as tx:
        held = sa.select(leases.c.name, leases.c.holder).where(
            leases.c.name.like("relay:%"), leases.c.until > tx.now
        )
        return [tuple(row) for row in await tx.conn.execute(held)]


async def killing(storm, processes, sent, chance, database, seen):
    """Kill each of the four twice, at chosen points; the others go on."""
    whole = storm.deliveries + storm.events
    marks = sorted(chance.sample(range(1, whole), KILLS))
    victims = chance.sample(processes * 2, KILLS)
    for mark, victim in zip(marks, victims, strict=True):
        await until(lambda mark=mark: storm.begun + sent() >= mark, 60, 0.005)
        held = await relays(database)
        assert len({name for name, _ in held}) == len(held)
        seen.update(holder for _, holder in held)
        victim.kill()
        await victim.start().ready()


@pytest.mark.postgres
@pytest.mark.timeout(300)
async def test_four_processes_keep_order_and_one_effect_through_kills(
    tmp_path, databases, database_url, seed
):
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite is for one process")
    keys, chance = KeyRing.generate(), random.Random(seed)
    holders: set[Any] = set()
    async with FakeTelegram() as telegram, FakeGraph() as graph:
        env = surroundings(
            tmp_path,
            database_url,
            telegram=telegram.url,
            graph=graph.api_url,
            keys=keys,
        )
        doors = [Process(tmp_path, env, "web", HURRIED) for _ in range(2)]
        workers = [Process(tmp_path, env, "worker", HURRIED) for _ in range(2)]
        processes = [*doors, *workers]
        storm = Storm(askers(100, seed), [door.url for door in doors], seed)
        database = Database(database_url, KeyRing.parse(keys))

        def sent():
            return len(telegram.messages) + len(graph.ledger)

        try:
            for process in processes:
                process.start()
            await asyncio.gather(*(process.ready() for process in processes))
            storm.up.set()
            kills = killing(storm, processes, sent, chance, database, holders)
            await asyncio.gather(storm.blow(), kills)
            await ledger.quiet(database)
            holders.update(holder for _, holder in await relays(database))
        except BaseException:
            print(storm.refused, *(process.told() for process in processes))
            raise
        finally:
            await asyncio.gather(*(process.stop() for process in processes))
        found = await ledger.total(database)
        await database.close()
    ledger.check_effects(storm.people, storm, found)
    twice, marked = ledger.check_sent(found, telegram, graph)
    assert sum(process.kills for process in processes) == KILLS
    assert len(holders) > 1, "nobody ever took a lease over"
    print(
        f"seed {seed}: {KILLS} kills of four processes, {storm.events} events,"
        f" {len(holders)} relays; 0 lost, 0 doubled, {twice} sent twice of {marked}"
    )
