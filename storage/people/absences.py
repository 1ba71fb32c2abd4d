"""When officers are away: written down, ended, and who stands in for whom now."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.tables import absences, officers


async def add(
    tx: Transaction,
    officer_id: str,
    deputy_id: str,
    begins_at: datetime,
    ends_at: datetime,
) -> None:
    """Somebody stands in for an officer between these moments."""
    row = {
        "id": new_id(),
        "officer_id": officer_id,
        "deputy_id": deputy_id,
        "begins_at": begins_at,
        "ends_at": ends_at,
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(absences), row)


async def end(tx: Transaction, officer_id: str) -> None:
    """Nobody stands in for the officer any more, now or later."""
    own = absences.c.officer_id == officer_id, absences.c.ended_at.is_(None)
    ahead = absences.c.ends_at > tx.now
    ended = sa.update(absences).where(*own, ahead).values(ended_at=tx.now)
    await tx.conn.execute(ended)


NOW: sa.BindParameter[Any] = sa.bindparam("now", type_=absences.c.ends_at.type)
LASTING = sa.and_(absences.c.ended_at.is_(None), absences.c.ends_at > NOW)
"""Absences that are not over."""
STANDS_FOR = (
    sa.select(sa.func.aggregate_strings(absences.c.officer_id, ","))
    .where(absences.c.deputy_id == officers.c.id, absences.c.begins_at <= NOW, LASTING)
    .correlate(officers)
    .scalar_subquery()
)
"""For whom an officer stands in now, as one text of their ids."""
