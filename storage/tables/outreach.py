"""What goes to many, and what happens by the clock."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import (
    among,
    ident,
    json,
    moment,
    one_of,
    ref,
    sealed,
    table_of,
    text,
    whole,
)


class Announcement(SQLModel, table=True):
    """One text to many people, whose list is frozen when it is confirmed.

    *changed_at* is when something last became of a message that was on its way.
    *listed_to* is the last person looked at while the list is made, or after a stop is
    taken back; nothing where that is done. It may tell of a programme that it names.
    *starts_at* is from when it may go: a night moves it to the morning.
    """

    __tablename__ = "announcements"
    __table_args__ = (one_of("state", "sending", "stopped", "done"),)

    id: str = ident()
    office_id: str = ref("offices.id", index=True)
    author_id: str = ref("officers.id")
    text_sealed: bytes | None = sealed()
    audience: dict[str, Any] = json()
    count: int = whole()
    state: str = text("sending")
    listed_to: str | None = text(None, nullable=True)
    created_at: datetime = moment()
    starts_at: datetime | None = moment(optional=True)
    changed_at: datetime | None = moment(optional=True)
    done_at: datetime | None = moment(optional=True)
    programme_id: str | None = text(None, nullable=True)


class Recipient(SQLModel, table=True):
    """What became of an announcement for one person."""

    __tablename__ = "recipients"
    __table_args__ = (
        one_of(
            "state",
            "waiting",
            "queued",
            "sent",
            "delivered",
            "read",
            "failed",
            "uncertain",
            "stopped",
            "refused",
        ),
        sa.Index(None, "announcement_id", "state", "person_id"),
    )

    announcement_id: str = ref("announcements.id", primary_key=True)
    person_id: str = ref("people.id", primary_key=True, index=True)
    address_id: str | None = ref("addresses.id", optional=True)
    state: str = text("waiting")
    outbox_id: str | None = text(None, nullable=True, index=True)
    reason: str = text()
    updated_at: datetime = moment()


class Job(SQLModel, table=True):
    """Something to do at a time, once; a *key* keeps it from being queued twice."""

    __tablename__ = "jobs"
    __table_args__ = (
        one_of("state", "due", "running", "done", "dead"),
        sa.Index(None, "state", "run_at"),
    )

    id: str = ident()
    kind: str = text(None)
    key: str | None = text(None, nullable=True, unique=True)
    payload: dict[str, Any] = json()
    run_at: datetime = moment()
    lease_until: datetime | None = moment(optional=True)
    attempts: int = whole()
    state: str = text("due")
    last_error: str = text()


class Lease(SQLModel, table=True):
    """Who may do a thing that only one process may do, and until when."""

    __tablename__ = "leases"

    name: str = ident()
    holder: str = text()
    until: datetime = moment()


announcements = table_of(Announcement)
recipients = table_of(Recipient)
jobs = table_of(Job)
leases = table_of(Lease)


def on_their_way(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Recipient *rows* whose message is posted, and nobody noted yet what became."""
    return among(rows.c.state, "queued")


sa.Index(
    "ix_recipients_on_their_way",
    recipients.c.announcement_id,
    sqlite_where=on_their_way(recipients),
    postgresql_where=on_their_way(recipients),
)
