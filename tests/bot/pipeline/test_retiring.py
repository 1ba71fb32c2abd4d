"""Old buttons go after the reply, and are never in the way of another message."""

import pytest

from bot.channels.base import Later, Refused
from storage.core.ids import new_id
from storage.messages.outbox import RETIRES
from tests.bot.pipeline.relaying import a_stage, saying


@pytest.fixture
async def stage(database_url, tmp_path):
    async with a_stage(database_url, tmp_path) as made:
        yield made


async def test_old_buttons_are_taken_off_after_the_reply_as_no_message(stage):
    first, second = await stage.post("a", "asked", "and asked")
    relay = stage.relay()
    await stage.play(relay)
    lost = new_id()  # never sent: there is nothing to take off
    body = saying("answered") | {RETIRES: [first, second, lost]}
    await stage.post("a", "", body=body)
    await stage.play(relay)
    said = [(o.bubble.plain, o.replaces) for o in stage.far.got]
    assert said[:3] == [("asked", ""), ("and asked", ""), ("answered", "")]
    assert sorted(said[3:]) == [("", "x1"), ("", "x2")]
    assert await stage.states() == ["sent"] * 3


async def test_old_buttons_stay_where_the_platform_does_not_let_them_go(stage):
    [first] = await stage.post("a", "asked")
    relay = stage.relay()
    await stage.play(relay)
    stage.far.script[""] += [Refused("gone"), Later(3, "chat")]
    await stage.post("a", "", body=saying("answered") | {RETIRES: [first, first]})
    await stage.play(relay)
    assert stage.far.texts == ["asked", "answered"]
    assert await stage.states() == ["sent"] * 2
