"""How long SQLite's only writer is held: while it is, nobody else can write.

From `BEGIN IMMEDIATE` to the connection's return, in the thread of the database; of CPU
too, for on a busy machine the clock also tells of others.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import Pool


@dataclass
class Holds:
    """The longest so far, in seconds."""

    wall: float = 0.0
    cpu: float = 0.0
    since: dict[int, tuple[float, float]] = field(default_factory=dict)

    def began(self, conn: sa.Connection, _cursor: Any, statement: str, *_: Any) -> None:
        """Called by SQLAlchemy after each statement."""
        if statement == "BEGIN IMMEDIATE":
            held = id(conn.connection.dbapi_connection)
            self.since[held] = time.perf_counter(), time.thread_time()

    def ended(self, connection: Any, _record: Any) -> None:
        """Called by SQLAlchemy when a connection comes back."""
        if since := self.since.pop(id(connection), None):
            self.wall = max(self.wall, time.perf_counter() - since[0])
            self.cpu = max(self.cpu, time.thread_time() - since[1])


@contextmanager
def holding() -> Iterator[Holds]:
    """Watch every writer of this process."""
    holds = Holds()
    sa.event.listen(sa.engine.Engine, "after_cursor_execute", holds.began)
    sa.event.listen(Pool, "checkin", holds.ended)
    try:
        yield holds
    finally:
        sa.event.remove(sa.engine.Engine, "after_cursor_execute", holds.began)
        sa.event.remove(Pool, "checkin", holds.ended)
