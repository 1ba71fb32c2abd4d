"""SQLite: a transaction is one visit to a thread of the database.

SQLite waits for nothing but its disk, so a transaction need not go back and forth
between the loop and a thread for each statement. All of it, queries and what is
decided between them, is a coroutine that never suspends: one step brings it to its
end. There is one thread that writes, for SQLite has one writer.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa

from storage.core.engines import BUSY_MS

T = TypeVar("T")

Rows: TypeAlias = "sa.CursorResult[*tuple[Any, ...]]"
"""What a statement found; it knows its columns, and the type checker does not."""


QUEUE = BUSY_MS / 1000
"""Seconds that a transaction may wait for those before it."""


class Queued(sa.exc.TimeoutError):
    """Others kept the database busy, perhaps waiting for another process."""


class Suspended(RuntimeError):
    """A transaction waited for something that is not the database."""

    def __init__(self) -> None:
        super().__init__(
            "a transaction waited for something else than its database:"
            " do that before or after it"
        )


class Direct:
    """A connection whose answers are there at once, in the words of one that waits."""

    def __init__(self, conn: sa.Connection) -> None:
        self._conn = conn

    async def execute(self, statement: sa.Executable, parameters: Any = None) -> Rows:
        """Run a statement for one mapping of parameters, or for many."""
        return self._conn.execute(statement, parameters)

    async def exec_driver_sql(self, statement: str, parameters: Any = None) -> Rows:
        """Run a statement in the driver's own words."""
        return self._conn.exec_driver_sql(statement, parameters)

    async def run_sync(self, ask: Callable[[sa.Connection], T]) -> T:
        """Ask with what knows only a plain connection: the inspector, a migration."""
        return ask(self._conn)


class Visits:
    """Transactions of *engine*, at most *threads* at once, the others in a queue."""

    def __init__(self, engine: sa.Engine, threads: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, "database")

    async def run(self, work: Callable[[Direct], Awaitable[T]]) -> T:
        """Do *work* in a transaction; raises `Queued` if it cannot begin in time.

        Whoever is cancelled meanwhile does not know what became of it: what has begun
        goes on to its end, as after a crash that came too late.
        """
        visit = self._threads.submit(self._visit, work)
        late = asyncio.get_running_loop().call_later(QUEUE, visit.cancel)
        try:
            return await asyncio.wrap_future(visit)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            raise Queued from None
        finally:
            late.cancel()

    async def plainly(self, statement: str) -> None:
        """Run what must not stand in a transaction."""

        def run() -> None:
            with closing(self._engine.raw_connection()) as conn:
                conn.cursor().execute(statement)

        await asyncio.wrap_future(self._threads.submit(run))

    async def close(self) -> None:
        """Let what has begun end, and give the connections back."""
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        self._engine.dispose()

    def _visit(self, work: Callable[[Direct], Awaitable[T]]) -> T:
        with self._engine.begin() as conn:
            return _finished(work(Direct(conn)))


def _finished(work: Awaitable[T]) -> T:
    """What *work* comes to, which must not wait for anything."""
    steps = work.__await__()
    try:
        next(steps)
    except StopIteration as done:
        result: T = done.value
        return result
    raise Suspended
