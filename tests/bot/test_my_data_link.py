"""The link to one's own data: looked at by anybody, used once."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.jobs import Janitor
from bot.web.server import make_app, serve
from bot.web_backend.house import Listeners, WebBackend
from conversations.cases.records import Document
from storage.cases import documents
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.messages import chat_history, inbox
from storage.people import addresses, one_time_codes
from tests.fakes.backend import FakeSettings
from tests.transactions import reading, writing

HTML = {"Accept": "text/html"}
NINETY = timedelta(days=90)


@pytest.fixture
def files(ring, tmp_path) -> FileStore:
    return FileStore(tmp_path / "files", ring)


@pytest.fixture
async def browser(database, files):
    settings: Any = FakeSettings()
    nobody: Any = None
    rooms = WebBackend(
        settings, database, {}, nobody, files, Listeners(), {}, lambda: True
    )
    runner = await serve(make_app(rooms), "127.0.0.1", 0)
    site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession(site) as session:
        yield session
    await runner.cleanup()


@pytest.fixture
async def link(town) -> str:
    await town.say("owner", "halo dari Batik Contoh")
    me = await town.person("owner")
    async with writing(town.database) as tx:
        return f"/data/{await one_time_codes.token(tx, me)}"


async def test_looking_at_the_link_spends_nothing(browser, link):
    for _ in range(3):
        async with browser.get(link, headers=HTML) as answer:
            assert answer.status == 200
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Batik Contoh" not in await answer.text()
    async with browser.post(link) as answer:
        assert answer.status == 200


async def test_pressing_its_button_gives_the_data_once(browser, link):
    async with browser.post(link) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        archive = zipfile.ZipFile(io.BytesIO(await answer.read()))
    assert b"halo dari Batik Contoh" in archive.read("data.json")
    async with browser.post(link, headers=HTML) as answer:
        assert answer.status == 404
        assert "privasi" in await answer.text()


async def test_another_site_cannot_press_it(browser, link):
    evil = {"Origin": "https://contoh.invalid"}
    async with browser.post(link, headers=evil) as answer:
        assert answer.status == 403
    async with browser.post(link) as answer:
        assert answer.status == 200


async def test_a_token_nobody_got_opens_nothing(browser):
    for token in ("A" * 43, "short"):
        async with browser.post(f"/data/{token}") as answer:
            assert answer.status == 404


async def test_what_was_said_is_forgotten_after_ninety_days(town, files, link):
    janitor = Janitor(town.database, files)
    async with writing(town.database) as tx:
        address = (await addresses.find(tx, "webchat", "web", "owner")).id
        now = tx.now
        assert len(await chat_history.visible(tx, address)) > 1
    await janitor.round(now + NINETY - timedelta(hours=1))
    async with reading(town.database) as tx:
        assert len(await chat_history.visible(tx, address)) > 1
    await janitor.round(now + NINETY + timedelta(hours=1))
    async with reading(town.database) as tx:
        assert await chat_history.visible(tx, address) == []
    assert (await town.say("owner", "halo")).screen


async def test_what_still_waits_is_not_forgotten(town, files):
    await town.say("owner", "halo")
    me = await town.person("owner")
    async with writing(town.database) as tx:
        event = {"event": {"is": "Told", "subject": "sorry", "values": {}}}
        await inbox.post_event(tx, me, event, "late")
        now = tx.now
    await Janitor(town.database, files).round(now + NINETY * 2)
    async with reading(town.database) as tx:
        (waiting,) = (await inbox.open_of(tx, [me]))[me]
    assert waiting.event == event


async def test_an_archive_is_kept_for_a_day(town, files):
    me = await town.person("owner")
    stored = await files.put(new_id(), b"sample", "zip")
    async with writing(town.database) as tx:
        await documents.add(tx, Document(new_id(), me, "export", stored.name))
        now = tx.now
    janitor = Janitor(town.database, files)
    await janitor.round(now + timedelta(hours=23))
    assert await files.names() == [stored.name]
    await janitor.round(now + timedelta(hours=25))
    assert await files.names() == []
