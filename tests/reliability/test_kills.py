"""Killed in the middle of a storm, Pandu loses nothing and does nothing twice."""

import asyncio

import pytest

from storage.core.database import Database
from storage.core.seal import KeyRing
from tests.fakes.graph import FakeGraph
from tests.fakes.telegram import FakeTelegram
from tests.reliability import ledger
from tests.reliability.load import Storm, askers
from tests.reliability.process import Process, surroundings

HURRIED = "tests.reliability.hurried"


async def blow_through(folder, url, *, people, kills, seed):
    """A storm with kills in it, and the reckoning after it."""
    keys = KeyRing.generate()
    async with FakeTelegram() as telegram, FakeGraph() as graph:
        env = surroundings(
            folder, url, telegram=telegram.url, graph=graph.api_url, keys=keys
        )
        process = Process(folder, env, module=HURRIED)
        storm = Storm(askers(people, seed), [process.url], seed)
        database = Database(url, KeyRing.parse(keys))

        def sent():
            return len(telegram.messages) + len(graph.ledger)

        try:
            await process.start().ready()
            storm.up.set()
            await asyncio.gather(storm.blow(), storm.kill(process, kills, sent))
            await ledger.quiet(database)
        except BaseException:
            print(storm.refused, process.told())
            raise
        finally:
            await process.stop()
        found = await ledger.total(database)
        await database.close()
        ledger.check_effects(storm.people, storm, found)
        twice, marked = ledger.check_sent(found, telegram, graph)
        print(
            f"seed {seed}: {process.kills} kills, {storm.deliveries} deliveries of"
            f" {storm.events} events, {dict(storm.refused)};"
            f" 0 lost, 0 doubled, {twice} sent twice of {marked} marked"
        )
        assert process.kills == kills


@pytest.mark.timeout(300)
async def test_nothing_is_lost_or_doubled_by_some_kills(tmp_path, database_url, seed):
    # Where each start costs seconds, fewer: what they hit is the same code.
    few = database_url.startswith("postgres")
    people, kills = (80, 6) if few else (200, 15)
    await blow_through(tmp_path, database_url, people=people, kills=kills, seed=seed)


@pytest.mark.soak
@pytest.mark.timeout(3_600)
async def test_nothing_is_lost_or_doubled_by_a_hundred_kills(
    tmp_path, database_url, seed
):
    await blow_through(tmp_path, database_url, people=1_000, kills=100, seed=seed)
