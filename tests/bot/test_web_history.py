"""A page shows what both sides said, and reads no further than it must."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.channels.base import Bubble, Button
from bot.pipeline.render import pack
from bot.web.backend import PAGE, Page, folded
from bot.web_backend import history as web_history
from bot.web_backend.history import Reader
from conversations.cases.records import Document
from conversations.engine import events
from storage import tables
from storage.cases import documents
from storage.core.seal import KeyRing
from storage.messages import chat_history, inbox, outbox
from storage.messages.chat_history import Line
from storage.messages.outbox import RETIRES
from tests.bot.test_front_page import backend
from tests.storage.builders import a_message, an_event, somebody
from tests.transactions import reading, writing

NOW = datetime(2026, 11, 28, tzinfo=UTC)
YES = (Button("1|sure|yes", "Ya"),)
TURNS = 50


def test_a_reply_takes_the_buttons_off_what_it_answers():
    asked = pack(Bubble((("Yakin?", ""),), YES))
    answered = pack(Bubble((("Baik.", ""),))) | {RETIRES: ["a", "gone"]}
    lines = [Line("a", False, NOW, asked), Line("b", False, NOW, answered)]
    shown = Reader().read(lines)
    found = [(each.id, each.replaces, each.bubble.buttons) for each in shown]
    assert found == [("a", "", YES), ("b", "", ()), ("b.0", "a", ())]
    assert shown[2].bubble.plain == "Yakin?"


@pytest.fixture
async def chat(database):
    """An address with a long chat: presses, edits, and buttons that were answered."""
    async with writing(database) as tx:
        one = await somebody(tx)
        heard, said = [], []
        for turn in range(TURNS):
            what: events.Event = events.Typed(f"jawaban {turn}")
            if turn % 3 == 2:
                what = events.Pressed("yes", "sure", turn)
            event = {"event": events.dump(what), "message": f"m{turn}"}
            heard.append(an_event(tx, one, f"{turn}", event=event))
            said += [
                a_message(one, id=name, body=body, replaces=old)
                for name, body, old in spoken(turn)
            ]
        await inbox.take_in(tx, heard)
        await outbox.post(tx, said)
        came = sa.update(tables.inbox).where(tables.inbox.c.key == sa.bindparam("of"))
        went = sa.update(tables.outbox).where(tables.outbox.c.id == sa.bindparam("of"))
        await tx.conn.execute(
            came.values(received_at=sa.bindparam("when")),
            [{"of": row.key, "when": minute(n)} for n, row in enumerate(heard)],
        )
        await tx.conn.execute(
            went.values(sent_at=sa.bindparam("when"), state="sent"),
            [{"of": row.id, "when": minute(int(row.id[1:]))} for row in said],
        )
    return one.address_id


def minute(turn):
    return NOW + timedelta(minutes=turn)


def spoken(turn):
    """A reply and a question, and now and then a card of long ago that changed."""
    old = {RETIRES: [f"q{turn - 1}"]} if turn else {}
    yes = (Button(f"{turn + 1}|sure|yes", "Ya"),)
    yield f"r{turn}", pack(Bubble(((f"Dicatat {turn}", ""),))) | old, None
    yield f"q{turn}", pack(Bubble(((f"Yakin {turn}?", ""),), yes)), None
    if turn % 7 == 6:
        yield f"e{turn}", pack(Bubble(((f"Berubah {turn}", ""),))), f"r{turn - 6}"


@pytest.fixture
def unsealed(monkeypatch):
    """How much was read: what is sealed costs the most."""
    read, unseal = [], KeyRing.unseal_json

    def counting(ring, *given):
        read.append(given[0])
        return unseal(ring, *given)

    monkeypatch.setattr(KeyRing, "unseal_json", counting)
    return read


async def everything(tx, chat):
    return Reader().read(await chat_history.visible(tx, chat, 9_999))


async def test_the_pages_of_a_chat_are_the_whole_of_it_as_it_stands(database, chat):
    async with reading(database) as tx:
        shown = await everything(tx, chat)
        page = await web_history.last(tx, chat)
        found = list(page.bubbles)
        while page.more:
            first = page.bubbles[0]
            page = await web_history.earlier(tx, chat, first.replaces or first.id)
            found[:0] = page.bubbles
        whole, kept = {each.id: each for each in folded(shown, most=9_999).bubbles}, {}
        for each in found:
            assert each.id not in kept, "no bubble twice"
            kept[each.id] = each
        assert kept == whole
        assert list(kept) == list(whole)
        assert await web_history.earlier(tx, chat, "nowhere") == Page()


async def test_news_are_what_came_after_wherever_a_page_is(database, chat):
    async with reading(database) as tx:
        shown = await everything(tx, chat)
        ids = [each.id for each in shown]
        for each in (*ids[-120::7], ids[-1]):
            news = await web_history.news(tx, chat, each)
            assert list(news.bubbles) == shown[ids.index(each) + 1 :], each
        unknown = await web_history.news(tx, chat, "nowhere")
        assert unknown.bubbles[-1] == shown[-1]


async def test_what_is_read_grows_with_the_news_and_not_with_the_chat(
    database, chat, unsealed
):
    async with reading(database) as tx:
        page = await web_history.last(tx, chat)
        assert len(unsealed) == 2 * PAGE
        unsealed.clear()
        await web_history.news(tx, chat, page.newest)
        assert len(unsealed) == 1, "a page that has everything"
        unsealed.clear()
        await web_history.news(tx, chat, f"r{TURNS - 1}")
        assert len(unsealed) <= PAGE + 3


async def test_a_file_is_shown_to_whom_a_bubble_brought_it_and_nobody_else(
    database, ring, tmp_path
):
    house = backend(database, ring, tmp_path)
    put = await house.files.put("photo", b"seen", "jpg")
    async with writing(database) as tx:
        owner, other, officer = [
            await somebody(tx, n, channel="webchat", account="web") for n in (1, 2, 3)
        ]
        photo = Document("d1", officer.person_id, "photo", put.name, "image/jpeg")
        await documents.add(tx, photo)
        for one, file in (owner, "d1"), (other, ""):
            body = pack(Bubble((("Ini contohnya", ""),), file=file))
            await outbox.post(tx, [a_message(one, id=one.address_id, body=body)])
        sent = sa.update(tables.outbox).values(state="sent", sent_at=NOW)
        await tx.conn.execute(sent)
    seen = [await house.file(who, "d1") for who in ("1", "2", "3")]
    assert [each and each.body for each in seen] == [b"seen", None, b"seen"]
