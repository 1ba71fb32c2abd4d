"""What meets the wall of a shut chat waits, knocks once, and goes first when it opens."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.channels.base import (
    Incoming,
    Refused,
    Status,
    Unreachable,
    WindowClosed,
)
from bot.channels.spec import spec_of
from bot.pipeline import statuses
from bot.pipeline.pacing import Pacing
from bot.pipeline.retry_policy import TRIES
from bot.pipeline.send import Relay
from bot.pipeline.undelivered import Template
from storage.core.ids import new_id
from storage.messages import outbox, undelivered
from storage.messages.outbox import ABOUT, TELLER
from storage.people import officers, people
from storage.people.sessions import Sender, reach
from storage.tables import addresses, inbox
from tests.bot.pipeline.relaying import a_stage, saying
from tests.fakes.far_end import FarEnd
from tests.storage.builders import an_office
from tests.transactions import reading, writing

DAY = timedelta(hours=24)
WEEKEND = 64 * 3600


class Walled(FarEnd):
    """WhatsApp, as far as its wall goes."""

    def __init__(self, hand):
        super().__init__("whatsapp")
        self.hand = hand

    async def send(self, outgoing):
        until = outgoing.window_until
        if (until is None or until <= self.hand.time()) and not outgoing.extra:
            raise WindowClosed
        if outgoing.extra and until and until > self.hand.time():
            raise AssertionError("a template to an open chat")
        return await super().send(outgoing)

    @property
    def knocks(self):
        return [one.extra["template"]["params"] for one in self.got if one.extra]


@pytest.fixture
async def stage(database_url, tmp_path):
    async with a_stage(database_url, tmp_path) as made:
        made.far = Walled(made.hand)
        yield made


def a_relay(stage, template=None):
    pace = Pacing(spec_of("whatsapp").pace, stage.hand)
    return Relay(
        stage.database,
        stage.far,
        stage.files,
        pace,
        stage.wake,
        "one",
        stage.hand,
        template=template,
    )


async def writes(stage, who, at=None):
    """Somebody writes by WhatsApp, *at* a moment of the platform's clock."""
    sender = Sender("whatsapp", "a", who, window=DAY, at=at)
    async with writing(stage.database) as tx:
        return (await reach(tx, [sender]))[sender.key]


async def news(stage, who, *texts, **more):
    """News for somebody who wrote long ago."""
    rows = [
        outbox.OutboxRow(
            id=new_id(),
            person_id=who.person_id,
            address_id=who.address_id,
            channel="whatsapp",
            account="a",
            body=saying(text) | {ABOUT: "SRG-0042"} | more,
            lane=1,
            kind="notice",
        )
        for text in texts
    ]
    async with writing(stage.database) as tx:
        await outbox.post(tx, rows)
    return [row.id for row in rows]


async def an_officer(stage):
    """Somebody at the desk, who hears what became of their words."""
    officer = await writes(stage, "9")
    async with writing(stage.database) as tx:
        office = await an_office(tx)
        about = officer.person_id, office, "officer", "Petugas Contoh"
        await officers.add(tx, new_id(), *about)
    return officer


async def told(stage):
    """What officers were told."""
    async with reading(stage.database) as tx:
        rows = await tx.conn.execute(sa.select(inbox).order_by(inbox.c.seq))
        return [
            tx.ring.unseal_json(f"inbox:event:{row.key}", row.event_sealed)["event"]
            for row in rows
        ]


async def test_what_waits_goes_before_the_answer_and_in_its_order(stage):
    owner = await writes(stage, "1")
    relay = a_relay(stage)
    stage.hand.seconds += WEEKEND
    await news(stage, owner, "taken", "sent back", "accepted")
    await stage.play(relay)
    assert [(r.state, r.reason) for r in await stage.rows()] == [
        ("failed", "window")
    ] * 3
    await writes(stage, "1")
    await stage.post("1", "the answer", window=DAY)
    await stage.play(relay)
    assert stage.far.texts == ["taken", "sent back", "accepted", "the answer"]


async def test_an_announcement_does_not_wait(stage):
    await writes(stage, "1")
    stage.hand.seconds += WEEKEND
    await stage.post("1", "kabar", lane=3, kind="announcement", window=DAY)
    async with writing(stage.database) as tx:
        shut = sa.update(addresses).values(window_until=tx.now)
        await tx.conn.execute(shut)
    await stage.play(a_relay(stage))
    stage.hand.seconds += 3600
    await writes(stage, "1")
    await stage.play(a_relay(stage))
    assert stage.far.texts == []


