"""What waits is sent in order, and what a platform says is obeyed, but no further."""

import asyncio

import pytest

from bot.channels.base import (
    Moved,
    Refused,
    Unreachable,
    WindowClosed,
)
from bot.pipeline.send import FLIGHT, FLIGHT_OTHERS
from conversations.cases.records import Audience, Document
from storage.cases import businesses, documents
from storage.core.ids import new_id
from storage.messages import delivery
from storage.outreach import announcements, recipients
from storage.people import addresses, officers, people
from storage.people.sessions import Sender, reach
from tests.bot.pipeline.relaying import a_stage, saying
from tests.storage.builders import an_office
from tests.transactions import writing


@pytest.fixture
async def stage(database_url, tmp_path):
    async with a_stage(database_url, tmp_path) as made:
        yield made


async def test_one_chat_gets_its_messages_in_order_one_at_a_time(stage):
    texts = [f"{n}" for n in range(20)]
    for chat in ("a", "b", "c"):
        await stage.post(chat, *texts)
    relay = stage.relay()
    await stage.play(relay)
    for chat in ("a", "b", "c"):
        assert [o.bubble.plain for o in stage.far.got if o.to == chat] == texts
    assert set(await stage.states()) == {"sent"}
    assert relay.stats.results == {"sent": 60}


async def test_replies_go_before_announcements_that_were_there_first(stage):
    for number in range(5):
        await stage.post(f"b{number}", f"b{number}", lane=3, kind="announcement")
    await stage.post("a", "reply")
    await stage.play(stage.relay())
    assert stage.far.texts[0] == "reply"
    assert len(stage.far.texts) == 6


async def test_slow_announcements_leave_places_for_replies(stage):
    slow = asyncio.Event()
    for number in range(FLIGHT + 6):
        stage.far.script[f"b{number}"].append(slow)
        await stage.post(f"b{number}", f"b{number}", lane=3, kind="announcement")
    relay = stage.relay()
    await stage.play(relay)
    assert relay.stats.in_flight == FLIGHT_OTHERS
    await stage.post("a", "reply")
    await stage.play(relay)
    assert stage.far.texts == ["reply"]
    slow.set()
    await stage.play(relay)
    assert set(await stage.states()) == {"sent"}


async def test_announcements_keep_to_four_fifths_of_the_rate(stage):
    for number in range(30):
        await stage.post(f"b{number}", "b", lane=3, kind="announcement")
        await stage.post(f"a{number}", "a")
    relay = stage.relay(pace="telegram")
    await stage.play(relay)
    assert stage.far.texts == ["a"] * 25  # a start keeps announcements for a second
    await stage.play(relay, 1.0)
    assert stage.far.texts[25:] == ["a"] * 5 + ["b"] * 20
    await stage.play(relay, 1.0)
    assert set(await stage.states()) == {"sent"}


async def test_who_blocked_us_is_marked_and_gets_nothing_more(stage):
    stage.far.script["one"].append(Unreachable("unreachable"))
    await stage.post("a", "one", "two")
    await stage.post("a", "news", lane=3, kind="announcement")
    await stage.post("b", "hello")
    relay = stage.relay()
    await stage.play(relay)
    await stage.play(relay, 1)
    assert await stage.addresses() == {"a": False, "b": True}
    assert [(r.state, r.reason) for r in await stage.rows()] == [
        *[("failed", "unreachable")] * 3,
        ("sent", ""),
    ]
    assert "two" not in [o.bubble.plain for o in stage.far.tried]


async def test_what_is_posted_for_one_who_blocked_us_is_not_sent(stage):
    [_] = await stage.post("a", "before")
    relay = stage.relay()
    await stage.play(relay)
    [first] = await stage.rows()
    await stage.post("a", "after")
    async with writing(stage.database) as tx:
        await addresses.reachable(tx, first.address_id, yes=False)
    await stage.play(relay)
    assert stage.far.texts == ["before"]
    assert await stage.states() == ["sent", "failed"]


async def test_an_announcement_counts_whom_it_did_not_reach(stage):
    stage.far.script["Kabar"].append(Unreachable("unreachable"))
    async with writing(stage.database) as tx:
        office = await an_office(tx)
        sender = Sender(stage.far.name, stage.far.account, "7")
        reached = (await reach(tx, [sender]))[sender.key]
        await people.consent(tx, reached.person_id, "announcements", agreed=True)
        await businesses.add(tx, reached.person_id, office)
        author, me = new_id(), reached.person_id
        await officers.add(tx, author, me, office, "coordinator", "Contoh")
        chosen = Audience(office)
        made = await announcements.freeze(tx, author, "Kabar", chosen)
        await announcements.listed(tx, made, 9)
        [target] = await announcements.next_chunk(tx, made)
    row = {"id": target.outbox_id, "lane": 3, "kind": "announcement"}
    await stage.post("7", "Kabar", **row)
    await stage.play(stage.relay())
    async with writing(stage.database) as tx:
        assert await announcements.note(tx, made) == 0
        assert await recipients.counts(tx, made) == {"failed": 1}


