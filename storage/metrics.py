"""How much waits, and for how long: the numbers by which one sees that all is well."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.database import Transaction
from storage.tables import inbox, jobs, outbox


async def depths(tx: Transaction) -> dict[str, int]:
    """How many rows are in each state that somebody should look at."""
    counted = {}
    for table, states in (
        (inbox, ("open", "media", "dead")),
        (outbox, ("due", "sending", "uncertain", "dead")),
        (jobs, ("due", "running", "dead")),
    ):
        found = (
            sa.select(table.c.state, sa.func.count())
            .where(table.c.state.in_(states))
            .group_by(table.c.state)
        )
        counts = {row[0]: row[1] for row in await tx.conn.execute(found)}
        for state in states:
            counted[f"{table.name}_{state}"] = counts.get(state, 0)
    return counted


async def ages(tx: Transaction) -> dict[str, timedelta]:
    """How long the oldest has been waiting: a turn, a reply, any message, a job."""
    return {
        name: await _since(tx, column, *where)
        for name, column, *where in (
            ("inbox", inbox.c.received_at, inbox.c.state.in_(["open", "media"])),
            ("reply", outbox.c.due_at, outbox.c.state == "due", outbox.c.lane == 0),
            ("outbox", outbox.c.due_at, outbox.c.state == "due"),
            ("jobs", jobs.c.run_at, jobs.c.state == "due"),
        )
    }


async def _since(
    tx: Transaction,
    column: sa.Column[datetime],
    *where: sa.ColumnElement[bool],
) -> timedelta:
    oldest = await tx.conn.execute(sa.select(sa.func.min(column)).where(*where))
    at: datetime | None = oldest.scalar_one()
    return max(tx.now - at, timedelta(0)) if at else timedelta(0)
