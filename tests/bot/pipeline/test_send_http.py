"""The relay with the real channels, over HTTP, to platforms that fail."""

from datetime import timedelta

import pytest

from bot.channels.spec import spec_of
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.pipeline.pacing import Pacing
from bot.pipeline.send import Relay
from tests.bot.pipeline.relaying import AGAIN, a_stage
from tests.fakes.graph import FakeGraph
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_faults import Limits
from tests.fakes.whatsapp_deliveries import NUMBER, OWNER


@pytest.fixture
async def telegram(database_url, tmp_path):
    """A stage whose far end is a Telegram over HTTP, with the platform's limits."""
    async with FakeTelegram(limits=Limits(account=30)) as fake:
        channel = TelegramChannel(TOKEN, fake.url, patience=2)
        async with a_stage(database_url, tmp_path, channel) as stage:
            yield stage, fake
        await channel.close()


def a_relay(stage, pace="webchat"):
    pacing = Pacing(spec_of(pace).pace, stage.hand)
    return Relay(
        stage.database, stage.far, stage.files, pacing, stage.wake, "one", stage.hand
    )


async def test_telegram_gets_all_of_it_whatever_it_does_to_us(telegram):
    stage, fake = telegram
    fake.fail("flood", chat="1", seconds=35)
    fake.fail("forbidden", chat="2")
    fake.fail("reset_after", chat="3")
    fake.fail("server", chat="4")
    for chat in range(1, 6):
        await stage.post(chat, "satu", "dua")
    relay = a_relay(stage)
    async with stage.running(relay):
        await fake.until(lambda: len(fake.to(5)) == 2 and fake.counts.total() >= 6)
    for _ in range(3):
        relay = a_relay(stage)
        async with stage.running(relay):
            await stage.quiet(relay)
        stage.hand.seconds += 36
    assert [m["text"] for m in fake.to(1)] == ["satu", "dua"]
    assert [m["text"] for m in fake.to(2)] == []
    assert [m["text"] for m in fake.to(3)] == ["satu", AGAIN + "satu", "dua"]
    assert [m["text"] for m in fake.to(4)] == ["satu", "dua"]
    states = [(r.state, r.maybe_twice) for r in await stage.rows()]
    assert states[:2] == [("sent", False)] * 2
    assert states[2:4] == [("failed", False)] * 2
    assert states[4:6] == [("sent", True), ("sent", False)]
    assert states[6:] == [("sent", False)] * 4


async def test_whatsapp_gets_our_id_and_refuses_outside_the_window(
    database_url, tmp_path
):
    async with FakeGraph() as graph:
        channel = WhatsAppChannel(
            token="token",
            phone_number_id=NUMBER,
            app_secret="s",
            verify_token="v",
            api_url=graph.api_url,
            list_label="Pilih",
            now=lambda: stage.hand.time(),  # noqa: PLW0108 -- the stage comes later
        )
        async with a_stage(database_url, tmp_path, channel) as stage:
            day = timedelta(days=1)
            [ident] = await stage.post(OWNER, "Selamat datang", window=day)
            await stage.post("62899", "Terlambat")
            relay = a_relay(stage, "whatsapp")
            async with stage.running(relay):
                await stage.quiet(relay)
            rows = await stage.rows()
            assert [(r.state, r.reason) for r in rows] == [
                ("sent", ""),
                ("failed", "window"),
            ]
            [payload] = graph.accepted
            assert payload["biz_opaque_callback_data"] == ident
            assert rows[0].external_id == "wamid.sent000001"
        await channel.close()
