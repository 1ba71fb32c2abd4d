"""What platforms deliver that is no answer to a question, from its bytes to a reply."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.base import Channel
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.desk import performers
from bot.pipeline.arrivals import Delivery
from bot.pipeline.ingest import Receiver
from bot.pipeline.loops import Wake
from bot.pipeline.render import unpack
from bot.pipeline.retry_worker import Worker
from bot.pipeline.turn import Turns
from conversations.catalogue import catalogue
from conversations.flows import BOOK
from storage.messages import delivery as sending
from storage.messages import outbox
from storage.people import officers, offices
from storage.people.sessions import Sender, reach
from storage.tables import inbox as rows
from storage.tables import people
from tests.fakes import telegram_updates as updates
from tests.fakes.telegram import TOKEN
from tests.fakes.whatsapp_deliveries import (
    NUMBER,
    delivery,
    message,
    photo,
    said,
    value,
    wrapped,
)
from tests.transactions import reading, writing

GROUP, OTHER_GROUP, OWNER = -100200, -100999, 7001
HIDDEN = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
HALF = "halo \ud83e"
OFFICE = catalogue().office.id


class Door:
    """Both platforms' deliveries come in, and what is answered lies in the outbox."""

    def __init__(self, database) -> None:
        self.database = database
        self.channels: dict[str, Channel] = {
            "telegram": TelegramChannel(TOKEN),
            "whatsapp": WhatsAppChannel(
                token="t",
                phone_number_id=NUMBER,
                app_secret="s",
                verify_token="v",
                api_url="http://127.0.0.1:9",
                list_label="Pilih",
                now=lambda: datetime.now(UTC),
            ),
        }
        profiles = {name: channel.profile for name, channel in self.channels.items()}
        self.turns = Turns(BOOK, performers(profiles), profiles, OFFICE)
        self.receiver = Receiver(database, self.channels, self.turns, lambda: None)
        self.worker = Worker(database, self.turns, Wake())

    async def open(self) -> "Door":
        async with writing(self.database) as tx:
            await offices.ensure(tx, catalogue().office)
            sender = Sender("telegram", self.channels["telegram"].account, str(GROUP))
            group = (await reach(tx, [sender]))[sender.key].person_id
        self.turns.watchers = [group]
        return self

    async def brings(self, channel, body) -> list[str]:
        """One delivery, and what is answered to it."""
        via = self.channels[channel]
        batch = [Delivery(channel, via.account, body, via.parse(body))]
        await self.receiver.committed(partial(self.receiver.take, batch=batch))
        while await self.worker.once():
            pass
        told: list[str] = []
        self.quoted: list[str] = []
        while claimed := await self._claim(channel, via.account):
            told += [unpack(row.body).plain for row in claimed]
            self.quoted += [row.body.get(outbox.QUOTES, "") for row in claimed]
        return told

    async def _claim(self, channel, account):
        async with writing(self.database) as tx:
            claimed = await outbox.claim(
                tx, channel, account, holder="t", limit=99, lease=timedelta(hours=1)
            )
            await sending.sent(tx, [(row.id, row.id) for row in claimed])
        return claimed

    async def telegram(self, **content) -> list[str]:
        body = json.dumps(updates.update(message=updates.message(**content)))
        return await self.brings("telegram", body.encode())

    async def whatsapp(self, *messages, **about) -> list[str]:
        return await self.brings("whatsapp", delivery(*messages, **about))

    async def count(self, table) -> int:
        async with reading(self.database) as tx:
            found = await tx.conn.execute(sa.select(sa.func.count()).select_from(table))
            number: int = found.scalar_one()
        return number


@pytest.fixture
async def door(database):
    return await Door(database).open()


async def test_a_sign_on_a_bubble_is_not_answered_and_costs_nothing(door):
    assert await door.whatsapp(said("halo"))
    for emoji in ("👍", ""):
        mark = {"message_id": "wamid.1", "emoji": emoji}
        assert await door.whatsapp(message("reaction", mark)) == []


async def test_who_opens_the_chat_is_greeted_once(door):
    assert "Pandu" in "".join(await door.whatsapp(message("request_welcome")))
    assert await door.whatsapp(message("request_welcome")) == []
    assert await door.whatsapp(said("halo"))


async def test_what_is_for_another_sender_of_our_number_is_left_to_them(door):
    before = await door.count(people)
    standby = wrapped(value(said("halo")), field="standby")
    assert await door.brings("whatsapp", standby) == []
    assert await door.count(people) == before


@pytest.mark.parametrize(
    "spoiled",
    [
        message("image", {"mime_type": "image/png"}),
        message("location", {"latitude": 91, "longitude": 0}),
        message("contacts", []),
        message("text"),
    ],
    ids=lambda one: one["type"],
)
async def test_what_did_not_arrive_whole_is_asked_for_again(door, spoiled):
    await door.whatsapp(said("halo"))
    (told,) = await door.whatsapp(spoiled)
    assert "belum sampai dengan utuh" in told


async def test_half_an_emoji_costs_no_words_on_either_platform(door):
    await door.whatsapp(said("halo"))
    assert "utuh" not in "".join(await door.whatsapp(said(f"bantuan {HALF[-1]}")))
    await door.telegram(text="halo")
    assert "utuh" not in "".join(await door.telegram(text=f"bantuan {HALF[-1]}"))
    assert "utuh" in "".join(await door.telegram(text=HALF[-1]))


