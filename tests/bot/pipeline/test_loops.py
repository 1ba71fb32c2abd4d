"""Loops rest until there is something to do, wherever it comes from, and not longer."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.broadcast import Fanout
from bot.channels.base import Channel
from bot.jobs import Runner
from bot.media.fetching import Fetcher
from bot.pipeline import loops
from bot.pipeline.loops import LOOK_EVERY, Wake, keep_at, take_due
from bot.pipeline.retry_worker import Worker
from storage.core.changes import Changes
from storage.core.database import Database
from storage.messages import inbox
from storage.ops import jobs
from tests.bot.pipeline.relaying import a_stage
from tests.transactions import reading, writing

LONG = 3_600.0


@pytest.fixture
async def stage(database_url, tmp_path):
    async with a_stage(database_url, tmp_path) as made:
        yield made


async def test_a_bell_wakes_a_loop_and_a_stop_ends_its_rest():
    bell, stop = asyncio.Event(), asyncio.Event()
    seen: asyncio.Queue[str] = asyncio.Queue()

    async def once():
        seen.put_nowait("looked")
        return LONG

    loop = asyncio.create_task(keep_at(once, stop, bell))
    for _ in range(3):
        await seen.get()
        bell.set()
    await seen.get()
    stop.set()
    await loop
    assert seen.empty()


async def test_a_loop_that_stumbles_goes_on(monkeypatch, caplog):
    monkeypatch.setattr(loops, "STUMBLE", 0.0)
    stop, tries = asyncio.Event(), iter([OSError, ValueError])

    async def once():
        if trouble := next(tries, None):
            raise trouble
        stop.set()
        return LONG

    await keep_at(once, stop, asyncio.Event())
    assert caplog.text.count("stumbled") == 2


async def test_a_quiet_house_is_looked_at_seldom(stage):
    wake, channels = Wake(), dict[str, Channel]()
    nobody: Any = None
    for loop in (
        Worker(stage.database, nobody, wake),
        Fetcher(stage.database, channels, stage.files, wake),
        Runner(stage.database, {}, wake),
        Fanout(stage.database, channels, wake),
    ):
        assert await loop.look() >= LOOK_EVERY
    relay = stage.relay()
    await stage.play(relay)
    assert await relay.once() >= LOOK_EVERY


async def test_a_loop_wakes_at_the_moment_of_what_is_due(stage):
    done = []

    async def take():
        done.append(stage.hand.time())
        async with writing(stage.database) as tx:
            return len(await jobs.claim(tx, 8, timedelta(minutes=5)))

    async def look():
        return await take_due(stage.database, jobs.next_due, take, Wake())

    async with writing(stage.database) as tx:
        await jobs.queue(tx, "sample", {}, run_at=tx.now + timedelta(seconds=3))
    assert await look() == 3
    assert done == []
    stage.hand.seconds += 3
    assert (await look(), len(done)) == (0, 1)
    assert await look() == LOOK_EVERY  # it is leased, for longer than that


async def test_what_another_process_does_is_no_reason_to_hurry(stage):
    async def due(tx):
        return tx.now

    async def nothing():
        return 0

    assert await take_due(stage.database, due, nothing, Wake()) == loops.ELSEWHERE


async def test_a_turn_that_failed_is_due_again_at_its_moment(stage):
    await stage.post("a", "hi")
    async with writing(stage.database) as tx:
        [person] = {row.person_id for row in await stage.rows()}
        await inbox.post_event(tx, person, {"event": {}}, "news")
        [event] = (await inbox.open_of(tx, [person]))[person]
        await inbox.fail(tx, event.seq, "why", tx.now + timedelta(seconds=2))
    async with reading(stage.database) as tx:
        assert await inbox.next_turn(tx) == tx.now + timedelta(seconds=2)
    stage.hand.seconds += 2
    async with reading(stage.database) as tx:
        assert await inbox.next_turn(tx) == tx.now


async def test_a_message_that_was_put_off_goes_at_its_moment(stage):
    relay = stage.relay()
    at = stage.hand.time() + timedelta(seconds=3)
    await stage.post("a", "later", due_at=at)
    await stage.play(relay)
    assert await relay.once() == 3
    await stage.play(relay, 3)
    assert stage.far.texts == ["later"]


async def test_changes_of_others_are_heard(stage, database_url):
    other = Database(database_url, stage.database.ring)
    quiet = other.dialect == "sqlite"  # a server may have other databases, and guests
    async with Changes.of(other) as changes:
        await changes.any()
        assert not (quiet and await changes.any())
        await stage.post("a", "hi")
        assert await changes.any()
        assert not (quiet and await changes.any())
    await other.close()
