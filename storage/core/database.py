"""The door to the database: transactions, and what to do when they collide.

A transaction is a function that gets a `Transaction` first. It waits for nothing but
the database: on SQLite it runs through at one go (`visits`), and on PostgreSQL it
holds locks. SQLite and PostgreSQL both lose updates as their drivers come. Here a
writer begins with `BEGIN IMMEDIATE` on SQLite, and on PostgreSQL locks the rows it
will change.
"""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Protocol, TypeAlias, TypeVar
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.engine import URL

from storage.core.engines import Server, full_url, postgres, sqlite
from storage.core.migrate import head, version_of
from storage.core.seal import KeyRing
from storage.core.visits import Rows, Visits

T = TypeVar("T")

Row: TypeAlias = "sa.Row[*tuple[Any, ...]]"
"""A row whose columns the statement knows, and the type checker does not."""

TRY_AGAIN = 1.0
"""Seconds between tries while commits fail."""
READERS = 4
"""Readers at once on SQLite; each has a thread and a connection."""
_NOW = sa.select(sa.func.now())


class Conflict(Exception):
    """Somebody else changed the row since it was read."""


class NotReady(Exception):
    """The database cannot be used as it is."""


class Unreachable(NotReady):
    """Nothing answers at the address."""


class UnwritableFolder(NotReady):
    """The folder of the database file cannot be written to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


class Unmigrated(NotReady):
    """The tables are of another version than the code."""

    def __init__(self, have: str, want: str) -> None:
        super().__init__(f"have {have or 'nothing'}, want {want}")
        self.have = have
        self.want = want


class Connection(Protocol):
    """What a query asks: the same words on both databases."""

    async def execute(self, statement: sa.Executable, parameters: Any = None) -> Rows:
        """Run a statement for one mapping of parameters, or for many."""
        ...

    async def exec_driver_sql(self, statement: str, parameters: Any = None) -> Rows:
        """Run a statement in the driver's own words."""
        ...

    async def run_sync(self, ask: Callable[[sa.Connection], T]) -> T:
        """Ask with what knows only a plain connection."""
        ...


@dataclass(frozen=True)
class Transaction:
    """One unit of work: what every query takes first.

    *now* is one moment for all of it: the database's on PostgreSQL, where many
    processes must agree, our own on SQLite, which lives in our process.
    What queries read once and go by again is *kept* in memory, for all transactions.
    """

    conn: Connection
    ring: KeyRing
    now: datetime
    dialect: str
    kept: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def postgres(self) -> bool:
        """Whether rows can and must be locked one by one."""
        return self.dialect == "postgresql"

    def seal(self, table: str, column: str, row: str, text: str) -> bytes | None:
        """*text* sealed for its place; nothing for an empty one."""
        if not text:
            return None
        return self.ring.seal(f"{table}:{column}:{row}", text.encode())

    def unseal(self, table: str, column: str, row: str, sealed: bytes | None) -> str:
        """The text that `seal` hid; empty for nothing."""
        if sealed is None:
            return ""
        return self.ring.unseal(f"{table}:{column}:{row}", sealed).decode()

    def insert(self, table: sa.Table) -> Any:
        """An INSERT that knows ON CONFLICT, which Core has once per dialect."""
        if self.postgres:
            return postgresql.insert(table)
        return sqlite_dialect.insert(table)


Work: TypeAlias = Callable[[Transaction], Awaitable[T]]
"""What is done in one transaction."""


