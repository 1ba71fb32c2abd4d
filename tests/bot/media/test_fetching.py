"""Files on their way in: fetched, checked, sealed, and one album is one answer."""

import asyncio
import io
import json
from datetime import UTC, datetime
from functools import cache, partial

import pytest
import sqlalchemy as sa
from PIL import Image

from bot.channels.telegram.channel import TelegramChannel
from bot.desk import performers
from bot.media import fetching, transcribing
from bot.media.fetching import SOON, Fetcher
from bot.pipeline.arrivals import Delivery
from bot.pipeline.ingest import Receiver
from bot.pipeline.loops import Wake
from bot.pipeline.retry_worker import Worker
from bot.pipeline.turn import Turns
from conversations.catalogue import catalogue
from conversations.engine import events
from conversations.flows import BOOK
from storage.cases import cases, documents
from storage.core.database import Database
from storage.core.files import FileStore
from storage.messages import inbox as inbox_rows
from storage.people import offices
from storage.tables import inbox, notes
from tests.bot.media.way import Way
from tests.fakes import telegram_updates as updates
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.transactions import reading, writing

OWNER = 7001
UP_TO_THE_PHOTO = (
    *("ajukan pendampingan", "setuju", "Pemilik Contoh", "batik", "Batik Contoh"),
    *("kramatwatu", "0812 0000 0000", "kain batik", "tulis", "5"),
)


@cache
def picture(size=(900, 700), form="JPEG"):
    """A photo, made once."""
    data = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(data, form)
    return data.getvalue()


class Desk(Way):
    """The way of a Telegram update to a reply, without anything being sent."""

    def __init__(self, database, telegram, tmp_path):
        self.now = datetime(2026, 11, 22, 3, tzinfo=UTC)
        self.database, self.telegram = database, telegram
        self.channel = TelegramChannel(TOKEN, telegram.url)
        channels = {"telegram": self.channel}
        profiles = {"telegram": self.channel.profile}
        office = catalogue().office.id
        turns = Turns(BOOK, performers(profiles), profiles, office)
        self.folder = tmp_path / "files"
        self.files = FileStore(self.folder, database.ring)
        self.receiver = Receiver(database, channels, turns, lambda: None)
        self.worker = Worker(database, turns, Wake())
        self.fetcher = Fetcher(database, channels, self.files, Wake())

    async def arrives(self, *sent):
        """Updates in one delivery each, in one commit."""
        bodies = [json.dumps(each).encode() for each in sent]
        batch = [
            Delivery("telegram", self.channel.account, b, self.channel.parse(b))
            for b in bodies
        ]
        async with writing(self.database) as tx:
            await self.receiver.take(tx, batch)

    async def said(self):
        """The same as one text."""
        return "\n".join(await self.bubbles())


@pytest.fixture
async def telegram():
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def desk(database_url, ring, telegram, tmp_path):
    hands: list[Desk] = []
    opened = Database(database_url, ring, clock=lambda: hands[0].now)
    made = Desk(opened, telegram, tmp_path)
    hands.append(made)
    async with writing(opened) as tx:
        await offices.ensure(tx, catalogue().office)
    await made.arrives(updates.text("/start", OWNER))
    for words in UP_TO_THE_PHOTO:
        await made.arrives(updates.text(words, OWNER))
    yield made
    await made.channel.close()
    await opened.close()


async def of_case(desk):
    """Send the application, and give the documents of its case."""
    await desk.arrives(updates.text("benar, lanjut", OWNER))
    async with reading(desk.database) as tx:
        case = await cases.by_code(tx, "SRG-0001")
        return await documents.of_case(tx, case.id)


async def test_a_photo_is_checked_sealed_and_handed_in(desk, telegram):
    telegram.files["photo-1"] = picture()
    await desk.arrives(updates.photo("photo-1", OWNER))
    await desk.passes()
    (kept,) = await of_case(desk)
    assert kept.mime == "image/jpeg"
    assert Image.open(io.BytesIO(await desk.files.read(kept.name))).size == (900, 700)
    stored = [path for path in desk.folder.rglob("*.jpg") if path.is_file()]
    assert all(b"JFIF" not in path.read_bytes() for path in stored)


async def test_an_album_is_one_answer_with_all_its_photos(desk, telegram):
    album = {"media_group_id": "album-1"}
    for name in ("one", "two", "three"):
        telegram.files[name] = picture()
        await desk.arrives(updates.photo(name, OWNER, **album))
        await desk.passes(0.5)
    await desk.passes(1.5)
    assert len(await of_case(desk)) == 3


@pytest.mark.parametrize(
    ("data", "size", "words"),
    [
        (b"", 90_000, "kosong"),
        (b"%PDF-1.4 not a picture at all", 90_000, "bukan foto"),
        (b"GIF89a" + b"\0" * 200, 90_000, "tidak bisa dibuka"),
        (picture()[:5_000], 90_000, "rusak"),
        (picture(), 21 * 1024 * 1024, "20 MB"),
    ],
    ids=["empty", "a PDF", "a GIF", "cut off", "too large"],
)
async def test_a_bad_photo_is_refused_with_what_to_do(
    desk, telegram, data, size, words
):
    telegram.files["photo-1"] = data
    await desk.arrives(updates.photo("photo-1", OWNER, size=size))
    await desk.said()
    await desk.passes()
    assert words in await desk.said()
    telegram.files["photo-2"] = picture()
    await desk.arrives(updates.photo("photo-2", OWNER))
    await desk.passes()
    assert len(await of_case(desk)) == 1