async def test_a_template_knocks_once_in_a_silence(stage):
    owner = await writes(stage, "1")
    relay = a_relay(stage, Template("kabar", "id"))
    for _ in range(3):
        stage.hand.seconds += WEEKEND
        await news(stage, owner, "one", "two")
        await stage.play(relay)
    assert stage.far.knocks == [["SRG-0042"]]
    await writes(stage, "1")
    await stage.play(relay)
    assert stage.far.texts[1:] == ["one", "two"] * 3
    stage.hand.seconds += WEEKEND
    await news(stage, owner, "three")
    await stage.play(relay)
    assert len(stage.far.knocks) == 2


async def test_without_a_template_nobody_is_knocked_at(stage):
    owner = await writes(stage, "1")
    stage.hand.seconds += WEEKEND
    await news(stage, owner, "one")
    await stage.play(a_relay(stage))
    assert stage.far.tried == []


async def test_a_knock_is_not_made_where_the_chat_opened_meanwhile(stage):
    owner = await writes(stage, "1")
    stage.hand.seconds += WEEKEND
    template = {"template": {"name": "kabar", "language": "id", "params": ["x"]}}
    await news(stage, owner, "", **template)
    await writes(stage, "1")
    await stage.play(a_relay(stage))
    [row] = await stage.rows()
    assert (row.state, row.reason) == ("cancelled", "open")


async def test_the_window_counts_from_the_platforms_own_clock(stage):
    """A message of thirty hours ago, brought after an outage, opens nothing."""
    late = stage.hand.time() - timedelta(hours=30)
    owner = await writes(stage, "1", at=late)
    await news(stage, owner, "one")
    relay = a_relay(stage)
    await stage.play(relay)
    assert stage.far.texts == []
    # And one that is six hours old opens the eighteen that are left of it.
    await writes(stage, "1", at=stage.hand.time() - timedelta(hours=6))
    await stage.play(relay)
    assert stage.far.texts == ["one"]
    stage.hand.seconds += 19 * 3600
    await news(stage, owner, "two")
    await stage.play(relay)
    assert stage.far.texts == ["one"]


async def test_a_clock_that_is_ahead_opens_no_longer_window(stage):
    await writes(stage, "1", at=stage.hand.time() + timedelta(days=9))
    async with reading(stage.database) as tx:
        row = (await tx.conn.execute(sa.select(addresses))).one()
    assert row.window_until == stage.hand.time() + DAY


async def test_an_older_message_shuts_no_window(stage):
    await writes(stage, "1")
    stage.hand.seconds += 600
    await writes(stage, "1", at=stage.hand.time() - timedelta(hours=20))
    async with reading(stage.database) as tx:
        row = (await tx.conn.execute(sa.select(addresses))).one()
    assert row.window_until > stage.hand.time() + timedelta(hours=23)


async def fate(stage, state, external, code, ident=""):
    """A status comes, as the platform tells it."""
    told = Status(external, state, ident, code)
    async with writing(stage.database) as tx:
        await statuses.note(tx, "whatsapp", "a", [Incoming("k", "1", status=told)])


async def test_what_the_platform_stops_after_it_took_it_waits_as_well(stage):
    """131047 most often comes as a status: the chat is shut, and who wrote is told."""
    officer = await an_officer(stage)
    owner = await writes(stage, "1")
    [ident] = await news(stage, owner, "one", **{TELLER: officer.person_id})
    relay = a_relay(stage)
    stage.hand.seconds += 1
    await stage.play(relay)
    await fate(stage, "held", "x1", "131047", ident)
    # What is told late, of the same call, changes nothing any more.
    await fate(stage, "sent", "x1", "", ident)
    await stage.play(relay)
    [row] = await stage.rows()
    assert (row.state, row.reason) == ("failed", "window")
    assert [one["subject"] for one in await told(stage)] == ["waits"]
    stage.hand.seconds += 3600
    await writes(stage, "1")
    for late in "held", "sent":
        await fate(stage, late, "x1", "131047", ident)
    await stage.play(relay)
    await fate(stage, "held", "x1", "131047", ident)
    await stage.play(relay)
    assert stage.far.texts == ["one", "one"]
    assert [one["subject"] for one in await told(stage)] == ["waits", "arrived"]


