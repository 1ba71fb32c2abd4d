"""Who stops marketing on the platform gets no announcements from us."""

import json

import pytest
import sqlalchemy as sa

from bot.channels.base import Unwanted
from bot.channels.whatsapp.parse import parse
from bot.pipeline.arrivals import Delivery
from storage.tables import consents, history, people
from tests.bot.pipeline.relaying import a_stage
from tests.fakes.far_end import FarEnd
from tests.fakes.whatsapp_deliveries import NUMBER, OWNER, delivery, said, status
from tests.transactions import reading, writing


def a_wish(value="stop", category="marketing_messages"):
    """As the platform tells it, under a field of its own."""
    wish = {
        "wa_id": OWNER,
        "detail": "User requested to stop marketing messages",
        "category": category,
        "value": value,
        "timestamp": 1795000000,
    }
    told = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "62800", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": "Contoh"}, "wa_id": OWNER}],
        "user_preferences": [wish],
    }
    change = {"field": "user_preferences", "value": told}
    entry = {"id": "1", "changes": [change]}
    return json.dumps(
        {"object": "whatsapp_business_account", "entry": [entry]}
    ).encode()


async def brings(world, body):
    """A delivery, as the door takes it."""
    found = [Delivery("whatsapp", NUMBER, body, parse(body, NUMBER))]
    async with writing(world.database) as tx:
        await world.receiver.take(tx, found)


async def agreed(world):
    """Whether the owner wants announcements, and every no that is noted."""
    async with reading(world.database) as tx:
        wants = (await tx.conn.execute(sa.select(people.c.announcements))).scalar_one()
        rows = await tx.conn.execute(sa.select(consents))
        noes = [(r.channel, r.version) for r in rows if not r.agreed]
        acts = (await tx.conn.execute(sa.select(history.c.act))).scalars().all()
    assert acts.count("consent.announcements") == len(noes)
    return wants, noes


@pytest.fixture
async def owner(world):
    await brings(world, delivery(said("halo")))
    async with writing(world.database) as tx:
        await tx.conn.execute(sa.update(people).values(announcements=True))
    return world


async def test_a_stop_on_the_platform_is_a_no_with_its_day(owner):
    for _ in range(2):
        await brings(owner, a_wish())
    assert await agreed(owner) == (False, [("whatsapp", "platform")])


@pytest.mark.parametrize("wish", [a_wish("resume"), a_wish(category="other")])
async def test_nothing_else_that_they_wish_there_changes_anything(owner, wish):
    await brings(owner, wish)
    assert await agreed(owner) == (True, [])


async def test_to_resume_there_is_no_yes_to_us(owner):
    await brings(owner, a_wish())
    await brings(owner, a_wish("resume"))
    assert (await agreed(owner))[0] is False


async def test_a_failed_announcement_may_say_the_same(owner):
    fate = status("wamid.1", "failed", opaque="o", code=131050)
    await brings(owner, delivery(statuses=[fate]))
    assert await agreed(owner) == (False, [("whatsapp", "platform")])


async def test_and_so_may_the_answer_to_a_send(database_url, tmp_path):
    async with a_stage(database_url, tmp_path, FarEnd("whatsapp")) as stage:
        stage.far.script["kabar"].append(Unwanted())
        await stage.post("1", "kabar", lane=3, kind="announcement")
        async with writing(stage.database) as tx:
            await tx.conn.execute(sa.update(people).values(announcements=True))
        await stage.play(stage.relay())
        assert await agreed(stage) == (False, [("whatsapp", "platform")])
        [row] = await stage.rows()
        assert (row.state, row.reason) == ("failed", "unwanted")
