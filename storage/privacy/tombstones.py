"""Who was erased and when, kept beside the database and in every backup.

An old copy of the database knows people who are gone. This list names them by nothing
but their ids, which mean something only beside such a copy; whoever brings one back
erases again all that it knows of them.
"""

import os
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.core.seal import sync_folder
from storage.tables import consents, people

NAME = "erased"
"""The file, in the data folder and in an archive."""


class Tombstones:
    """The list in the file *path*, to which lines are only ever added."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, person_id: str, at: datetime) -> None:
        """*person_id* is erased; on disk when this returns, before anything is gone."""
        self._append(f"{at.isoformat()} {person_id}\n")

    def take(self, other: Path) -> None:
        """Take over what another list has, as an archive does that is brought back."""
        here = set(_lines(self._path))
        new = [line for line in _lines(other) if line not in here]
        self._append("".join(f"{line}\n" for line in new))

    def all(self) -> dict[str, datetime]:
        """When each was erased last; a line that was cut short counts for nothing."""
        pairs = (line.split(" ") for line in _lines(self._path) if line.count(" ") == 1)
        return {person: datetime.fromisoformat(at) for at, person in pairs if person}

    def _append(self, text: str) -> None:
        if not text:
            return
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self._path.parent)


def _lines(path: Path) -> list[str]:
    return path.read_text("ascii").splitlines() if path.exists() else []


async def risen(tx: Transaction, erased: dict[str, datetime]) -> list[str]:
    """Who was *erased*, and is known here all the same.

    Whoever agreed again since then began anew, and is not meant.
    """
    agreed = (
        sa.select(sa.func.max(consents.c.at))
        .where(consents.c.person_id == people.c.id, consents.c.agreed)
        .scalar_subquery()
    )
    known = sa.select(people.c.id, agreed.label("agreed")).where(
        people.c.id.in_(sorted(erased)), people.c.erased_at.is_(None)
    )
    rows = (await tx.conn.execute(known)).all()
    return [
        row.id for row in rows if row.agreed is None or row.agreed <= erased[row.id]
    ]
