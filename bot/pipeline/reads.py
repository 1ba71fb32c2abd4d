"""Reads of a turn that are not made in every commit.

A long one is made before the commit: meanwhile everybody else may write. A turn that
needs one is begun, says so, and is begun again when it was made. A small one that
every turn needs is kept for a while (`Kept`).
"""

from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from storage.core.database import Database, Transaction

T = TypeVar("T")
FRESH, ZERO = timedelta(seconds=30), timedelta()
Read = Callable[[Transaction], Awaitable[Any]]


class ReadFirst(Exception):
    """The commit cannot go on without what *read* finds, known by *key*."""

    def __init__(self, key: Hashable, read: Read) -> None:
        super().__init__(key)
        self.key = key
        self.read = read


class Reads:
    """What was read for the turns that are under way."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Any] = {}

    def get(self, key: Hashable, read: Read) -> Any:
        """What *read* found; the commit ends here where nobody read it yet."""
        if key not in self._found:
            raise ReadFirst(key, read)
        return self._found[key]

    async def committed(
        self, database: Database, work: Callable[[Transaction], Awaitable[T]]
    ) -> T:
        """*work* in a commit, after what it must read first."""
        ours: set[Hashable] = set()
        try:
            while True:
                try:
                    return await database.write(work)
                except ReadFirst as first:
                    self._found[first.key] = await database.read(first.read)
                    ours.add(first.key)
        finally:
            for key in ours:
                self._found.pop(key, None)


class Kept(Generic[T]):
    """What every turn needs and seldom changes: read anew twice a minute.

    A commit that changes it makes it old in its own process at once.
    """

    def __init__(self, read: Callable[[Transaction], Awaitable[T]]) -> None:
        self._read = read
        self._found: tuple[datetime, T] | None = None

    async def get(self, tx: Transaction) -> T:
        """What was found, at most half a minute ago."""
        if self._found is None or not ZERO <= tx.now - self._found[0] < FRESH:
            self._found = (tx.now, await self._read(tx))
        return self._found[1]

    def forget(self) -> None:
        """Read anew the next time."""
        self._found = None