async def test_a_refusal_is_final_and_says_why(stage):
    stage.far.script["long"].append(Refused("message_is_too_long"))
    stage.far.script["late"].append(WindowClosed())
    await stage.post("a", "long", "late", "fine")
    await stage.play(stage.relay())
    assert [(r.state, r.reason) for r in await stage.rows()] == [
        ("failed", "message_is_too_long"),
        ("failed", "window"),
        ("sent", ""),
    ]


async def test_a_group_that_became_a_supergroup_gets_its_messages_there(stage):
    stage.far.script["one"].append(Moved("-1007"))
    await stage.post("-7", "one", "two")
    await stage.play(stage.relay())
    assert [(o.to, o.bubble.plain) for o in stage.far.got] == [
        ("-1007", "one"),
        ("-1007", "two"),
    ]


async def test_a_group_may_be_known_under_its_new_address_already(stage):
    stage.far.script["one"].append(Moved("-1007"))
    await stage.post("-1007", "zero")
    await stage.post("-7", "one", "two")
    await stage.play(stage.relay())
    assert {o.to for o in stage.far.got} == {"-1007"}
    assert stage.far.texts == ["zero", "one", "two"]


async def test_an_edit_waits_for_what_it_edits_and_names_it(stage):
    slow = asyncio.Event()
    stage.far.script["card"].append(slow)
    [card] = await stage.post("a", "card", lane=1, kind="notice", subject="case:1")
    relay = stage.relay()
    await stage.play(relay)
    await stage.post("a", "taken", kind="edit", replaces=card)
    await stage.play(relay)
    assert [o.bubble.plain for o in stage.far.tried] == ["card"]
    slow.set()
    await stage.play(relay)
    assert [o.replaces for o in stage.far.got] == ["", "x1"]


async def test_of_many_edits_of_one_bubble_only_the_last_is_made(stage):
    [card] = await stage.post("a", "0 of 9")
    relay = stage.relay()
    await stage.play(relay)
    for number in range(1, 10):
        await stage.post("a", f"{number} of 9", kind="edit", replaces=card)
    await stage.play(relay)
    assert stage.far.texts == ["0 of 9", "9 of 9"]
    assert [(r.state, r.reason) for r in await stage.rows()] == [
        ("sent", ""),
        *[("cancelled", "superseded")] * 8,
        ("sent", ""),
    ]


async def test_an_edit_that_only_takes_buttons_away_replaces_no_words(stage):
    [card] = await stage.post("a", "asked")
    relay = stage.relay()
    await stage.play(relay)
    await stage.post("a", "answered", kind="edit", replaces=card)
    await stage.post("a", "", kind="edit", replaces=card)
    await stage.play(relay)
    assert stage.far.texts == ["asked", "answered", ""]


async def test_an_old_edit_never_overwrites_a_newer_one_of_another_lane(stage):
    [card] = await stage.post("a", "card")
    relay = stage.relay()
    await stage.play(relay)
    await stage.post("a", "old", kind="edit", replaces=card, lane=1)
    await stage.post("a", "new", kind="edit", replaces=card, lane=0)
    await stage.play(relay)
    await stage.play(relay, 1)
    assert stage.far.texts == ["card", "new"]


async def test_an_edit_of_what_never_arrived_is_left_out(stage):
    stage.far.script["card"].append(Refused("no"))
    [card] = await stage.post("a", "card")
    await stage.post("a", "changed", kind="edit", replaces=card)
    await stage.play(stage.relay())
    assert len(stage.far.tried) == 1
    assert await stage.states() == ["failed", "cancelled"]


async def test_a_file_is_sent_with_its_bytes_and_type(stage):
    name = new_id()
    stored = await stage.files.put(name, b"photo" * 50_000, "jpg")
    await stage.post("a", "first")
    [row] = await stage.rows()
    async with writing(stage.database) as tx:
        kept = Document(name, row.person_id, "photo", stored.name, mime="image/jpeg")
        await documents.add(tx, kept)
    await stage.post("a", "x", body=saying("Foto", file=name))
    await stage.play(stage.relay())
    [_, sent] = stage.far.got
    assert sent.file == b"photo" * 50_000
    assert sent.bubble.mime == "image/jpeg"


async def test_words_go_without_a_file_that_is_gone(stage):
    await stage.post("a", "x", body=saying("Foto", file=new_id()))
    await stage.play(stage.relay())
    [sent] = stage.far.got
    assert (sent.bubble.plain, sent.bubble.file, sent.file) == ("Foto", "", b"")
    [row] = await stage.rows()
    assert (row.state, row.reason) == ("sent", "file_missing")


async def test_news_that_is_quicker_than_the_answer_is_kept(stage):
    slow = asyncio.Event()
    stage.far.script["hi"].append(slow)
    [ident] = await stage.post("a", "hi")
    relay = stage.relay()
    await stage.play(relay)
    async with writing(stage.database) as tx:
        await delivery.statuses(
            tx, "stub", "a", [delivery.Fate("read", external_id="x1", id=ident)]
        )
    slow.set()
    await stage.play(relay)
    assert await stage.states() == ["read"]