async def test_an_admin_without_a_name_is_told_once_and_in_our_group_alone(door):
    before = await door.count(people)
    for chat, told in ((GROUP, 1), (GROUP, 0), (OTHER_GROUP, 0)):
        masked = updates.message(chat, user=1, group=True, text="/menu")
        masked |= {"from": HIDDEN, "sender_chat": masked["chat"]}
        body = json.dumps(updates.update(message=masked)).encode()
        answers = await door.brings("telegram", body)
        assert len(answers) == told
        assert all("mode anonim" in each for each in answers)
    assert await door.count(people) == before


async def test_bots_and_channels_are_nobody(door):
    before = await door.count(people)
    channel = {"id": -1009, "type": "channel", "title": "Kanal Contoh"}
    for who in (
        {"from": {"id": 9, "is_bot": True, "first_name": "Bot Contoh"}},
        {"from": {"id": 777000, "is_bot": False}, "sender_chat": channel},
        {"from": {"id": 136817688, "is_bot": True}, "sender_chat": channel},
    ):
        for chat in (updates.message(9)["chat"], updates.message(group=True)["chat"]):
            told = updates.message(9, text="/menu") | {"chat": chat} | who
            body = json.dumps(updates.update(message=told)).encode()
            assert await door.brings("telegram", body) == []
    post = updates.update(channel_post={"message_id": 1, "chat": channel, "date": 1})
    assert await door.brings("telegram", json.dumps(post).encode()) == []
    assert await door.count(people) == before


async def test_a_dead_account_a_block_and_a_return_change_only_who_is_reached(door):
    await door.telegram(text="halo")
    for status in ("kicked", "member"):
        body = json.dumps(updates.membership(status, OWNER)).encode()
        assert await door.brings("telegram", body) == []
    assert await door.telegram(text="menu")


async def test_an_officer_is_called_as_there_or_asked_for_their_name(door):
    async def joins(name, hears):
        async with writing(door.database) as tx:
            code = await officers.invite(tx, OFFICE, "officer", timedelta(hours=1))
        who = {"id": next(_strangers), "is_bot": False, "first_name": name}
        told = updates.message(who["id"], text=f"/petugas {code}") | {"from": who}
        body = json.dumps(updates.update(message=told)).encode()
        assert hears in "".join(await door.brings("telegram", body))

    await joins("Dewi \N{CHERRY BLOSSOM}", "Selamat bergabung, Dewi")
    await joins("Admin Dinas", "Siapa nama")
    async with reading(door.database) as tx:
        called = {each.name for each in await officers.of_office(tx, OFFICE)}
    assert called == {"Dewi", "Petugas 2"}


async def test_a_reply_quotes_what_it_answers_where_two_things_are_open(door):
    for words in ("halo", "ajukan pendampingan", "setuju", "Dewi Contoh"):
        await door.whatsapp(said(words))
        assert not any(door.quoted)
    await door.whatsapp(said("petugas", ident="wamid.ask"))
    first, *others = door.quoted
    assert first == "wamid.ask"
    assert not any(others)


_strangers = count(10_000_000)

# --- damaged updates -------------------------------------------------------------------

_anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(categories=None), max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
_sound = {
    "telegram": [
        updates.text("halo", OWNER),
        updates.edited("baru", OWNER),
        updates.contact("0812", OWNER),
        updates.location(-6.1, 106.2, OWNER),
        updates.press("1|q|v", OWNER),
        updates.membership("kicked", OWNER),
        updates.text("/menu", OTHER_GROUP, user=OWNER, group=True),
    ],
    "whatsapp": [
        json.loads(delivery(said("halo"), photo("1"))),
        json.loads(delivery(message("contacts", [{"phones": [{"phone": "0812"}]}]))),
        json.loads(delivery(message("location", {"latitude": 1, "longitude": 2}))),
        json.loads(delivery(message("reaction", {"message_id": "1", "emoji": "x"}))),
    ],
}


@st.composite
def _damaged(draw):
    """A platform, and an update of its of which some piece was lost or replaced."""
    channel = draw(st.sampled_from(sorted(_sound)))
    whole = json.loads(json.dumps(draw(st.sampled_from(_sound[channel]))))
    at = whole
    while True:
        names = sorted(at) if isinstance(at, dict) else range(len(at))
        name = draw(st.sampled_from(names))
        if isinstance(at[name], dict | list) and at[name] and draw(st.booleans()):
            at = at[name]
            continue
        if draw(st.booleans()):
            del at[name]
        else:
            at[name] = draw(_anything)
        return channel, json.dumps(whole).encode()


@given(damaged=st.lists(_damaged(), min_size=12, max_size=12))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_no_damaged_update_is_lost_or_stops_the_others(door, damaged):
    """Each is a row with its turn or its reason, and whoever is next has an answer."""
    for channel, body in damaged:
        via = door.channels[channel]
        events = via.parse(body)
        batch = [Delivery(channel, via.account, body, events)]
        before = await door.count(rows)
        await door.receiver.committed(partial(door.receiver.take, batch=batch))
        assert await door.count(rows) >= before
        assert all(each.problem or each.sender or each.status for each in events)
    assert await door.whatsapp(said("menu", sender=f"62812{next(_strangers)}"))
