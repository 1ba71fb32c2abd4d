"""Things to do by the clock: queued with what wants them, done at least once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.core.database import Conflict, Transaction
from storage.core.ids import new_id
from storage.tables import jobs


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do; *attempts* counts this time too."""

    id: str
    kind: str
    key: str | None
    payload: dict[str, Any]
    run_at: datetime
    attempts: int


async def queue(
    tx: Transaction,
    kind: str,
    payload: Mapping[str, Any],
    *,
    run_at: datetime | None = None,
    key: str | None = None,
) -> bool:
    """Ask for a job; with a *key* only once, ever. Say whether it is new."""
    row = {
        "id": new_id(),
        "kind": kind,
        "key": key,
        "payload": dict(payload),
        "run_at": run_at or tx.now,
    }
    insert = tx.insert(jobs).on_conflict_do_nothing().returning(jobs.c.id)
    return (await tx.conn.execute(insert, row)).first() is not None


async def claim(tx: Transaction, limit: int, lease: timedelta) -> list[Job]:
    """Jobs that are due, and those whose worker said nothing until its lease ended."""
    ready = (
        sa.select(jobs.c.id)
        .where(
            sa.or_(
                sa.and_(jobs.c.state == "due", jobs.c.run_at <= tx.now),
                sa.and_(jobs.c.state == "running", jobs.c.lease_until < tx.now),
            )
        )
        .order_by(jobs.c.run_at, jobs.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    mine = (
        sa.update(jobs)
        .where(jobs.c.id.in_(ready))
        .values(
            state="running",
            lease_until=tx.now + lease,
            attempts=jobs.c.attempts + 1,
        )
        .returning(*(jobs.c[name] for name in Job.__slots__))
    )
    found = [Job(*row) for row in await tx.conn.execute(mine)]
    return sorted(found, key=lambda job: (job.run_at, job.id))


async def next_due(tx: Transaction) -> datetime | None:
    """When `claim` finds a job; locks nothing."""
    due = sa.select(sa.func.min(jobs.c.run_at)).where(jobs.c.state == "due")
    held = sa.select(sa.func.min(jobs.c.lease_until)).where(jobs.c.state == "running")
    both = sa.select(due.scalar_subquery(), held.scalar_subquery())
    found: list[datetime] = [
        at for at in (await tx.conn.execute(both)).one() if at is not None
    ]
    return min(found, default=None)


async def done(tx: Transaction, job_id: str) -> None:
    """It is done."""
    await _change(tx, job_id, state="done", lease_until=None)


async def again(tx: Transaction, job_id: str, at: datetime, error: str) -> None:
    """It failed: once more at *at*."""
    await _change(
        tx, job_id, state="due", run_at=at, last_error=error, lease_until=None
    )


async def give_up(tx: Transaction, job_id: str, error: str) -> None:
    """It failed too often: somebody must look."""
    await _change(tx, job_id, state="dead", last_error=error, lease_until=None)


async def cancel(tx: Transaction, key: str, *, waits: bool = False) -> None:
    """Nothing is to be done after all; `Conflict` if what *waits* does so no more.

    The row goes, so that the same *key* can be asked for again; what is under way is
    left to its end.
    """
    own = sa.delete(jobs).where(jobs.c.key == key, jobs.c.state != "running")
    gone = await tx.conn.execute(own.returning(jobs.c.state))
    if waits and "due" not in gone.scalars():
        raise Conflict


async def waiting(tx: Transaction, key: str) -> Job | None:
    """The job of this *key*, while it waits."""
    columns = [jobs.c[name] for name in Job.__slots__]
    own = sa.select(*columns).where(jobs.c.key == key, jobs.c.state == "due")
    row = (await tx.conn.execute(own)).one_or_none()
    return Job(*row) if row else None


async def due_at(tx: Transaction, key: str) -> datetime | None:
    """When the job of this *key* is to be done, while it waits."""
    found = await waiting(tx, key)
    return found.run_at if found else None


async def _change(tx: Transaction, job_id: str, **values: object) -> None:
    await tx.conn.execute(sa.update(jobs).where(jobs.c.id == job_id).values(**values))
