"""How much people may send: so much a day each, and never more than the disk can bear.

What was kept is counted in the database. What was refused leaves nothing behind, so it
is counted in memory: who sends one bad file after the other reaches the end as well.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import timedelta

from bot.media.check import MIB
from bot.pictures.registry import KINDS
from storage.cases import documents
from storage.core.database import Transaction
from storage.core.files import FileStore

FILES = 30
BYTES = 100 * MIB
DAY = timedelta(days=1)
LEAST_ROOM = 0.1
"""The share of the disk that is left to the database and to whoever repairs it."""


class Ledger:
    """What each sender brought within a day, for the last *keys* of them."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, keys: int = 10_000
    ) -> None:
        self._clock = clock
        self._keys = keys
        self._brought: OrderedDict[str, deque[tuple[float, int]]] = OrderedDict()

    def note(self, key: str, size: int) -> None:
        """*key* brought a file of this *size*."""
        self._brought.setdefault(key, deque(maxlen=FILES)).append((self._clock(), size))
        self._brought.move_to_end(key)
        while len(self._brought) > self._keys:
            self._brought.popitem(last=False)

    def spent(self, key: str) -> tuple[int, int]:
        """How many files, and how many bytes, *key* brought within a day."""
        brought = self._brought.get(key, deque())
        since = self._clock() - DAY.total_seconds()
        while brought and brought[0][0] < since:
            brought.popleft()
        return len(brought), sum(size for _, size in brought)


def over(files: int, size: int) -> bool:
    """Whether that is all that one may bring in a day."""
    return files >= FILES or size >= BYTES


async def kept(tx: Transaction, person_id: str) -> tuple[int, int]:
    """How many files of a person, and how many bytes, were kept within a day."""
    return await documents.brought(tx, person_id, tx.now - DAY, drawn=KINDS)


def roomy(files: FileStore) -> bool:
    """Whether the disk has room for more."""
    return files.room() >= LEAST_ROOM
