"""Room for those who work side by side: who needs much of it waits, in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock


class Room:
    """So much of something, of which threads take a part for a while."""

    def __init__(self, size: int) -> None:
        self._free = size
        self._door = Lock()
        self._changed = Condition()

    @contextmanager
    def taken(self, part: int) -> Iterator[None]:
        """Hold *part* of it, after whoever asked before has theirs."""
        with self._door, self._changed:
            self._changed.wait_for(lambda: self._free >= part)
            self._free -= part
        try:
            yield
        finally:
            with self._changed:
                self._free += part
                self._changed.notify()
