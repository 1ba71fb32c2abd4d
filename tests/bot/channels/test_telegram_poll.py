"""Polling loses no update, whatever fails, and forgets none too early."""

import asyncio
import contextlib
import json

import pytest

from bot.channels.telegram.parse import parse
from bot.channels.telegram.poll import ALLOWED, poll
from bot.channels.telegram.request import Transport
from conversations.engine.events import Typed
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_updates import text


@pytest.fixture
async def fake():
    async with FakeTelegram() as running:
        yield running


class Inbox:
    """A store that can fail: *refuse* counts down, by update id."""

    def __init__(self):
        self.rows = {}
        self.order = []
        self.refuse = {}
        self.news = asyncio.Condition()

    async def receive(self, body):
        number = json.loads(body)["update_id"]
        async with self.news:
            self.news.notify_all()
            if self.refuse.get(number, 0):
                self.refuse[number] -= 1
                raise ConnectionError("no database")
            self.rows.setdefault(number, body)
            self.order.append(number)

    async def holds(self, *updates):
        wanted = {update["update_id"] for update in updates}
        async with asyncio.timeout(10), self.news:
            await self.news.wait_for(lambda: wanted <= set(self.rows))


@contextlib.asynccontextmanager
async def polling(fake, inbox):
    transport, stop = Transport(fake.url, TOKEN, read=5), asyncio.Event()
    task = asyncio.create_task(
        poll(transport, inbox.receive, stop, hold=30, pause=0.001)
    )
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(5):
            await task
        await transport.shutdown()


def offsets(fake):
    return [int(call.params["offset"]) for call in fake.made("getUpdates")]


async def test_updates_are_received_in_order_one_body_each(fake):
    updates = [text(f"pesan {number}") for number in range(250)]
    await fake.add(*updates)
    inbox = Inbox()
    async with polling(fake, inbox):
        await inbox.holds(*updates)
    assert inbox.order == [update["update_id"] for update in updates]
    said = [parse(inbox.rows[number])[0].event for number in inbox.order]
    assert said == [Typed(f"pesan {number}") for number in range(250)]


async def test_the_offset_waits_for_an_update_that_was_not_stored(fake):
    updates = [text("satu"), text("dua"), text("tiga")]
    first, second, third = (update["update_id"] for update in updates)
    inbox = Inbox()
    inbox.refuse[second] = 3
    await fake.add(*updates)
    async with polling(fake, inbox):
        await inbox.holds(*updates)
        await fake.until(lambda: offsets(fake)[-1] == third + 1)
    assert offsets(fake) == [0, second, second, second, third + 1]
    assert inbox.order.count(first) == 1


async def test_nothing_is_confirmed_while_nothing_can_be_stored(fake):
    update = text("satu")
    inbox = Inbox()
    inbox.refuse[update["update_id"]] = 4
    await fake.add(update)
    async with polling(fake, inbox):
        await inbox.holds(update)
    assert offsets(fake)[:5] == [0] * 5


async def test_an_update_that_cannot_be_read_is_stored_and_passed(fake):
    strange, plain = {**text("x"), "message": 5}, text("halo")
    await fake.add(strange, plain)
    inbox = Inbox()
    async with polling(fake, inbox):
        await inbox.holds(strange, plain)
    assert parse(inbox.rows[strange["update_id"]])[0].problem == "wrong_shape"


@pytest.mark.parametrize(
    "kind", ["gateway", "server", "garbage", "reset_before", "flood", "unauthorized"]
)
async def test_polling_goes_on_after_a_failure(fake, kind):
    fake.fail(kind, method="getUpdates", seconds=0)
    update = text("halo")
    await fake.add(update)
    inbox = Inbox()
    async with polling(fake, inbox):
        await inbox.holds(update)


async def test_a_second_poller_is_told_of_and_waited_for(fake, caplog):
    inbox, other = Inbox(), Inbox()
    async with polling(fake, inbox):
        await fake.until(lambda: fake.made("getUpdates"))
        async with polling(fake, other):
            # It asks again only after it told of the first refusal.
            await fake.until(lambda: [c.outcome for c in fake.calls].count("409") > 1)
        update = text("halo")
        await fake.add(update)
        async with asyncio.timeout(10):
            await inbox.holds(update)
    assert "taken elsewhere" in caplog.text


async def test_an_answer_that_comes_while_stopping_is_given_again_later(fake):
    update, inbox = text("halo"), Inbox()
    inbox.refuse[update["update_id"]] = 1
    async with polling(fake, inbox):
        await fake.add(update)
        async with inbox.news:
            await inbox.news.wait_for(lambda: not inbox.refuse[update["update_id"]])
    async with polling(fake, inbox):
        await inbox.holds(update)


async def test_what_waits_is_never_dropped_and_all_kinds_are_asked_for(fake):
    async with polling(fake, Inbox()):
        await fake.until(lambda: fake.made("getUpdates"))
    params = fake.made("getUpdates")[0].params
    assert params["allowed_updates"] == list(ALLOWED)
    assert not any("drop_pending_updates" in call.params for call in fake.calls)
