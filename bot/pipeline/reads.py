"""Long reads of a turn, made before its commit: meanwhile everybody else may write.

A turn that needs one is begun, says so, and is begun again when it was made.
"""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

from storage.core.database import Database, Transaction

T = TypeVar("T")
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
