"""What the tests of the world share: a database, and a town of people with phones."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from storage.seal import KeyRing
from tests.bot.phones import Town


@pytest.fixture(scope="session")
def ring() -> KeyRing:
    """One ring for all: what differs is what it seals."""
    return KeyRing.parse(KeyRing.generate())


@pytest.fixture
async def database(database_url, ring) -> AsyncIterator[Database]:
    """An open database with every table and no row."""
    opened = Database(database_url, ring)
    yield opened
    await opened.close()


@pytest.fixture
async def town(database) -> Town:
    """An office without officers, and nobody known yet."""
    return await Town(database).open()
