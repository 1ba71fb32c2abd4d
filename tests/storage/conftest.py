"""What the tests of the storage share: a database, a ring, somebody who writes."""

from collections.abc import AsyncIterator

import pytest

from storage.core.database import Database
from storage.core.seal import KeyRing


@pytest.fixture(scope="session")
def ring() -> KeyRing:
    """One ring for all: what differs is what it seals."""
    return KeyRing.parse(KeyRing.generate())


@pytest.fixture
async def database(database_url: str, ring: KeyRing) -> AsyncIterator[Database]:
    """An open database with every table and no row."""
    opened = Database(database_url, ring)
    yield opened
    await opened.close()
