"""A long read is made before the commit of its turn: meanwhile others write."""

import pytest

from bot.pipeline.reads import Reads
from storage.ops import jobs
from tests.bot.pipeline.relaying import a_stage


@pytest.fixture
async def stage(database_url, tmp_path):
    async with a_stage(database_url, tmp_path) as made:
        yield made


async def test_nobody_waits_for_a_long_read(stage):
    reads, began = Reads(), list[bool]()

    async def count(tx):
        # On SQLite there is one writer: this would never end if ours were open.
        await stage.post("a", "meanwhile")
        return len(began)

    async def work(tx):
        began.append(await jobs.queue(tx, "sample", {}, key="once"))
        return [reads.get(key, count) for key in ("one", "other")]

    assert await reads.committed(stage.database, work) == [1, 2]
    assert began == [True, True, True]  # what was begun before left no trace
    assert len(await stage.rows()) == 2
    # The next turn reads anew.
    began.clear()
    assert await reads.committed(stage.database, work) == [1, 2]


async def test_a_read_that_fails_fails_its_turn(stage):
    async def fails(tx):
        raise OSError("away")

    async def work(tx):
        return Reads().get("one", fails)

    with pytest.raises(OSError, match="away"):
        await Reads().committed(stage.database, work)
