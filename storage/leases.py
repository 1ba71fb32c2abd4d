"""Leases: what only one process may do, for as long as it says that it lives.

Rows instead of advisory locks, which do not work through a transaction pooler.
Time is the transaction's: on PostgreSQL all processes agree about it.
"""

from datetime import timedelta

import sqlalchemy as sa

from storage.database import Transaction
from storage.tables import leases


async def take(tx: Transaction, name: str, holder: str, lease: timedelta) -> bool:
    """Take *name* when it is free or ours already, until *lease* from now."""
    insert = tx.insert(leases).values(name=name, holder=holder, until=tx.now + lease)
    free = sa.or_(leases.c.until < tx.now, leases.c.holder == holder)
    mine = insert.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": insert.excluded.holder, "until": insert.excluded.until},
        where=free,
    ).returning(leases.c.name)
    return (await tx.conn.execute(mine)).first() is not None


async def renew(tx: Transaction, name: str, holder: str, lease: timedelta) -> bool:
    """Hold on to *name*; False when another has taken it since."""
    change = sa.update(leases).where(leases.c.name == name, leases.c.holder == holder)
    return (await tx.conn.execute(change.values(until=tx.now + lease))).rowcount == 1


async def release(tx: Transaction, name: str, holder: str) -> None:
    """Give *name* back before its time."""
    own = sa.delete(leases).where(leases.c.name == name, leases.c.holder == holder)
    await tx.conn.execute(own)
