"""Whether another process wrote: one cheap question for all the loops of a process.

Both databases count their commits, and tell how far they are without reading a table.
This goes through a transaction pooler, as LISTEN does not, and costs a commit nothing.
"""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing

import sqlalchemy as sa

from storage.core.database import Database, Transaction

_SNAPSHOT = sa.select(sa.cast(sa.func.pg_current_snapshot(), sa.Text))
"""Names the writing transactions that are over: another text after each commit."""


class Changes:
    """Compares how far the database is with how far it was."""

    def __init__(self, version: Callable[[], Awaitable[object]]) -> None:
        self._version = version
        self._seen: object = None

    @classmethod
    @asynccontextmanager
    async def of(cls, database: Database) -> "AsyncIterator[Changes]":
        """What others write to *database*."""
        if database.dialect != "sqlite":
            yield cls(lambda: _snapshot(database))
            return
        # A connection of its own, for each counts what others wrote. It reads a number
        # in shared memory, so it may do so here.
        with closing(sqlite3.connect(database.url.database or "")) as own:

            async def version() -> object:
                return own.execute("PRAGMA data_version").fetchone()

            yield cls(version)

    async def any(self) -> bool:
        """Whether anything was committed since the last time, as far as is known."""
        seen, self._seen = self._seen, await self._version()
        return seen != self._seen


async def _snapshot(database: Database) -> object:
    async def look(tx: Transaction) -> object:
        return (await tx.conn.execute(_SNAPSHOT)).scalar_one()

    return await database.read(look)
