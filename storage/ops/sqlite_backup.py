"""A copy of the embedded database, whole, while others go on writing."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.core.engines import full_url


class NoFile(Exception):
    """The database is no file of ours: its own programs copy it."""


def file_of(url: str) -> Path:
    """Where the embedded database is; raises `NoFile`."""
    made = full_url(url)
    if made.get_backend_name() != "sqlite" or not made.database:
        raise NoFile
    return Path(made.database)


def copy(source: Path, target: Path) -> None:
    """What *source* holds at one moment, as the new file *target*."""
    address = f"{source.resolve().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=60)) as living,
        closing(sqlite3.connect(target)) as copied,
    ):
        # In one step: it reads one snapshot, and keeps no writer waiting.
        living.backup(copied)
        # A copy is one file, with nothing beside it that could be left behind.
        copied.execute("PRAGMA journal_mode=DELETE")
