"""Browsers in which officers are signed in to the desk; only hashes are kept of them.

To end one is to delete its row. One that was idle for too long is none, whether its row
is still there or not.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from conversations.cases.staff.sign_in import IDLE, LONGEST
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.tables import desk_sessions as table

SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is known when one was last used: not each look is a commit."""


@dataclass(frozen=True, slots=True)
class DeskSession:
    """Who is signed in in which *browser*, since when, and when they last looked."""

    id: str
    person_id: str
    browser: str
    began_at: datetime
    seen_at: datetime

    def stale(self, now: datetime) -> bool:
        """Whether it is time to note that it is used."""
        return now - self.seen_at >= SEEN_EVERY


_COLUMNS = [table.c[name] for name in DeskSession.__slots__]


async def begin(tx: Transaction, person_id: str, browser: str) -> str:
    """A person is signed in; the secret by which their browser is known."""
    made = secrets.token_urlsafe(32)
    row = {
        "id": new_id(),
        "token_hash": _hash(tx, made),
        "person_id": person_id,
        "browser": browser,
        "began_at": tx.now,
        "seen_at": tx.now,
    }
    await tx.conn.execute(sa.insert(table), row)
    return made


async def find(tx: Transaction, token: str) -> DeskSession | None:
    """The session of a browser, if it goes on."""
    own = table.c.token_hash == _hash(tx, token)
    row = (await tx.conn.execute(sa.select(*_COLUMNS).where(own, *_open(tx)))).first()
    return DeskSession(*row) if row else None


async def of_person(tx: Transaction, person_id: str) -> list[DeskSession]:
    """Where a person is signed in, the last used first."""
    own = sa.select(*_COLUMNS).where(table.c.person_id == person_id, *_open(tx))
    rows = await tx.conn.execute(own.order_by(table.c.seen_at.desc(), table.c.id))
    return [DeskSession(*row) for row in rows]


async def used(tx: Transaction, session_id: str) -> None:
    """It was used now."""
    own = sa.update(table).where(table.c.id == session_id)
    await tx.conn.execute(own.values(seen_at=tx.now))


async def end(tx: Transaction, token: str) -> None:
    """This browser is signed out."""
    own = table.c.token_hash == _hash(tx, token)
    await tx.conn.execute(sa.delete(table).where(own))


async def end_all(tx: Transaction, person_id: str) -> None:
    """A person is signed out everywhere."""
    await tx.conn.execute(sa.delete(table).where(table.c.person_id == person_id))


async def forget(tx: Transaction) -> None:
    """Rows of what has ended by itself."""
    await tx.conn.execute(sa.delete(table).where(sa.not_(sa.and_(*_open(tx)))))


def _open(tx: Transaction) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.c.seen_at > tx.now - IDLE, table.c.began_at > tx.now - LONGEST)


def _hash(tx: Transaction, token: str) -> str:
    return tx.ring.blind("desk session", token)
