"""A transaction as a block: a test looks at the database and goes on from there.

Pandu itself hands a function to the database, which on SQLite runs it in a thread. A
test has nothing else to do meanwhile, so here the loop's own thread may ask.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.core.database import Database, Transaction
from storage.core.engines import sqlite
from storage.core.visits import Direct


@asynccontextmanager
async def writing(database: Database) -> AsyncIterator[Transaction]:
    """What is written in the block is committed at its end, unless it raises."""
    async with _block(database, "BEGIN IMMEDIATE") as tx:
        yield tx


@asynccontextmanager
async def reading(database: Database) -> AsyncIterator[Transaction]:
    """The block only looks."""
    async with _block(database, "BEGIN") as tx:
        yield tx


@asynccontextmanager
async def _block(database: Database, begin: str) -> AsyncIterator[Transaction]:
    if database.dialect != "sqlite":
        async with database._writer._engine.begin() as conn:
            yield await database.transaction(conn)
        return
    engine = sqlite(database.url, begin)
    try:
        with engine.begin() as conn:
            yield await database.transaction(Direct(conn))
    finally:
        engine.dispose()
