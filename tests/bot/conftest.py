"""What the tests of the world share: a database, and a town of people with phones."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.testing.world import World
from storage.core.database import Database
from storage.core.migrate import migrate_within
from storage.core.seal import KeyRing
from tests.bot.phones import Town


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


@pytest.fixture
async def town(database: Database) -> Town:
    """An office without officers, and nobody known yet."""
    return await Town(database).open()


@pytest.fixture(scope="session")
async def empty_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table and no row: making the tables takes a second."""
    path = tmp_path_factory.mktemp("world") / "world.db"
    await migrate_within(f"sqlite:///{path}")
    return path


@pytest.fixture
async def world(empty_world: Path, tmp_path: Path) -> AsyncIterator[World]:
    """A Dinas, and nobody known yet: a new world for each test, copied."""
    path = shutil.copy(empty_world, tmp_path / "world.db")
    async with World.open(f"sqlite:///{path}", made=True, key=bytes(32)) as opened:
        yield opened