async def sent(desk, telegram, name, data, **more):
    """The event of a photo, as it waits for its turn once it was looked at."""
    telegram.files[name] = data
    await desk.arrives(updates.photo(name, OWNER, **more))
    while await desk.fetcher.once():
        pass
    async with reading(desk.database) as tx:
        of_owner = sa.select(inbox.c.person_id).distinct()
        owner = (await tx.conn.execute(of_owner)).scalar_one()
        last = (await inbox_rows.open_of(tx, [owner]))[owner][-1]
        return events.load(last.event["event"])


@pytest.mark.parametrize("data", [picture(), b"GIF89a", b""])
async def test_a_file_is_known_again_taken_or_not(desk, telegram, data):
    first, second, other = [
        await sent(desk, telegram, name, each)
        for name, each in (("a", data), ("b", data), ("c", data + b"!"))
    ]
    assert len(first.values["digest"]) == 16
    assert first.values["digest"] == second.values["digest"] != other.values["digest"]


async def test_a_file_too_large_to_be_fetched_is_known_by_its_size(desk, telegram):
    sizes = (21_000_000, 21_000_000, 22_000_000)
    first, second, other = [
        await sent(desk, telegram, str(number), b"", size=size)
        for number, size in enumerate(sizes)
    ]
    assert first.problem == "too_large"
    assert first.values["digest"] == second.values["digest"] != other.values["digest"]


async def test_a_photo_that_cannot_be_had_now_is_had_later(desk, telegram):
    telegram.files["photo-1"] = picture()
    telegram.fail("server", method="getFile", times=1)
    await desk.arrives(updates.photo("photo-1", OWNER))
    await desk.passes()
    await desk.passes(SOON.total_seconds())
    assert len(await of_case(desk)) == 1


async def test_a_photo_refused_for_good_keeps_nobody_waiting(desk, telegram):
    telegram.fail("bad", method="getFile", words="Bad Request: wrong file_id")
    await desk.arrives(updates.photo("photo-1", OWNER), updates.text("menu", OWNER))
    await desk.passes()
    async with reading(desk.database) as tx:
        left = sa.select(sa.func.count()).where(inbox.c.state.in_(["open", "media"]))
        assert (await tx.conn.execute(left)).scalar_one() == 0


async def test_what_comes_after_a_photo_waits_for_it(desk, telegram):
    telegram.files["photo-1"] = picture()
    await desk.arrives(
        updates.photo("photo-1", OWNER), updates.text("benar, lanjut", OWNER)
    )
    await desk.passes()
    async with reading(desk.database) as tx:
        assert await cases.by_code(tx, "SRG-0001")


class Listener:
    """Something that knows what is said in a voice, for we wrote both."""

    def __init__(self, *said):
        self.said = list(said)

    async def transcribe(self, audio, mime, language):
        assert (mime, language) == ("audio/ogg", "id")
        words = self.said.pop(0)
        if words == "it breaks":
            raise OSError(words)
        if words == "it never ends":
            await asyncio.Event().wait()
        return f"{words}, {len(audio)}" if words else None


async def speaks(desk, telegram, name="voice-1"):
    telegram.files[name] = b"OggS\0\2" + bytes(22) + b"OpusHead"
    voice = {"file_id": name, "file_unique_id": name, "duration": 2}
    said = updates.message(OWNER, voice={**voice, "mime_type": "audio/ogg"})
    await desk.said()
    await desk.arrives(updates.update(message=said))
    await desk.passes()
    return await desk.said()


async def test_what_is_heard_in_a_voice_is_read_back_before_it_is_an_answer(
    desk, telegram
):
    desk.fetcher.transcriber = Listener("Batik Contoh")
    assert "Saya dengar:\n\nBatik Contoh, 36\n\nBenar?" in await speaks(desk, telegram)


@pytest.mark.parametrize("said", ["", "it breaks", "it never ends", "x" * 700])
async def test_a_voice_of_which_nothing_is_heard_is_not_lost(
    desk, telegram, said, monkeypatch
):
    monkeypatch.setattr(transcribing, "SECONDS", 0.05)
    desk.fetcher.transcriber = Listener(said)
    assert "Saya dengar" not in await speaks(desk, telegram)
    async with reading(desk.database) as tx:
        row = (await tx.conn.execute(sa.select(notes.c.files))).first()
    assert len(row.files) == 1


async def test_a_chat_sees_us_write_while_a_file_takes_its_time(desk, monkeypatch):
    monkeypatch.setattr(fetching, "MOMENT", 0.0)
    monkeypatch.setattr(fetching, "SHOWN", 0.0)
    desk.telegram.files["photo-1"] = picture()
    await desk.arrives(updates.photo("photo-1", OWNER))
    desk.telegram.may_fetch.clear()
    fetches = asyncio.create_task(desk.fetcher.once())
    shown = partial(desk.telegram.made, "sendChatAction")
    await desk.telegram.until(lambda: len(shown()) > 1)
    desk.telegram.may_fetch.set()
    await fetches
    assert {call.params["chat_id"] for call in shown()} == {str(OWNER)}
    count = len(shown())
    await desk.arrives(updates.text("benar", OWNER))
    assert len(shown()) == count, "no longer than it takes"
