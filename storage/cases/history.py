"""The history of every act: written once, never changed, free of personal data."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from conversations.cases.meanwhile import Done
from conversations.cases.trail import Trace
from storage.core.database import Transaction
from storage.tables import cases, history, officers

LOOKED = "case.seen"
"""The act of an officer who looks at a case."""


async def write(
    tx: Transaction,
    act: str,
    *,
    case_id: str | None = None,
    person_id: str | None = None,
    officer_id: str | None = None,
    **detail: Any,
) -> None:
    """Add one act; what stands in *detail* is there for ever, so never a name."""
    row = {
        "at": tx.now,
        "act": act,
        "case_id": case_id,
        "person_id": person_id,
        "officer_id": officer_id,
        "detail": detail,
    }
    await tx.conn.execute(sa.insert(history), row)


async def last(tx: Transaction, case_id: str, acts: Collection[str]) -> Done | None:
    """The last of these *acts* that happened to a case."""
    found = (
        sa.select(history.c.act, history.c.at, history.c.officer_id)
        .where(history.c.case_id == case_id, history.c.act.in_(acts))
        .order_by(history.c.seq.desc())
        .limit(1)
    )
    row = (await tx.conn.execute(found)).one_or_none()
    return Done(row.act, row.at, row.officer_id or "") if row else None


async def newest(tx: Transaction, case_id: str) -> int:
    """The last line of a case of which somebody else may want to know."""
    ours = history.c.case_id == case_id, history.c.act != LOOKED
    found = await tx.conn.execute(sa.select(sa.func.max(history.c.seq)).where(*ours))
    return int(found.scalar() or 0)


async def looked(
    tx: Transaction, case_id: str, officer_id: str, since: datetime
) -> bool:
    """Whether it is written down that an officer looked at a case *since* then."""
    theirs = history.c.officer_id == officer_id, history.c.act == LOOKED
    found = (
        sa.select(history.c.seq)
        .where(history.c.case_id == case_id, *theirs, history.c.at >= since)
        .limit(1)
    )
    return (await tx.conn.execute(found)).first() is not None


async def trail(
    tx: Transaction,
    *,
    case_id: str = "",
    office_id: str = "",
    officer_id: str = "",
    acts: Collection[str] = (),
    during: tuple[datetime | None, datetime | None] = (None, None),
    before: int = 0,
    limit: int,
) -> list[Trace]:
    """Acts upon a case, or in an office, perhaps by one officer: the newest first.

    Only these *acts*, if some are named; done *during* a time, from one moment until
    another; and only what is older than the line *before*, if one is named.
    """
    ours = sa.or_(officers.c.office_id == office_id, cases.c.office_id == office_id)
    found = (
        sa.select(history, cases.c.code, officers.c.name_sealed)
        .outerjoin_from(history, cases, cases.c.id == history.c.case_id)
        .outerjoin(officers, officers.c.id == history.c.officer_id)
        .where(history.c.case_id == case_id if case_id else ours)
        .order_by(history.c.seq.desc())
        .limit(limit)
    )
    if officer_id:
        found = found.where(history.c.officer_id == officer_id)
    if acts:
        found = found.where(history.c.act.in_(acts))
    since, until = during
    if since:
        found = found.where(history.c.at >= since)
    if until:
        found = found.where(history.c.at < until)
    if before:
        found = found.where(history.c.seq < before)
    return [
        Trace(
            row.seq,
            row.at,
            row.act,
            row.code or "",
            tx.unseal("officers", "name", row.officer_id or "", row.name_sealed),
            row.detail,
        )
        for row in await tx.conn.execute(found)
    ]
