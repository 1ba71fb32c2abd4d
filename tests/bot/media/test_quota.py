"""Thirty files or 100 MB a person and day, said kindly, and the conversation goes on."""

import json
import shutil

import pytest
import sqlalchemy as sa

from bot.channels.webchat import WebChat
from bot.media.fetching import Fetcher
from bot.media.quota import BYTES, DAY, FILES
from bot.pipeline.arrivals import Delivery
from bot.pipeline.loops import Wake
from conversations.cases.records import Document
from storage.cases import documents
from storage.core.ids import new_id
from tests.bot.media.test_fetching import OWNER, desk, picture, telegram
from tests.bot.media.test_quarantine import Disk
from tests.fakes import telegram_updates as updates
from tests.transactions import reading, writing

__all__ = ["desk", "telegram"]
VOICE = b"OggS\0\2" + bytes(22) + b"OpusHead"


async def person(desk):
    """Who writes to us here."""
    async with reading(desk.database) as tx:
        return (await tx.conn.execute(sa.text("SELECT id FROM people"))).scalar_one()


async def brought(desk, count, size=1000, purpose=""):
    """So many files of so many bytes came from the owner just now."""
    who = await person(desk)
    async with writing(desk.database) as tx:
        for _ in range(count):
            name = new_id()
            one = Document(
                name, who, "photo", f"{name}.jpg", size=size, purpose=purpose
            )
            await documents.add(tx, one)


async def sends(desk, telegram, *names, **more):
    for name in names:
        telegram.files[name] = picture((300, 200))
        await desk.arrives(updates.photo(name, OWNER, **more))
    await desk.said()
    await desk.passes(2)
    return await desk.said()


@pytest.mark.parametrize(("count", "size"), [(FILES, 1000), (4, BYTES // 4)])
async def test_enough_for_today_is_said_and_nothing_else_changes(
    desk, telegram, count, size
):
    await desk.passes()
    await brought(desk, count, size)
    assert "batas 30 berkas atau 100 MB" in await sends(desk, telegram, "one")
    # An officer is as near as ever, and tomorrow the same photo is taken.
    await desk.arrives(updates.text("petugas", OWNER))
    await desk.passes()
    assert "petugas" in await desk.said()
    desk.now += DAY
    assert "batas" not in await sends(desk, telegram, "one")


@pytest.mark.parametrize(
    ("count", "size", "purpose"),
    [
        (FILES - 1, 1000, ""),
        (3, BYTES // 4, ""),
        (FILES, 1000, "ladder"),
    ],
    ids=["one file less", "some bytes less", "what we drew"],
)
async def test_what_is_not_yet_enough_is_taken(desk, telegram, count, size, purpose):
    await desk.passes()
    await brought(desk, count, size, purpose)
    assert "batas" not in await sends(desk, telegram, "one")


async def test_of_an_album_is_taken_what_still_may_be_and_the_rest_is_told(
    desk, telegram
):
    await desk.passes()
    await brought(desk, FILES - 1)
    said = await sends(desk, telegram, "one", "two", media_group_id="album")
    assert "1 berkas tidak saya terima" in said
    assert "batas 30 berkas" not in said


async def test_bad_files_are_counted_although_nothing_of_them_is_kept(desk, telegram):
    await desk.passes()
    who = await person(desk)
    for _ in range(FILES):
        desk.fetcher.ledger.note(who, 10)
    assert "batas 30 berkas" in await sends(desk, telegram, "one")


async def test_a_disk_that_is_nearly_full_is_said(desk, telegram, monkeypatch):
    await desk.passes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(1000, 901, 99))
    assert "penuh" in await sends(desk, telegram, "one")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(1000, 800, 200))
    assert "penuh" not in await sends(desk, telegram, "one")


@pytest.mark.parametrize("data", [VOICE, b"junk"])
async def test_an_upload_is_gone_once_it_was_judged(desk, data):
    """Whatever became of it: what is kept of it lies under its own name, and once."""
    await desk.passes()
    channel = WebChat(lambda _: None, desk.files.chunks)
    desk.receiver.channels = {**desk.receiver.channels, "webchat": channel}
    fetcher = Fetcher(desk.database, {"webchat": channel}, desk.files, Wake())
    stored = await desk.files.put(f"up-{new_id()}", data, "bin")
    file = {"ref": stored.name, "kind": "voice", "size": len(data)}
    body = json.dumps({"visitor": "v" * 43, "id": "1" * 26, "file": file}).encode()
    async with writing(desk.database) as tx:
        delivery = Delivery("webchat", "web", body, channel.parse(body))
        await desk.receiver.take(tx, [delivery])
    assert await fetcher.once() == 1
    names = await desk.files.names()
    assert not [name for name in names if name.startswith("up-")]
    assert len(names) == (data == VOICE)
