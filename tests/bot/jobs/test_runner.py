"""Jobs are done when they are due, again when they failed, and by one at a time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.jobs import Runner
from bot.jobs.runner import LEASE, TRIES
from bot.pipeline.loops import Wake
from storage.core.database import Conflict, Database
from storage.ops import jobs
from storage.tables import jobs as rows
from tests.transactions import reading, writing

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


class Clock:
    """A time that moves when a test says so, and what was done at which."""

    def __init__(self) -> None:
        self.now = NOON
        self.done: list[str] = []
        self.fails = False

    async def work(self, job) -> None:
        if self.fails:
            raise ValueError
        self.done.append(job.payload["what"])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def house(database_url, ring, clock):
    opened = Database(database_url, ring, clock=lambda: clock.now)
    yield opened
    await opened.close()


@pytest.fixture
def runner(house, clock) -> Runner:
    return Runner(house, {"sample": clock.work}, Wake())


async def queue(house, what, after=timedelta(0), key=None) -> bool:
    async with writing(house) as tx:
        return await jobs.queue(
            tx, "sample", {"what": what}, run_at=tx.now + after, key=key
        )


async def states(house) -> list[str]:
    async with reading(house) as tx:
        return list((await tx.conn.execute(sa.select(rows.c.state))).scalars())


async def test_a_job_is_done_once_and_not_before_its_time(house, runner, clock):
    await queue(house, "later", timedelta(days=7))
    assert await runner.once() == 0
    clock.now += timedelta(days=7)
    assert (await runner.once(), await runner.once()) == (1, 0)
    assert clock.done == ["later"]


async def test_of_two_runners_one_does_it(house, runner, clock):
    await queue(house, "once")
    other = Runner(house, runner.works, Wake())
    await asyncio.gather(runner.once(), other.once())
    assert clock.done == ["once"]


async def test_what_fails_is_tried_ever_later_and_then_left_to_somebody(
    house, runner, clock
):
    await queue(house, "hard")
    clock.fails = True
    for _ in range(TRIES):
        assert await runner.once() == 1
        assert await runner.once() == 0
        clock.now += timedelta(days=1)
    assert await states(house) == ["dead"]


async def test_what_failed_once_is_done_the_next_time(house, runner, clock):
    await queue(house, "hard")
    clock.fails = True
    await runner.once()
    clock.fails = False
    clock.now += timedelta(minutes=1)
    await runner.once()
    assert (clock.done, await states(house)) == (["hard"], ["done"])


async def test_a_job_whose_worker_died_is_done_by_the_next(house, runner, clock):
    await queue(house, "left")
    async with writing(house) as tx:
        await jobs.claim(tx, 1, LEASE)
    assert await runner.once() == 0
    clock.now += LEASE + timedelta(seconds=1)
    await runner.once()
    assert clock.done == ["left"]


async def test_a_kind_nobody_knows_is_left_dead_and_stops_no_other(
    house, runner, clock
):
    async with writing(house) as tx:
        await jobs.queue(tx, "unheard", {})
    await queue(house, "known")
    await runner.once()
    assert (clock.done, sorted(await states(house))) == (["known"], ["dead", "done"])


async def test_what_is_cancelled_is_not_done_and_can_be_asked_again(
    house, runner, clock
):
    day = timedelta(days=1)
    assert await queue(house, "first", day, key="k")
    assert not await queue(house, "twice", day, key="k")
    async with writing(house) as tx:
        assert await jobs.due_at(tx, "k") == clock.now + day
        await jobs.cancel(tx, "k", waits=True)
        with pytest.raises(Conflict):
            await jobs.cancel(tx, "k", waits=True)
        await jobs.cancel(tx, "k")
    assert await queue(house, "second", day, key="k")
    clock.now += day
    await runner.once()
    assert clock.done == ["second"]
