"""A real server over a house in memory."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.web.server import make_app, serve
from tests.fakes.backend import FakeHouse


@pytest.fixture
def house() -> FakeHouse:
    return FakeHouse()


@pytest.fixture
async def site(house: FakeHouse) -> AsyncIterator[str]:
    """The address of a server over `house`."""
    runner = await serve(make_app(house), "127.0.0.1", 0)
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def browser(site: str) -> AsyncIterator[aiohttp.ClientSession]:
    """A visitor's connection with its own cookies, as a browser has."""
    jar = aiohttp.CookieJar(unsafe=True)  # an address in figures may have cookies too
    async with aiohttp.ClientSession(site, cookie_jar=jar) as session:
        yield session
