"""The least that a durable turn can cost on SQLite, by hand: a scale for `pandu bench`.

One transaction for a group: the key once, the state read and written, a reply posted.
Nothing is sealed, locked, decided or said, so nobody could use it; it shows the price
of what is.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_TABLES = """
CREATE TABLE inbox (key TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID;
CREATE TABLE threads (person TEXT PRIMARY KEY, state BLOB) WITHOUT ROWID;
CREATE TABLE outbox (seq INTEGER PRIMARY KEY, person TEXT, body BLOB, state TEXT);
"""


class Floor:
    """Raw sqlite3 in the file *path*."""

    def __init__(self, path: Path) -> None:
        self._conn = sqlite3.connect(path, isolation_level=None)
        self._conn.execute("PRAGMA journal_mode=WAL")
        self._conn.execute("PRAGMA synchronous=FULL")
        self._conn.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._conn.close()

    def take(self, first: int, bodies: Sequence[bytes]) -> None:
        """One group, one commit; *first* numbers its first event."""
        run, numbers = self._conn, range(first, first + len(bodies))
        run.execute("BEGIN IMMEDIATE")
        run.executemany(
            "INSERT OR IGNORE INTO inbox VALUES (?, ?)",
            [(f"k{n}", body) for n, body in zip(numbers, bodies, strict=True)],
        )
        for n in numbers:
            run.execute("SELECT state FROM threads WHERE person = ?", (f"p{n}",))
        run.executemany(
            "INSERT OR REPLACE INTO threads VALUES (?, ?)",
            [(f"p{n}", body) for n, body in zip(numbers, bodies, strict=True)],
        )
        run.executemany(
            "INSERT INTO outbox (person, body, state) VALUES (?, ?, 'due')",
            [(f"p{n}", b"Baik.") for n in numbers],
        )
        run.execute("COMMIT")