async def test_news_that_is_quicker_than_the_answer_to_the_call_counts(stage):
    owner = await writes(stage, "1")
    [ident] = await news(stage, owner, "one")
    stage.far.script["one"] = [answer := asyncio.Event()]
    relay = a_relay(stage)
    await stage.play(relay)
    await fate(stage, "held", "x1", "131047", ident)
    answer.set()
    for _ in range(2):
        await stage.play(relay, 1)
    [row] = await stage.rows()
    assert (row.state, row.reason) == ("failed", "window")


@pytest.mark.parametrize(
    ("state", "code", "subject", "goes"),
    [
        ("gone", "131026", "gone", ["one", "one"]),
        ("failed", "131053", "lost", ["one"]),
    ],
)
async def test_what_fails_after_it_was_taken_is_told_of_once(
    stage, state, code, subject, goes
):
    officer, owner = await an_officer(stage), await writes(stage, "1")
    [ident] = await news(stage, owner, "one", **{TELLER: officer.person_id})
    relay = a_relay(stage)
    await stage.play(relay)
    for _ in range(2):
        await fate(stage, state, "x1", code, ident)
        await stage.play(relay)
    assert [one["subject"] for one in await told(stage)] == [subject]
    stage.hand.seconds += 3600
    await writes(stage, "1")
    await stage.play(relay)
    assert stage.far.texts == goes


async def test_what_failed_at_the_platform_for_a_while_goes_again(stage):
    """And keeps nobody waiting, its own person least of all."""
    officer, owner = await an_officer(stage), await writes(stage, "1")
    [ident] = await news(stage, owner, "one", **{TELLER: officer.person_id})
    relay = a_relay(stage)
    await stage.play(relay)
    await fate(stage, "again", "x1", "131000", ident)
    await news(stage, owner, "two")
    await stage.play(relay)
    assert stage.far.texts == ["one", "two"]
    await stage.play(relay, 60)
    assert stage.far.texts == ["one", "two", "one"]
    for number in range(3, 20):
        await fate(stage, "again", f"x{number}", "131000", ident)
        await stage.play(relay, 3600)
    assert stage.far.texts.count("one") == TRIES
    assert [one["subject"] for one in await told(stage)] == ["lost"]


@pytest.mark.parametrize(
    ("error", "subject", "goes"),
    [
        (Unreachable("403"), "gone", ["one", "two"]),
        (Refused("131053"), "lost", ["two"]),
        (Refused("132001"), "lost", ["two"]),
    ],
)
async def test_whoever_wrote_hears_what_the_platform_refused(
    stage, error, subject, goes
):
    officer, owner = await an_officer(stage), await writes(stage, "1")
    stage.far.script["one"] = [error]
    by = {TELLER: officer.person_id}
    await news(stage, owner, "one", **by)
    stage.hand.seconds += 1
    await news(stage, owner, "two", **by)
    relay = a_relay(stage)
    await stage.play(relay)
    found = [(one["subject"], one["values"].get("why")) for one in await told(stage)]
    why = error.reason if subject == "lost" else None
    assert found == [(subject, why)] * (1 if subject == "lost" else 2)
    stage.hand.seconds += 3600
    await writes(stage, "1")
    await stage.play(relay)
    assert stage.far.texts == goes


async def test_who_left_the_desk_meanwhile_hears_nothing_and_stops_nothing(stage):
    owner = await writes(stage, "1")
    await news(stage, owner, "one", **{TELLER: "nobody"})
    relay = a_relay(stage)
    stage.hand.seconds += WEEKEND
    await stage.play(relay)
    await writes(stage, "1")
    await stage.play(relay)
    assert stage.far.texts == ["one"]
    assert await told(stage) == []


async def test_what_waits_is_never_given_to_who_has_the_number_now(stage):
    """A phone was lost: who writes from there is a stranger."""
    owner = await writes(stage, "1")
    stage.hand.seconds += WEEKEND
    await news(stage, owner, "for Dewi alone")
    relay = a_relay(stage)
    await stage.play(relay)
    async with writing(stage.database) as tx:
        await people.leave_behind(tx, owner.person_id, "", "", "")
    stranger = await writes(stage, "1")
    assert stranger.person_id != owner.person_id
    await stage.play(relay)
    assert stage.far.texts == []


async def test_failures_are_counted_by_reason(stage):
    owner = await writes(stage, "1")
    stage.hand.seconds += WEEKEND
    await news(stage, owner, "one", "two")
    await stage.play(a_relay(stage))
    async with reading(stage.database) as tx:
        assert await undelivered.by_reason(tx) == {"window": 2}
