"""The numbers of an office, counted when somebody asks for them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import businesses, cases, inbox, outbox

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Report:
    """Cases opened since a moment, counted three ways, and messages since then.

    *states* counts all cases of the office, whenever they were opened. Messages are
    those of the whole installation, for a number and its free messages are shared.
    """

    opened: int
    states: dict[str, int]
    roads: dict[str, int]
    kecamatan: dict[str, int]
    received: int
    sent: int
    whatsapp: int
    each: float | None
    """WhatsApp messages an application took, on average; None where there was none."""


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
        sent=await _count(tx, outbox, *_sent(moment)),
        whatsapp=await _count(
            tx, outbox, *_sent(moment), outbox.c.channel == sa.literal("whatsapp")
        ),
        each=await _each(tx, new, moment),
    )


def _sent(moment: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Messages that arrived somewhere since *moment*; a changed card is no new one."""
    return (
        outbox.c.sent_at >= moment,
        outbox.c.state.in_(["sent", "delivered", "read"]),
        outbox.c.replaces.is_(None),
    )


async def _each(
    tx: Transaction, which: sa.ColumnElement[bool], moment: datetime
) -> float | None:
    """How many WhatsApp messages led to a case, from the case before, its receipt too.

    More than a month before it is another conversation. A case that a helper filed
    has none, for they were written to and not its owner.
    """
    earlier = cases.alias()
    before = (
        sa.select(sa.func.max(earlier.c.created_at))
        .where(
            earlier.c.person_id == cases.c.person_id,
            earlier.c.created_at < cases.c.created_at,
        )
        .scalar_subquery()
    )
    counted = (
        sa.select(cases.c.created_at, before, outbox.c.created_at, cases.c.id)
        .join_from(cases, outbox, outbox.c.person_id == cases.c.person_id)
        .where(
            which,
            outbox.c.channel == sa.literal("whatsapp"),
            outbox.c.replaces.is_(None),
            outbox.c.created_at > moment - MONTH,
            outbox.c.created_at <= cases.c.created_at,
        )
    )
    took: Counter[str] = Counter()
    for opened, last, said, case in await tx.conn.execute(counted):
        month_ago = opened - MONTH
        if said > max(last or month_ago, month_ago):
            took[case] += 1
    return sum(took.values()) / len(took) if took else None


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