class Health:
    """Whether commits come about: while they fail, one in a second may try."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._committed = clock()
        self._again = 0.0
        self.failing = False

    @property
    def since_commit(self) -> float:
        """Seconds since the last commit of this process."""
        return self._clock() - self._committed

    def committed(self) -> None:
        """A commit came about."""
        self._committed, self.failing = self._clock(), False

    def failed(self, error: Exception) -> None:
        """One did not; what was asked of the database may be to blame, and not it."""
        if away(error):
            self.failing, self._again = True, self._clock() + TRY_AGAIN

    def refuses(self) -> bool:
        """Whether it is no use to begin; whoever is let in tries for all others."""
        if not self.failing or self._clock() >= self._again:
            self._again = self._clock() + TRY_AGAIN
            return False
        return True


class Database:
    """A database by its *url*, and the *ring* that opens what is sealed in it.

    *pooler* says that a transaction pooler (PgBouncer) stands in between, where
    prepared statements must not be relied on. *clock* is for stories that play at
    another time.
    """

    def __init__(
        self,
        url: str,
        ring: KeyRing,
        *,
        pooler: bool = False,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.url = full_url(url)
        self.ring = ring
        self.health = Health()
        self._clock = clock
        self._kept: dict[Hashable, Any] = {}
        self.dialect = self.url.get_backend_name()
        self._writer: Visits | Server
        self._reader: Visits | Server
        if self.dialect == "sqlite":
            self._writer = Visits(sqlite(self.url, "BEGIN IMMEDIATE"), threads=1)
            self._reader = Visits(sqlite(self.url, "BEGIN"), threads=READERS)
        else:
            self._writer = self._reader = postgres(self.url, pooler=pooler)

    async def write(self, work: Work[T], tries: int = 3) -> T:
        """Do *work* and commit; it leaves no trace if it raises.

        It is done again when it only collided with another, so it must leave no trace
        outside the database either until it has come to its end.
        """
        try:
            done = await self._written(work, tries)
        except Exception as error:
            self.health.failed(error)
            raise
        self.health.committed()
        return done

    async def _written(self, work: Work[T], tries: int) -> T:
        for _ in range(tries - 1):
            try:
                return await self._run(self._writer, work)
            except Conflict:
                continue
            except sa.exc.DBAPIError as error:
                if not collided(error):
                    raise
        return await self._run(self._writer, work)

    async def read(self, work: Work[T]) -> T:
        """Do *work*, which only looks, and on SQLite waits for no writer."""
        return await self._run(self._reader, work)

    async def _run(self, door: Visits | Server, work: Work[T]) -> T:
        async def within(conn: Connection) -> T:
            return await work(await self.transaction(conn))

        return await door.run(within)

    async def transaction(self, conn: Connection) -> Transaction:
        """What queries take, over a connection whose transaction has begun."""
        if self._clock is not None:
            now = self._clock()
        elif self.dialect == "sqlite":
            now = datetime.now(UTC)
        else:
            now = (await conn.execute(_NOW)).scalar_one()
        return Transaction(conn, self.ring, now, self.dialect, self._kept)

    async def check(self) -> None:
        """Raise a `NotReady` unless everything is as the code expects it."""
        if self.dialect == "sqlite":
            _check_folder(self.url)
        try:
            have = await self._reader.run(lambda conn: conn.run_sync(version_of))
        except (sa.exc.DBAPIError, sa.exc.TimeoutError, OSError) as error:
            raise Unreachable(str(error)) from error
        if have != head():
            raise Unmigrated(have, head())

    async def wipe(self) -> None:
        """Empty the log of SQLite, which still has what was deleted; servers have jobs.

        It waits for readers as long as any writer does; the next time finds the rest.
        """
        if isinstance(self._writer, Visits):
            await self._writer.plainly("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Give all connections back."""
        await self._writer.close()
        await self._reader.close()


def collided(error: sa.exc.DBAPIError) -> bool:
    """Whether *error* is another transaction's doing, so that trying again may help."""
    state = getattr(error.orig, "sqlstate", None)
    # Serialization failure, deadlock, lock timeout.
    return state in {"40001", "40P01", "55P03"} or "locked" in str(error.orig)


def away(error: Exception) -> bool:
    """Whether the database itself is the trouble, and not what was asked of it."""
    if isinstance(error, sa.exc.DBAPIError):
        lost = isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError)
        return lost or error.connection_invalidated or collided(error)
    return isinstance(error, sa.exc.TimeoutError | OSError)


def _check_folder(url: URL) -> None:
    """SQLite writes beside its file too, so the folder itself must be ours."""
    folder = Path(url.database or ".").resolve().parent
    try:
        probe = folder / f".{uuid4().hex}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UnwritableFolder(folder) from error
