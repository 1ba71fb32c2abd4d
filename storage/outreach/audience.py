"""Whom an announcement is for: counted and shown before, listed when it is sent.

What a coordinator sees is counted in a read; the list is made bit by bit, so that no
writer waits long for either.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from conversations.cases.records import Audience
from storage.core.database import Transaction
from storage.people.addresses import latest_of
from storage.tables import addresses, businesses, people, recipients

Condition = sa.ColumnElement[bool]


async def count(tx: Transaction, audience: Audience) -> int:
    """How many people would get it now."""
    chosen = _chosen(audience).subquery()
    counted = sa.select(sa.func.count()).select_from(chosen)
    return int((await tx.conn.execute(counted)).scalar_one())


async def silent(tx: Transaction, audience: Audience) -> int:
    """How many more would get it, had they agreed to announcements."""
    unasked = _chosen(audience, willing=False).subquery()
    counted = sa.select(sa.func.count()).select_from(unasked)
    return int((await tx.conn.execute(counted)).scalar_one())


async def outside(tx: Transaction, audience: Audience) -> int:
    """How many of them can get no free text now: the time for it is over."""
    chosen = _chosen(audience).subquery()
    closed = (
        sa.select(sa.func.count())
        .select_from(chosen)
        .join(addresses, addresses.c.id == latest_of(chosen.c.id))
        .where(addresses.c.window_until <= tx.now)
    )
    return int((await tx.conn.execute(closed)).scalar_one())


async def by_channel(tx: Transaction, audience: Audience) -> dict[str, int]:
    """How many of them would get it on each channel."""
    chosen = _chosen(audience).subquery()
    counted = (
        sa.select(addresses.c.channel, sa.func.count())
        .select_from(chosen)
        .join(addresses, addresses.c.id == latest_of(chosen.c.id))
        .group_by(addresses.c.channel)
    )
    return {row[0]: row[1] for row in await tx.conn.execute(counted)}


async def sample(tx: Transaction, audience: Audience, size: int = 3) -> list[str]:
    """The names of a few of them, so that one sees whom one is about to write to."""
    named = _chosen(audience).where(people.c.name_sealed.is_not(None))
    rows = await tx.conn.execute(named.order_by(people.c.id).limit(size))
    return [tx.unseal("people", "name", row.id, row.name_sealed) for row in rows]


async def next_id(
    tx: Transaction, column: sa.Column[str], after: str, size: int
) -> str | None:
    """The id at the end of the next *size*; nothing where they are the last."""
    ahead = sa.select(column).where(column > after).order_by(column)
    end = ahead.offset(size - 1).limit(1)
    found: str | None = (await tx.conn.execute(end)).scalar_one_or_none()
    return found


def span(column: sa.Column[str], after: str, last: str | None) -> Condition:
    """Those behind one id, up to another where there is one."""
    return column > after if last is None else sa.and_(column > after, column <= last)


async def enlist(
    tx: Transaction, announcement_id: str, audience: Audience, those: Condition
) -> int:
    """Put on the list whom it is for among *those* people; how many."""
    now = sa.literal(tx.now, recipients.c.updated_at.type)
    chosen = _chosen(audience).with_only_columns(
        sa.literal(announcement_id), people.c.id, now
    )
    names = ["announcement_id", "person_id", "updated_at"]
    # Two people may have become one since the first of them was listed.
    insert = tx.insert(recipients).from_select(names, chosen.where(those))
    return (await tx.conn.execute(insert.on_conflict_do_nothing())).rowcount


def _chosen(audience: Audience, *, willing: bool = True) -> sa.Select[Any]:
    """People who want announcements, can be reached, and own such a business.

    Those who are not *willing* are the others who could be.
    """
    own = sa.select(1).where(
        businesses.c.person_id == people.c.id,
        businesses.c.office_id == audience.office_id,
    )
    narrowing: Mapping[str, tuple[str, ...]] = {
        "kecamatan": audience.kecamatan,
        "sector": audience.sector,
        "road": audience.road,
        "stage": audience.stage,
        "kind": audience.kind,
    }
    for column, values in narrowing.items():
        if values:
            own = own.where(businesses.c[column].in_(values))
    return sa.select(people.c.id, people.c.name_sealed).where(
        people.c.announcements if willing else ~people.c.announcements,
        people.c.reachable,
        people.c.erased_at.is_(None),
        latest_of(people.c.id).is_not(None),
        own.exists(),
    )
