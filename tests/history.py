"""What was done to a case or about a person, as the history has it."""

import sqlalchemy as sa

from storage.tables import history


async def acts(tx, **of) -> list[str]:
    """The acts, in order, whose columns are as *of* says."""
    found = sa.select(history.c.act).filter_by(**of).order_by(history.c.seq)
    return list((await tx.conn.execute(found)).scalars())
