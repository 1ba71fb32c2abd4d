"""What came and went is counted once, whenever somebody asks."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from storage.core.database import Database
from storage.messages import hours, inbox, outbox
from storage.messages.hours import HOUR, SETTLED, Traffic
from storage.tables import hours as counted
from storage.tables import inbox as events
from storage.tables import outbox as messages
from tests.storage.builders import a_message, an_event, somebody
from tests.transactions import reading, writing

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LATER = NOON + 30 * timedelta(days=1)


class Days:
    """A database whose clock is set by hand."""

    def __init__(self, url, ring):
        self.now, self.keys = NOON, iter(range(10_000))
        self.database = Database(url, ring, clock=lambda: self.now)

    async def talk(self, at, came, went, **changed):
        """So many messages come and go at a moment."""
        self.now = at
        async with writing(self.database) as tx:
            one = await somebody(tx)
            rows = [an_event(tx, one, f"{next(self.keys)}") for _ in range(came)]
            await inbox.take_in(tx, rows)
            await outbox.post(tx, [a_message(one, **changed) for _ in range(went)])
            sent = sa.update(messages).where(messages.c.state == "due")
            await tx.conn.execute(sent.values(state="sent", sent_at=tx.now))

    async def settle(self, now=LATER):
        """Count all that can be; how many hours that was."""
        count = 0
        while True:
            async with writing(self.database) as tx:
                if not await hours.settle(tx, now):
                    return count
            count += 1

    async def since(self, moment):
        async with reading(self.database) as tx:
            return await hours.since(tx, moment)


@pytest.fixture
async def days(database_url, ring):
    made = Days(database_url, ring)
    yield made
    await made.database.close()


async def test_an_hour_counts_the_same_before_and_after_it_is_settled(days):
    await days.talk(NOON, 2, 3)
    await days.talk(NOON + HOUR / 2, 1, 0)
    await days.talk(NOON + 5 * HOUR, 1, 1, channel="whatsapp")
    moments = [NOON, NOON + HOUR, NOON + 6 * HOUR]
    wanted = [Traffic(4, 4, 1), Traffic(1, 1, 1), Traffic(0, 0, 0)]
    assert [await days.since(moment) for moment in moments] == wanted
    assert await days.settle() == 2
    assert await days.settle() == 0
    assert [await days.since(moment) for moment in moments] == wanted
    await days.talk(LATER, 7, 7)
    assert await days.since(NOON) == Traffic(11, 11, 1)


async def test_what_is_settled_is_not_read_again(days):
    await days.talk(NOON, 2, 3)
    await days.settle()
    async with writing(days.database) as tx:
        await tx.conn.execute(sa.delete(events))
        await tx.conn.execute(sa.delete(messages))
    assert await days.since(NOON) == Traffic(2, 3, 0)


async def test_an_hour_is_settled_when_the_fate_of_its_messages_is_known(days):
    await days.talk(NOON, 1, 1)
    assert await days.settle(NOON + HOUR + SETTLED - timedelta(seconds=1)) == 0
    assert await days.settle(NOON + HOUR + SETTLED) == 1


async def test_a_clock_that_went_back_loses_and_doubles_nothing(days):
    await days.talk(NOON + HOUR, 1, 0)
    await days.talk(NOON, 1, 1)
    await days.settle()
    await days.talk(NOON + HOUR, 1, 0)
    await days.settle()
    async with reading(days.database) as tx:
        rows = await tx.conn.execute(sa.select(sa.func.sum(counted.c.received)))
        assert rows.scalar_one() == 3
    assert await days.since(NOON) == Traffic(3, 1, 0)
