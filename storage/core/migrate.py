"""Bringing the tables to the version of the code: `migrate(url)`.

It runs as a step of its own (`pandu migrate`), never while serving. Two of them at
once wait for each other: the second finds nothing left to do.
"""

import asyncio
import time
from functools import cache
from importlib.resources import files
from sqlite3 import OperationalError

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from storage.core.engines import async_engine, full_url

LOCK = 0x50414E4455
"""The number of the advisory lock: "PANDU" in ASCII."""
_MIGRATIONS = files("storage") / "migrations"


def migrate(url: str) -> None:
    """Bring the database at *url* to the newest version; nothing if it is there."""
    asyncio.run(migrate_within(url))


async def migrate_within(url: str) -> None:
    """`migrate`, for who is inside an event loop already."""
    where = full_url(url)
    if where.get_backend_name() == "sqlite":
        await asyncio.to_thread(_upgrade_file, where)
        return
    engine = async_engine(where, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _upgrade_file(url: sa.URL) -> None:
    engine = sa.create_engine(url, poolclass=NullPool)
    sa.event.listen(engine, "connect", _by_hand)
    with engine.connect() as connection:
        _upgrade(connection)


@cache
def head() -> str:
    """The version that the code expects: the number of the newest migration."""
    names = (step.name for step in (_MIGRATIONS / "versions").iterdir())
    return max(name.partition("_")[0] for name in names if name[:1].isdecimal())


def version_of(connection: sa.Connection) -> str:
    """The version that the database has; empty when it has none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
    return found.scalar() or ""


def _by_hand(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
    """SQLite can undo a half-made table, if Python does not commit in between."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=60000")
    # The mode changes only when nobody else is there, and SQLite does not wait.
    for left in reversed(range(600)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            break
        except OperationalError:
            if not left:
                raise
            time.sleep(0.1)
    cursor.close()


def _upgrade(connection: sa.Connection) -> None:
    """Take the lock, then every step that is missing, in one transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    if version_of(connection) != head():
        _step(connection)
    connection.commit()


def _step(connection: sa.Connection) -> None:
    """Let Alembic do what is missing; a server that is up to date never loads it."""
    from alembic import command  # noqa: PLC0415 -- 8 MB that are needed once
    from alembic.config import Config  # noqa: PLC0415

    config = Config()  # without a file, so that an installed wheel has it too
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
