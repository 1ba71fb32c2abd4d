"""The steps and the models say the same, and two who migrate do not collide."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.schema import CreateTable

from storage.cases.history import write
from storage.core.database import Database
from storage.core.migrate import _MIGRATIONS, head, migrate, version_of
from storage.tables import history, metadata
from tests.transactions import reading, writing


def shape(connection: sa.Connection) -> dict[str, object]:
    """All that the database itself says of its tables, in no order."""
    inspector = sa.inspect(connection)
    names = set(inspector.get_table_names()) - {"alembic_version"}
    ask = (
        inspector.get_columns,
        inspector.get_indexes,
        inspector.get_foreign_keys,
        inspector.get_unique_constraints,
        inspector.get_check_constraints,
    )
    return {
        table: {
            question.__name__: sorted(
                json.dumps(one, default=str, sort_keys=True) for one in answer
            )
            for question in ask
            for answer in [question(table)]
        }
        | {"key": inspector.get_pk_constraint(table)["constrained_columns"]}
        for table in names
    }


async def test_our_own_reading_of_versions_is_that_of_alembic(database) -> None:
    assert head() == ScriptDirectory(str(_MIGRATIONS)).get_current_head()

    def theirs(connection: sa.Connection) -> str | None:
        return MigrationContext.configure(connection).get_current_revision()

    async with reading(database) as tx:
        have = await tx.conn.run_sync(version_of)
        assert have == await tx.conn.run_sync(theirs) == head()


async def test_the_steps_make_what_the_models_say(
    database, empty_database_url, ring
) -> None:
    modelled = Database(empty_database_url, ring)
    async with writing(modelled) as tx:
        await tx.conn.run_sync(metadata.create_all)
        wanted = await tx.conn.run_sync(shape)
    await modelled.close()
    async with reading(database) as tx:
        assert await tx.conn.run_sync(shape) == wanted


async def test_a_word_that_is_no_state_is_refused(database) -> None:
    statement = (
        "INSERT INTO jobs (id, kind, run_at, state) VALUES ('1', 'x', '{}', '?')"
    )
    with pytest.raises(sa.exc.IntegrityError):
        async with writing(database) as tx:
            await tx.conn.execute(sa.text(statement.replace("{}", tx.now.isoformat())))


async def test_migrating_again_changes_nothing(database_url, database) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(migrate, database_url).result()
    async with reading(database) as tx:
        assert await tx.conn.run_sync(version_of) == head()


async def test_several_who_migrate_at_once_wait_for_each_other(
    empty_database_url, ring
) -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(migrate, empty_database_url) for _ in range(4)]:
            done.result()
    database = Database(empty_database_url, ring)
    await database.check()
    await database.close()


@pytest.mark.parametrize("act", ["UPDATE history SET act = 'x'", "DELETE FROM history"])
async def test_the_history_cannot_be_rewritten(database, act) -> None:
    await database.write(lambda tx: write(tx, "case.taken", case_id="1"))
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        async with writing(database) as tx:
            await tx.conn.execute(sa.text(act))
    async with reading(database) as tx:
        found = (await tx.conn.execute(sa.select(history.c.act))).scalars()
        assert list(found) == ["case.taken"]


def test_every_table_can_be_written_for_both_databases() -> None:
    for dialect in (sa.dialects.sqlite.dialect(), sa.dialects.postgresql.dialect()):
        for table in metadata.tables.values():
            assert str(CreateTable(table).compile(dialect=dialect))
