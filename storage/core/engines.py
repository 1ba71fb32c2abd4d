"""How we connect: the settings without which each database loses updates or hangs."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")

BUSY_MS = 5000
"""How long a writer waits for another before it gives up and is tried again."""


def full_url(url: str) -> URL:
    """*url* as operators write it, with the driver that we use."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        return made.set(drivername="sqlite")
    # Platforms also say postgres://, and sslmode as libpq does.
    query = dict(made.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return made.set(drivername="postgresql+asyncpg", query=query)


def sqlite(url: URL, begin: str) -> sa.Engine:
    """An engine whose transactions start with *begin*; who uses it bounds them.

    Python's own way begins only before a write: what was read before it may be stale
    by then, and updates are lost without an error. So it is switched off.
    """
    engine = sa.create_engine(
        url, connect_args={"isolation_level": None, "timeout": BUSY_MS / 1000}
    )

    @sa.event.listens_for(engine, "connect")
    def tune(connection: Any, record: object) -> None:
        del record
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            # NORMAL may lose the last commits with the power; we acknowledged them.
            "synchronous=FULL",
            "foreign_keys=ON",
            # What is deleted is written over, and not only left out.
            "secure_delete=ON",
            # A gather touches pages all over: keep them, and copy them back rarely.
            "cache_size=-32000",
            "wal_autocheckpoint=4000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


class Server:
    """Transactions of an *engine* that speaks with a server, side by side."""

    def __init__(self, engine: "AsyncEngine") -> None:
        self._engine = engine

    async def run(self, work: "Callable[[AsyncConnection], Awaitable[T]]") -> T:
        """Do *work* in a transaction."""
        async with self._engine.begin() as conn:
            return await work(conn)

    async def close(self) -> None:
        """Give the connections back."""
        await self._engine.dispose()


def postgres(url: URL, *, pooler: bool) -> Server:
    """An engine that neither hangs on a dead server nor holds locks for ever."""
    return Server(async_engine(url, **(_POOLED if pooler else _OWN)))


def async_engine(url: URL, **settings: Any) -> "AsyncEngine":
    """An engine for PostgreSQL; what it needs is only loaded where it is one."""
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415

    return create_async_engine(url, **settings)


_POOLED: dict[str, Any] = {
    "poolclass": NullPool,
    "connect_args": {
        "command_timeout": 10,
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: f"__p_{uuid4()}__",
    },
}
_OWN: dict[str, Any] = {
    "pool_size": 5,
    "max_overflow": 5,
    "pool_timeout": 5,
    "pool_recycle": 300,
    "pool_pre_ping": True,
    "connect_args": {
        "command_timeout": 10,
        "server_settings": {
            "lock_timeout": "5000",
            "statement_timeout": "10000",
            "idle_in_transaction_session_timeout": "30000",
        },
    },
}
