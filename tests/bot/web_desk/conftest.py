"""A desk over a real town: a server, and a browser for each officer."""

import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from bot.pipeline.loops import Wake
from bot.web.server import make_app, serve
from bot.web_backend.desk.backend import DeskBackend
from conversations.cases.staff.sign_in import KIND
from storage.core.files import FileStore
from storage.people import one_time_codes
from tests.fakes.backend import FakeHouse
from tests.transactions import writing

HTML = {"Accept": "text/html"}


async def link(town: Any, name: str) -> str:
    """The address that the bot gives this officer."""
    made = one_time_codes.new_token()
    me = await town.person(name)
    async with writing(town.database) as tx:
        await one_time_codes.keep_token(tx, me, KIND, made)
    return f"/desk/masuk/{made}"


class Browser:
    """A browser with its own cookies, which reads forms as they stand on the page."""

    def __init__(self, town: Any, session: aiohttp.ClientSession) -> None:
        self.town = town
        self.session = session
        self.page = ""
        self.status = 0
        self.path = ""

    async def enter(self, name: str) -> "Browser":
        return await self.post(await link(self.town, name))

    async def go(self, path: str) -> "Browser":
        return await self._ask("GET", path)

    @property
    def token(self) -> str:
        """What the forms of the page carry."""
        return self.page.partition('name="token" value="')[2].partition('"')[0]

    async def post(self, path: str, **fields: str) -> "Browser":
        data = {"token": self.token, **fields}
        return await self._ask("POST", path, data=data)

    async def attach(
        self, path: str, file: bytes, *, called: str = "foto.jpg", **fields: str
    ) -> "Browser":
        """A form with a file."""
        kind = "image/jpeg" if called == "foto.jpg" else "application/octet-stream"
        form = aiohttp.FormData({"token": self.token, **fields})
        form.add_field("file", io.BytesIO(file), filename=called, content_type=kind)
        return await self._ask("POST", path, data=form)

    async def _ask(self, method: str, path: str, **more: Any) -> "Browser":
        async with self.session.request(method, path, headers=HTML, **more) as answer:
            self.page, self.status = await answer.text(), answer.status
            self.path = answer.url.path
            return self


@pytest.fixture
async def site(town: Any, ring: Any, tmp_path: Path) -> AsyncIterator[str]:
    desk = DeskBackend(
        town.database,
        FileStore(tmp_path / "files", ring),
        town.turns.performers,
        town.turns.known_at,
        Wake(),
    )
    house: Any = FakeHouse()
    runner = await serve(make_app(house, desk), "127.0.0.1", 0)
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def browsers(town: Any, site: str) -> AsyncIterator[Callable[[], Browser]]:
    """As many browsers as are asked for."""
    opened = []

    def browser() -> Browser:
        jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=[URL(site)])
        opened.append(aiohttp.ClientSession(site, cookie_jar=jar))
        return Browser(town, opened[-1])

    yield browser
    for each in opened:
        await each.close()
