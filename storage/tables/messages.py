"""What comes in and what goes out, each row kept until it is dealt with.

Most indexes hold only the rows that still wait: they stay small however long the
past grows, and a row that is done costs them nothing.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import (
    among,
    flag,
    moment,
    one_of,
    place,
    ref,
    sealed,
    sequence,
    table_of,
    text,
    whole,
)

Condition = sa.ColumnElement[bool]


class Inbox(SQLModel, table=True):
    """One event, known by its *key* however often it is delivered."""

    __tablename__ = "inbox"
    __table_args__ = (one_of("state", "open", "media", "done", "dead", "ignored"),)

    seq: int | None = sequence()
    key: str = text(None, unique=True)
    channel: str = text(None)
    account: str = text()
    person_id: str | None = ref("people.id", optional=True)
    address_id: str | None = ref("addresses.id", optional=True)
    body_sealed: bytes | None = sealed()
    event_sealed: bytes | None = sealed()
    state: str = text("open")
    attempts: int = whole()
    reason: str = text()
    album: str = text()
    due_at: datetime = moment()
    received_at: datetime = moment()
    done_at: datetime | None = moment(optional=True)


class Outbox(SQLModel, table=True):
    """One message on its way.

    *kind* says what to do when a send ends without an answer; *maybe_twice* that it
    was sent again after such an end. *subject* is what a card is about; *replaces*
    the outbox id of the message to edit.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("kind", "prompt", "edit", "notice", "announcement"),
        one_of(
            "state",
            "due",
            "sending",
            "sent",
            "delivered",
            "read",
            "failed",
            "uncertain",
            "dead",
            "cancelled",
        ),
    )

    seq: int | None = sequence()
    id: str = text(None, unique=True)
    person_id: str | None = ref("people.id", optional=True)
    address_id: str = ref("addresses.id")
    channel: str = text(None)
    account: str = text(None)
    lane: int = whole()
    kind: str = text("prompt")
    subject: str = text()
    replaces: str | None = text(None, nullable=True)
    body_sealed: bytes = sealed(optional=False)
    state: str = text("due")
    maybe_twice: bool = flag()
    attempts: int = whole()
    due_at: datetime = moment()
    lease_until: datetime | None = moment(optional=True)
    lease_by: str = text()
    external_id: str = text()
    reason: str = text()
    unique_key: str | None = text(None, nullable=True)
    created_at: datetime = moment()
    sent_at: datetime | None = moment(optional=True)


class Hour(SQLModel, table=True):
    """An hour that is over: what came and went, and how far the mailbox was then."""

    __tablename__ = "hours"

    ends_at: datetime = moment(primary_key=True)
    inbox_seq: int = place()
    outbox_seq: int = place()
    received: int = whole()
    sent: int = whole()
    whatsapp: int = whole()


inbox = table_of(Inbox)
outbox = table_of(Outbox)
hours = table_of(Hour)


def unfinished(rows: sa.FromClause) -> Condition:
    """Inbox *rows* that still need something."""
    return among(rows.c.state, "open", "media")


def behind(rows: sa.FromClause) -> Condition:
    """Inbox *rows* that wait for their turn."""
    return sa.and_(unfinished(rows), among(rows.c.state, "open"))


def media(rows: sa.FromClause) -> Condition:
    """Inbox *rows* whose file is still to be fetched."""
    return rows.c.state == sa.literal_column("'media'")


def waiting(rows: sa.FromClause) -> Condition:
    """Outbox *rows* that later ones of the same address and lane must not overtake."""
    return among(rows.c.state, "due", "sending")


def due(rows: sa.FromClause) -> Condition:
    """Outbox *rows* that may be claimed when their time has come."""
    return rows.c.state == sa.literal_column("'due'")


def sending(rows: sa.FromClause) -> Condition:
    """Outbox *rows* that somebody holds."""
    return rows.c.state == sa.literal_column("'sending'")


HELD = "window"
"""Why something waits at the wall: its person must write first."""
UNREACHABLE = "unreachable"
"""Why news waits as well: its person blocked us, or has no such account now."""


def lost(rows: sa.FromClause) -> Condition:
    """Outbox *rows* that did not arrive; those that are `held` are among them."""
    return among(rows.c.state, "failed", "dead")


def held(rows: sa.FromClause) -> Condition:
    """Outbox *rows* that wait until their person writes."""
    late = rows.c.kind != sa.literal_column("'announcement'")
    # An answer to words of long ago is nothing to come back to.
    gone = rows.c.reason == UNREACHABLE, rows.c.kind == sa.literal_column("'notice'")
    waits = sa.or_(sa.and_(rows.c.reason == HELD, late), sa.and_(*gone))
    return sa.and_(lost(rows), waits)


def given_up(rows: sa.FromClause, *states: str) -> Condition:
    """Outbox *rows* whose end nobody knows, or that no key opens: all, or *states*."""
    every = among(rows.c.state, "uncertain", "dead")
    return sa.and_(every, among(rows.c.state, *states)) if states else every


def dead(rows: sa.FromClause) -> Condition:
    """Inbox *rows* that we gave up on."""
    return rows.c.state == sa.literal_column("'dead'")


def _index(name: str, *columns: sa.ColumnElement[object], where: Condition) -> None:
    sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)


_in, _out = inbox.c, outbox.c
_index("ix_inbox_person_open", _in.person_id, _in.seq, where=unfinished(inbox))
_index("ix_inbox_unfinished", _in.seq, where=unfinished(inbox))
_index("ix_inbox_media", _in.due_at, where=media(inbox))
_index("ix_inbox_dead", _in.seq, where=dead(inbox))
sa.Index("ix_inbox_address_seq", _in.address_id, _in.seq)
_index(
    "ix_outbox_due",
    _out.channel,
    _out.account,
    _out.lane,
    _out.due_at,
    _out.seq,
    where=due(outbox),
)
_index(
    "ix_outbox_waiting",
    _out.address_id,
    _out.lane,
    _out.seq,
    where=waiting(outbox),
)
_index("ix_outbox_given_up", _out.seq, where=given_up(outbox))
_index("ix_outbox_failed", _out.reason, _out.person_id, _out.seq, where=lost(outbox))
_index("ix_outbox_lease", _out.lease_until, where=sending(outbox))
sa.Index("ix_outbox_address_seq", _out.address_id, _out.seq)
_index("ix_outbox_subject", _out.subject, where=_out.subject != sa.text("''"))
_index("ix_outbox_external", _out.external_id, where=_out.external_id != sa.text("''"))
sa.Index(
    "uq_outbox_unique_key",
    _out.unique_key,
    unique=True,
    sqlite_where=_out.unique_key.is_not(None),
    postgresql_where=_out.unique_key.is_not(None),
)
