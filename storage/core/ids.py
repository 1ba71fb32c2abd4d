"""Names for rows: 32 hexadecimal digits that sort by the time they were made.

The shape is that of a UUID of version 7 (RFC 9562): milliseconds first, then chance,
so that an index grows at its end and no id can be guessed from another.
"""

import secrets
import time
from datetime import UTC, datetime


def new_id() -> str:
    """A fresh id, later in order than those of earlier milliseconds."""
    chance = secrets.randbits(74)
    return (
        f"{time.time_ns() // 1_000_000:012x}7{chance >> 62:03x}"
        f"{(chance & (1 << 62) - 1) | 1 << 63:016x}"
    )


def made_at(id_: str) -> datetime:
    """When `new_id` made an id; the beginning of time for anything else."""
    try:
        return datetime.fromtimestamp(int(id_[:12], 16) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def ids_in(ids: str | None) -> tuple[str, ...]:
    """The ids of an aggregate, which the database gives as one text."""
    return tuple(sorted(ids.split(","))) if ids else ()
