"""Topics of a group: made, named, shut and reopened as a Telegram lets one."""

import pytest
from msgspec import json, to_builtins

from bot.channels.base import Bubble, Outgoing, Refused, TopicCall
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.parse import parse
from tests.fakes import telegram_updates as updates
from tests.fakes.telegram import TOKEN, FakeTelegram

GROUP = -100200


@pytest.fixture
async def fake():
    async with FakeTelegram() as running:
        yield running


@pytest.fixture
async def channel(fake):
    made = TelegramChannel(TOKEN, fake.url, patience=1)
    yield made
    await made.close()


def doing(do, thread="", name="SRG-0001 · Batik Contoh", icon="new"):
    asked = to_builtins(TopicCall(do, thread, name, icon))
    return Outgoing("1", str(GROUP), Bubble(()), extra={"topic": asked})


async def test_a_topic_lives_as_its_case_does(channel, fake):
    forum = fake.forum(GROUP)
    thread = (await channel.send(doing("create"))).external_id
    topic = forum.topics[int(thread)]
    assert (topic.name, topic.icon) == ("SRG-0001 · Batik Contoh", "❗")
    for _ in range(2):  # what is so already is as good
        await channel.send(doing("change", thread, "SRG-0001 · Batik Lain", "taken"))
        assert (topic.name, topic.icon) == ("SRG-0001 · Batik Lain", "👀")
        await channel.send(doing("close", thread))
        assert topic.closed
    await channel.send(doing("reopen", thread))
    assert not topic.closed
    say = Outgoing("2", str(GROUP), Bubble((("halo", ""),)), extra={"thread": thread})
    await channel.send(say)
    assert [m["message_thread_id"] for m in fake.to(GROUP)] == [thread]
    await channel.send(doing("delete", thread))
    assert not forum.topics
    with pytest.raises(Refused, match="thread_gone"):
        await channel.send(say)


async def test_without_icons_a_topic_has_a_colour(channel, fake):
    forum = fake.forum(GROUP)
    fake.fail("server", method="getForumTopicIconStickers")
    thread = (await channel.send(doing("create"))).external_id
    topic = forum.topics[int(thread)]
    assert (topic.icon, topic.colour) == ("", 0xFB6F5F)


@pytest.mark.parametrize(
    ("how", "lacking"),
    [
        ({}, ""),
        ({"forum": False}, "no_forum"),
        ({"rights": None}, "no_admin"),
        ({"rights": ()}, "no_rights"),
        ({"rights": ("topics",)}, "no_deleting"),
    ],
)
async def test_it_is_known_what_a_group_lacks(channel, fake, how, lacking):
    fake.forum(GROUP, **how)
    assert await channel.lacks(str(GROUP)) == lacking
    if lacking not in {"", "no_deleting"}:
        with pytest.raises(Refused, match="no_topics"):
            await channel.send(doing("create"))


def heard(**content):
    message = updates.message(GROUP, user=7002, group=True, text="baik", **content)
    [incoming] = parse(json.encode(updates.update(message=message)))
    return incoming.thread, incoming.answers


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({}, ("", "")),
        ({"message_thread_id": 5}, ("", "")),  # a thread of replies, no topic
        ({"message_thread_id": 5, "is_topic_message": True}, ("5", "")),
        (
            {
                "message_thread_id": 5,
                "is_topic_message": True,
                "reply_to_message": {
                    "message_id": 5,
                    "from": {"id": 1, "is_bot": True},
                },
            },
            ("5", ""),  # what replies to nothing is said to reply to the beginning
        ),
        (
            {
                "message_thread_id": 5,
                "is_topic_message": True,
                "reply_to_message": {
                    "message_id": 9,
                    "from": {"id": 1, "is_bot": True},
                },
            },
            ("5", "9"),
        ),
        ({"reply_to_message": {"message_id": 9, "from": {"id": 7003}}}, ("", "")),
    ],
)
def test_it_is_known_where_something_was_said_and_to_what(content, place):
    assert heard(**content) == place
