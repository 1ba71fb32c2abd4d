"""How we connect: the settings without which each database loses updates or hangs."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

BUSY_MS = 5000
"""How long a writer waits for another before it gives up and is tried again."""


def async_url(url: str) -> URL:
    """*url* as operators write it, with the driver that we use."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        return made.set(drivername="sqlite+aiosqlite")
    # Platforms also say postgres://, and sslmode as libpq does.
    query = dict(made.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return made.set(drivername="postgresql+asyncpg", query=query)


def sqlite(url: URL, begin: str, size: int) -> AsyncEngine:
    """An engine whose transactions start with *begin*, at most *size* at once.

    Python's own way begins only before a write: what was read before it may be stale
    by then, and updates are lost without an error. So it is switched off.
    """
    engine = create_async_engine(
        url,
        connect_args={"isolation_level": None, "timeout": BUSY_MS / 1000},
        pool_size=size,
        max_overflow=0,
        pool_timeout=BUSY_MS / 1000,
    )

    @sa.event.listens_for(engine.sync_engine, "connect")
    def tune(connection: Any, record: object) -> None:
        del record
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            # NORMAL may lose the last commits with the power; we acknowledged them.
            "synchronous=FULL",
            "foreign_keys=ON",
            # A gather touches pages all over: keep them, and copy them back rarely.
            "cache_size=-32000",
            "wal_autocheckpoint=4000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine.sync_engine, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def postgres(url: URL, *, pooler: bool) -> AsyncEngine:
    """An engine that neither hangs on a dead server nor holds locks for ever."""
    limits = {
        "lock_timeout": "5000",
        "statement_timeout": "10000",
        "idle_in_transaction_session_timeout": "30000",
    }
    if pooler:
        return create_async_engine(
            url,
            poolclass=NullPool,
            connect_args={
                "command_timeout": 10,
                "statement_cache_size": 0,
                "prepared_statement_cache_size": 0,
                "prepared_statement_name_func": lambda: f"__p_{uuid4()}__",
            },
        )
    return create_async_engine(
        url,
        pool_size=5,
        max_overflow=5,
        pool_timeout=5,
        pool_recycle=300,
        pool_pre_ping=True,
        connect_args={"command_timeout": 10, "server_settings": limits},
    )
