"""The door: nothing is lost when two come at once, and what is not ready is said."""

import asyncio
import os
import stat
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.core.database import (
    Conflict,
    Database,
    Unmigrated,
    Unreachable,
    UnwritableFolder,
)
from storage.core.migrate import head
from storage.core.seal import KeyRing
from storage.core.visits import Suspended
from storage.people.sessions import Kept, keep, load_state
from storage.tables import people
from storage.tables.columns import UtcDateTime
from tests.storage.builders import somebody
from tests.transactions import reading, writing

STEPS = 400


async def test_two_processes_that_read_then_write_lose_no_step(database_url) -> None:
    keys = KeyRing.generate()
    environment = {**os.environ, "STEPS_KEYS": keys, "STEPS_URL": database_url}
    running = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.storage.steps", str(STEPS), env=environment
        )
        for _ in range(2)
    ]
    assert [await one.wait() for one in running] == [0, 0]
    database = Database(database_url, KeyRing.parse(keys))
    async with writing(database) as tx:
        reached = await somebody(tx)
        assert load_state(tx, reached) == {"steps": 2 * STEPS}
        assert reached.version == 2 * STEPS
    await database.close()


async def test_a_transaction_that_raises_leaves_no_trace(database) -> None:
    async def fail() -> None:
        async with writing(database) as tx:
            await somebody(tx)
            raise Conflict

    with pytest.raises(Conflict):
        await fail()
    async with reading(database) as tx:
        assert (await tx.conn.execute(sa.select(people))).all() == []


async def test_a_conversation_changed_meanwhile_is_a_conflict(database) -> None:
    async with writing(database) as tx:
        reached = await somebody(tx)
        await keep(tx, [Kept(reached.person_id, reached.version, {})])
    with pytest.raises(Conflict):
        async with writing(database) as tx:
            await keep(tx, [Kept(reached.person_id, reached.version, {})])


async def test_work_that_collides_is_tried_three_times(database) -> None:
    tries = []

    async def collide(tx) -> str:
        tries.append(tx)
        if len(tries) < 3:
            raise Conflict
        return "done"

    assert await database.write(collide) == "done"
    tries.clear()
    with pytest.raises(Conflict):
        await database.write(collide, tries=2)


async def test_work_that_waits_for_something_else_is_refused(ring, tmp_path) -> None:
    """On SQLite nothing may suspend between BEGIN and COMMIT; nothing of it is kept."""
    database = Database(f"sqlite:///{tmp_path / 'a.db'}", ring)

    async def careless(tx) -> None:
        await tx.conn.exec_driver_sql("CREATE TABLE kept (id INTEGER)")
        await asyncio.sleep(0)

    with pytest.raises(Suspended):
        await database.write(careless)
    async with reading(database) as tx:
        assert (
            await tx.conn.run_sync(lambda plain: sa.inspect(plain).get_table_names())
            == []
        )
    await database.close()


async def test_who_is_cancelled_leaves_nothing_half_done(database) -> None:
    """It is either all there or not at all, and the next one finds no lock."""
    begun = threading.Event()

    async def work(tx) -> None:
        begun.set()
        await somebody(tx)

    going = asyncio.ensure_future(database.write(work))
    await asyncio.to_thread(begun.wait, 5)
    going.cancel()
    await asyncio.wait([going])
    await database.write(somebody)  # the same person, made once
    async with reading(database) as tx:
        counted = sa.select(sa.func.count()).select_from(people)
        assert (await tx.conn.execute(counted)).scalar_one() == 1


async def test_readers_do_not_wait_for_a_writer(database) -> None:
    async with writing(database) as tx:
        await somebody(tx)
        found = await database.read(lambda tx: tx.conn.execute(sa.select(people.c.id)))
        assert found.all() == []


async def test_a_foreign_key_must_lead_somewhere(database) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        async with writing(database) as tx:
            await tx.conn.execute(
                sa.text("INSERT INTO threads (person_id) VALUES ('nobody')")
            )


async def test_a_moment_is_aware_and_keeps_its_order(database) -> None:
    async with writing(database) as tx:
        reached = await somebody(tx)
        assert tx.now.utcoffset() == timedelta(0)
    async with reading(database) as tx:
        found = (await tx.conn.execute(sa.select(people.c.created_at))).scalar_one()
        assert found.tzinfo is not None
        assert found <= tx.now
    assert reached.version == 0


def test_a_naive_moment_is_refused() -> None:
    dialect = sa.dialects.sqlite.dialect()
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), dialect)  # noqa: DTZ001
    early, late = (
        UtcDateTime().process_bind_param(
            datetime(2026, 1, 1, tzinfo=UTC) + step, dialect
        )
        for step in (timedelta(0), timedelta(microseconds=1))
    )
    assert str(early) < str(late)


async def test_a_migrated_database_is_ready(database) -> None:
    await database.check()


async def test_a_database_without_tables_says_what_it_lacks(
    empty_database_url, ring
) -> None:
    database = Database(empty_database_url, ring)
    with pytest.raises(Unmigrated) as caught:
        await database.check()
    assert (caught.value.have, caught.value.want) == ("", head())
    await database.close()


async def test_a_database_that_does_not_answer_is_unreachable(ring) -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing", ring)
    with pytest.raises(Unreachable):
        await database.check()
    await database.close()


async def test_a_folder_that_cannot_be_written_is_named(tmp_path, ring) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    if os.geteuid() == 0:
        folder = Path("/proc/shut")  # root may write anywhere else
    else:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    database = Database(f"sqlite:///{folder}/pandu.db", ring)
    with pytest.raises(UnwritableFolder) as caught:
        await database.check()
    assert caught.value.folder == folder
    await database.close()
