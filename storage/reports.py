"""The numbers of an office, counted when somebody asks for them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.tables import businesses, cases, inbox, outbox


@dataclass(frozen=True, slots=True)
class Report:
    """Cases opened since a moment, counted three ways, and messages since then.

    *states* counts all cases of the office, whenever they were opened.
    """

    opened: int
    states: dict[str, int]
    roads: dict[str, int]
    kecamatan: dict[str, int]
    received: int
    sent: int


async def since(tx: Transaction, office_id: str, moment: datetime) -> Report:
    """What happened in an office since *moment*."""
    own = cases.c.office_id == office_id
    new = sa.and_(own, cases.c.created_at >= moment)
    roads = await _by(tx, cases.c.road, new)
    return Report(
        opened=sum(roads.values()),
        states=await _by(tx, cases.c.state, own),
        roads=roads,
        kecamatan=await _by(tx, businesses.c.kecamatan, new),
        received=await _count(
            tx, inbox, inbox.c.received_at >= moment, inbox.c.address_id.is_not(None)
        ),
        sent=await _count(
            tx,
            outbox,
            outbox.c.sent_at >= moment,
            outbox.c.state.in_(["sent", "delivered", "read"]),
            outbox.c.replaces.is_(None),
        ),
    )


async def _by(
    tx: Transaction, column: sa.ColumnElement[str], which: sa.ColumnElement[bool]
) -> dict[str, int]:
    """How many cases have each value, the most first."""
    number = sa.func.count()
    counted = (
        sa.select(column, number)
        .join_from(cases, businesses, businesses.c.id == cases.c.business_id)
        .where(which)
        .group_by(column)
        .order_by(number.desc(), column)
    )
    return {row[0]: row[1] for row in await tx.conn.execute(counted)}


async def _count(
    tx: Transaction, table: sa.Table, *which: sa.ColumnElement[bool]
) -> int:
    counted = sa.select(sa.func.count()).select_from(table).where(*which)
    return int((await tx.conn.execute(counted)).scalar_one())
