"""How much waits, and for how long: the numbers by which one sees that all is well.

They are asked for every few seconds, so none may cost more as the past grows: each
counts a partial index, in whose own words its states are written.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import certificate_tasks, certificates, inbox, jobs, outbox
from storage.tables.certificates import stands
from storage.tables.columns import among
from storage.tables.messages import (
    behind,
    dead,
    due,
    given_up,
    media,
    sending,
    unfinished,
)

Condition = sa.ColumnElement[bool]

_STATES: dict[str, tuple[sa.Table, Condition]] = {
    "inbox_open": (inbox, behind(inbox)),
    "inbox_media": (inbox, media(inbox)),
    "inbox_dead": (inbox, dead(inbox)),
    "outbox_due": (outbox, due(outbox)),
    "outbox_sending": (outbox, sending(outbox)),
    "outbox_uncertain": (outbox, given_up(outbox, "uncertain")),
    "outbox_dead": (outbox, given_up(outbox, "dead")),
    "jobs_due": (jobs, among(jobs.c.state, "due")),
    "jobs_running": (jobs, among(jobs.c.state, "running")),
    "jobs_dead": (jobs, among(jobs.c.state, "dead")),
    "certificates_standing": (certificates, stands(certificates)),
    "tasks_open": (certificate_tasks, among(certificate_tasks.c.state, "due", "said")),
}
DEPTHS = {
    name: sa.select(sa.func.count()).select_from(table).where(which)
    for name, (table, which) in _STATES.items()
}
"""The statement that counts each."""
_WAITING: dict[str, tuple[sa.Column[datetime], tuple[Condition, ...]]] = {
    "inbox": (inbox.c.received_at, (unfinished(inbox),)),
    "reply": (outbox.c.due_at, (due(outbox), outbox.c.lane == 0)),
    "outbox": (outbox.c.due_at, (due(outbox),)),
    "jobs": (jobs.c.run_at, (among(jobs.c.state, "due"),)),
}
AGES = {
    name: sa.select(sa.func.min(column)).where(*which)
    for name, (column, which) in _WAITING.items()
}
"""The statement that finds the oldest of each."""


async def depths(tx: Transaction) -> dict[str, int]:
    """How many rows are in each state that somebody should look at."""
    return {
        name: (await tx.conn.execute(count)).scalar_one()
        for name, count in DEPTHS.items()
    }


async def ages(tx: Transaction) -> dict[str, timedelta]:
    """How long the oldest has been waiting: a turn, a reply, any message, a job."""
    found: dict[str, timedelta] = {}
    for name, oldest in AGES.items():
        at: datetime | None = (await tx.conn.execute(oldest)).scalar_one()
        found[name] = max(tx.now - at, timedelta(0)) if at else timedelta(0)
    return found
