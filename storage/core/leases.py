"""Leases: what only one process may do, for as long as it says that it lives.

Rows instead of advisory locks, which do not work through a transaction pooler.
Time is the transaction's: on PostgreSQL all processes agree about it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import leases


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a thing until when; nobody since then, where *holder* is empty."""

    holder: str
    until: datetime


async def of(tx: Transaction, name: str) -> Lease | None:
    """The lease of *name*, over or not; None when nobody ever had it."""
    own = sa.select(leases.c.holder, leases.c.until).where(leases.c.name == name)
    row = (await tx.conn.execute(own)).one_or_none()
    return None if row is None else Lease(*row)


async def take(
    tx: Transaction, name: str, holder: str, lease: timedelta, dead: str = ""
) -> bool:
    """Take *name* when it is free, ours already, or of one who is *dead*."""
    insert = tx.insert(leases).values(name=name, holder=holder, until=tx.now + lease)
    free = sa.or_(
        leases.c.until < tx.now, leases.c.holder.in_(sorted({holder, dead, ""}))
    )
    mine = insert.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": insert.excluded.holder, "until": insert.excluded.until},
        where=free,
    ).returning(leases.c.name)
    return (await tx.conn.execute(mine)).first() is not None


async def release(tx: Transaction, name: str, holder: str) -> None:
    """Give *name* back before its time; it stays written when that was."""
    own = sa.update(leases).where(leases.c.name == name, leases.c.holder == holder)
    await tx.conn.execute(own.values(holder="", until=tx.now))
