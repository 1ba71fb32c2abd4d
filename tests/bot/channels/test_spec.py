"""A channel is one folder and one line: nobody else knows it by its name."""

import re
from datetime import timedelta

import pytest
from telegram.constants import MessageLimit

from bot.channels import spec
from bot.channels.base import ChannelSpec, Pace, Profile, Rate
from bot.channels.spec import CHANNELS, spec_of
from bot.channels.terminal import Terminal
from bot.channels.whatsapp.layout import ROW_DESCRIPTION
from bot.pipeline.pacing import REPLIES, Pacing
from bot.testing import world as worlds
from conversations.engine.events import Typed
from storage.tables import addresses
from tests.project.tree import ROOT, modules
from tests.transactions import reading

PIGEON = ChannelSpec(
    Profile("pigeon", text=200, caption=100, buttons=3, label=20, together=True),
    pace=Pace(chat=Rate(1, 60.0)),
    window=timedelta(hours=1),
)
NAMED = re.compile(r'"(webchat|whatsapp|telegram)"')
MAY_NAME = (
    "bot/channels/",
    "bot/app.py",
    "bot/settings.py",
    "bot/web/chat.py",
    "bot/web/webhooks.py",
    # What each platform says of itself, the sample world, and what is measured.
    "bot/operations/doctor.py",
    "bot/operations/refusals.py",
    "bot/testing/",
    "bot/bench/",
    "bot/logs.py",
    # How many messages WhatsApp charges for is a number of the report.
    "conversations/cases/staff/officers.py",
    "conversations/cases/records.py",
    "storage/messages/hours.py",
    "storage/cases/reports.py",
    "storage/migrations/",
)


def test_only_a_channel_knows_its_name():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules(ROOT)
        if NAMED.search(path.read_text("utf-8"))
    }
    inside = {each for each in found if each.startswith(("bot/", "storage/"))}
    assert [each for each in sorted(inside) if not each.startswith(MAY_NAME)] == []


async def test_a_fifth_channel_is_one_folder_and_one_line(monkeypatch, world):
    monkeypatch.setitem(spec._BY_NAME, PIGEON.name, PIGEON)  # the line
    monkeypatch.setitem(worlds.PROFILES, PIGEON.name, PIGEON.profile)
    world.channels[PIGEON.name] = Terminal(PIGEON.profile)  # the folder
    world.receiver.turns.profiles[PIGEON.name] = PIGEON.profile
    person = world.person("siti", PIGEON.name)
    await world.happen([(person, Typed("halo"))])
    assert person.sees()
    async with reading(world.database) as tx:
        asked = addresses.select().where(addresses.c.channel == PIGEON.name)
        [row] = (await tx.conn.execute(asked)).all()
        assert row.window_until == row.heard_at + timedelta(hours=1)
    pacing = Pacing(spec_of(PIGEON.name).pace, lambda: 0.0)
    pacing.take("siti", REPLIES)
    assert pacing.chat_in("siti") == pytest.approx(60.0)


def test_what_is_said_of_platforms_is_what_they_say():
    telegram, whatsapp = spec_of("telegram"), spec_of("whatsapp")
    assert telegram.profile.text == MessageLimit.MAX_TEXT_LENGTH
    assert telegram.profile.caption == MessageLimit.CAPTION_LENGTH
    assert whatsapp.longest_label == ROW_DESCRIPTION
    assert len({each.name for each in CHANNELS}) == len(CHANNELS)


@pytest.mark.parametrize(
    "name",
    sorted({name for menu in spec_of("telegram").menu.values() for name in menu}),
)
async def test_what_the_menu_lists_is_understood(world, name):
    person = world.person("siti")
    await person.says("halo")
    person.sees()
    await person.says(f"/{name}")
    assert person.sees()
