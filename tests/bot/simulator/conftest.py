"""A new world for each test, copied: making the tables takes a second."""

import shutil

import pytest

from bot.simulator.world import World
from storage.migrate import migrate_within


@pytest.fixture(scope="session")
async def empty_world(tmp_path_factory):
    """A database with every table and no row."""
    path = tmp_path_factory.mktemp("world") / "world.db"
    await migrate_within(f"sqlite:///{path}")
    return path


@pytest.fixture
async def world(empty_world, tmp_path):
    """A Dinas, and nobody known yet."""
    path = shutil.copy(empty_world, tmp_path / "world.db")
    async with World.open(f"sqlite:///{path}", made=True, key=bytes(32)) as opened:
        yield opened
