"""How long cases stay at each stage: since when, and how long it took others."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from conversations.cases.records import Case
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.tables import cases, stays

RECENT = 500
"""So many of the latest stays on a road say how long its stages take."""


async def begin(tx: Transaction, case: Case) -> None:
    """*case* has come to the stage that it names."""
    row = {
        "id": new_id(),
        "case_id": case.id,
        "office_id": case.office_id,
        "road": case.road,
        "stage": case.stage,
        "began_at": tx.now,
    }
    await tx.conn.execute(sa.insert(stays), row)


async def end(tx: Transaction, case: Case, *, finished: bool) -> None:
    """*case* leaves its stage; *finished* when it goes on."""
    own = sa.update(stays).where(stays.c.case_id == case.id, stays.c.ended_at.is_(None))
    await tx.conn.execute(own.values(ended_at=tx.now, finished=finished))


async def take_back(tx: Transaction, case_id: str, *, began: bool, ended: bool) -> None:
    """The latest stay that *began* never did; the one before that *ended* goes on."""
    newest = sa.select(sa.func.max(stays.c.id)).where(stays.c.case_id == case_id)
    latest = stays.c.id == newest.scalar_subquery()
    if began:
        await tx.conn.execute(sa.delete(stays).where(latest))
    if ended:
        goes_on = sa.update(stays).where(latest)
        await tx.conn.execute(goes_on.values(ended_at=None, finished=False))


async def since(tx: Transaction, case: Case) -> datetime:
    """Since when *case* is where it is."""
    found = (
        sa.select(stays.c.began_at)
        .where(stays.c.case_id == case.id, stays.c.ended_at.is_(None))
        .order_by(stays.c.began_at.desc())
        .limit(1)
    )
    began: datetime | None = (await tx.conn.execute(found)).scalar_one_or_none()
    return began or case.updated_at


async def finished(tx: Transaction, case_id: str) -> dict[str, datetime]:
    """When a case last went on from each stage."""
    done = sa.select(stays.c.stage, stays.c.ended_at).order_by(stays.c.began_at)
    own = done.where(stays.c.case_id == case_id, stays.c.finished)
    return {row.stage: row.ended_at for row in await tx.conn.execute(own)}


async def lengths(
    tx: Transaction, office_id: str, road: str
) -> dict[str, list[timedelta]]:
    """How long the latest cases of an office took for each stage, each counted whole.

    Only those that came to their goal tell it: what was tried out, or given up, would
    promise others what nobody reached.
    A case that was moved back and did it again counts with all its times together.
    """
    found = (
        sa.select(stays.c.stage, stays.c.case_id, stays.c.began_at, stays.c.ended_at)
        .where(
            stays.c.office_id == office_id,
            stays.c.road == road,
            stays.c.finished,
            stays.c.case_id == cases.c.id,
            cases.c.state == "closed",
            cases.c.ending == "finished",
        )
        .order_by(stays.c.ended_at.desc())
        .limit(RECENT)
    )
    took: dict[str, dict[str, timedelta]] = {}
    for row in await tx.conn.execute(found):
        length, each = row.ended_at - row.began_at, took.setdefault(row.stage, {})
        each[row.case_id] = each.get(row.case_id, timedelta()) + length
    return {stage: list(each.values()) for stage, each in took.items()}
