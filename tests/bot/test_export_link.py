"""The table of an office's cases by the link of the chat: once, and shortened."""

import csv
import io
import re
from typing import Any

import aiohttp
import pytest

from bot.desk.acts import performers
from bot.pipeline.loops import Wake
from bot.pipeline.retry_worker import Worker
from bot.pipeline.turn import Turns
from bot.web.server import make_app, serve
from bot.web_backend.house import Listeners, WebBackend
from conversations.flows import BOOK
from storage.core.files import FileStore
from storage.people import officers
from tests.bot.phones import OFFICE, PROFILES
from tests.fakes.backend import FakeSettings
from tests.history import acts
from tests.transactions import reading

LINK = re.compile(r"/ekspor/[\w-]{43}")


@pytest.fixture
async def browser(town, ring, tmp_path):
    settings: Any = FakeSettings()
    nobody: Any = None
    files = FileStore(tmp_path / "files", ring)
    rooms = WebBackend(
        settings, town.database, {}, nobody, files, Listeners(), {}, lambda: True
    )
    runner = await serve(make_app(rooms), "127.0.0.1", 0)
    site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession(site) as session:
        yield session
    await runner.cleanup()


@pytest.fixture
def desk(town):
    """The town, where our pages can be opened."""
    doors = {"webchat": "https://contoh.id"}
    town.turns = Turns(BOOK, performers(PROFILES, doors), PROFILES, OFFICE)
    town.worker = Worker(town.database, town.turns, Wake())
    return town


async def table(browser, link):
    async with browser.post(link, data={"sheet": "csv"}) as answer:
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-store"
        made = (await answer.read()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(made), delimiter=";"))


async def test_a_coordinator_fetches_it_once_and_in_full_only_with_a_reason(
    desk, browser
):
    town = desk
    await town.hire("ketua", "coordinator")
    await town.apply("owner")
    seen = {}
    for answers in (["1", "1"], ["1", "2", "undangan pelatihan"]):
        await town.say("ketua", "ekspor")
        for each in answers:
            await town.say("ketua", each)
        (link,) = LINK.findall(town.phone("ketua").last.text)
        async with browser.get(link) as answer:
            assert answer.status == 200, "a look spends nothing"
        (seen[len(answers)],) = await table(browser, link)
        async with browser.post(link, data={"sheet": "csv"}) as answer:
            assert answer.status == 404
    short, full = seen[2], seen[3]
    assert short["Nomor"] == full["Nomor"] == "SRG-0001"
    assert (short["Nomor HP"], full["Nomor HP"]) == (
        "'+628••••••••01",
        "'+6281200000001",
    )
    assert len(short["Pemilik"]) < len(full["Pemilik"])
    async with reading(town.database) as tx:
        (by,) = await officers.of_office(tx, OFFICE)
        assert "cases.exported" in await acts(tx, officer_id=by.id)
