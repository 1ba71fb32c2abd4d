"""What the office works on: businesses, cases, papers, notes, and who handles them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from conversations.cases.lifecycle import OPEN, ROLES, WAITING
from storage.tables.columns import (
    LONG_AGO,
    among,
    flag,
    ident,
    json,
    moment,
    one_of,
    ref,
    sealed,
    sequence,
    table_of,
    text,
    whole,
)


class Business(SQLModel, table=True):
    """A business of one owner, or an office (OPD) that applies like one."""

    __tablename__ = "businesses"
    __table_args__ = (one_of("kind", "business", "office"),)

    id: str = ident()
    person_id: str = ref("people.id", index=True)
    office_id: str = ref("offices.id", index=True)
    kind: str = text("business")
    name_sealed: bytes | None = sealed()
    kecamatan: str = text()
    sector: str = text()
    road: str = text()
    stage: str = text()
    profile_sealed: bytes | None = sealed()
    created_at: datetime = moment()
    updated_at: datetime = moment()


class Officer(SQLModel, table=True):
    """A person of the office, and what they may do there."""

    __tablename__ = "officers"
    __table_args__ = (one_of("role", *ROLES),)

    id: str = ident()
    person_id: str = ref("people.id", unique=True)
    office_id: str = ref("offices.id", index=True)
    role: str = text("officer")
    name_sealed: bytes | None = sealed()
    on_duty: bool = flag(default=True)
    active: bool = flag(default=True)
    joined_at: datetime = moment()
    team_id: str = text()


class Team(SQLModel, table=True):
    """A few officers of an office; *places* are the kecamatan it hears of, by code."""

    __tablename__ = "teams"

    id: str = ident()
    office_id: str = ref("offices.id", index=True)
    name: str = text(None)
    places: list[str] = json("[]")


class Invitation(SQLModel, table=True):
    """A code that makes one person an officer once; only its hash is kept.

    One for an admin *waits* until a second admin agrees; *officer_id* is who becomes
    one, if they work here already.
    """

    __tablename__ = "invitations"
    __table_args__ = (one_of("role", *ROLES),)

    id: str = ident()
    code_hash: str = text(None, unique=True)
    office_id: str = ref("offices.id")
    role: str = text("officer")
    created_at: datetime = moment()
    expires_at: datetime = moment()
    used_at: datetime | None = moment(optional=True)
    used_by: str | None = ref("people.id", optional=True)
    invited_by: str | None = text(None, nullable=True)
    officer_id: str | None = text(None, nullable=True)
    waits: bool = flag()


class InvitationTry(SQLModel, table=True):
    """Somebody tried a code: codes must not be found by trying."""

    __tablename__ = "invitation_tries"

    id: int | None = sequence()
    person_id: str = ref("people.id", index=True)
    at: datetime = moment()


class Case(SQLModel, table=True):
    """An application on its way; *asked* is the one answer sent back for correction.

    *reported_at* is when its owner said that its stage is done, while nobody looked.
    *kecamatan* is that of its business, kept here so that a month is counted by it
    without a look at every business. *named_at* is when anything changed by which it is
    found: whoever keeps that in memory reads what is newer.
    """

    __tablename__ = "cases"
    __table_args__ = (
        one_of(
            "state",
            "submitted",
            "taken",
            "sent_back",
            "accepted",
            "closed",
            "withdrawn",
        ),
        sa.UniqueConstraint("office_id", "number"),
        sa.Index(None, "office_id", "state", "waiting_since"),
        sa.Index(
            None,
            "nib_index",
            sqlite_where=sa.text("nib_index <> ''"),
            postgresql_where=sa.text("nib_index <> ''"),
        ),
    )

    id: str = ident()
    office_id: str = ref("offices.id")
    number: int
    code: str = text(None, unique=True)
    person_id: str = ref("people.id", index=True)
    business_id: str = ref("businesses.id", index=True)
    kecamatan: str = text()
    road: str = text()
    stage: str = text()
    state: str = text("submitted")
    holder_id: str | None = ref("officers.id", optional=True, index=True)
    asked: str = text()
    ending: str = text()
    certificate_sealed: bytes | None = sealed()
    details_sealed: bytes | None = sealed()
    version: int = whole(1)
    waiting_since: datetime = moment()
    created_at: datetime = moment()
    updated_at: datetime = moment()
    reported_at: datetime | None = moment(optional=True)
    follows: str = text()
    returned: int = whole()
    named_at: datetime = moment(sa_column_kwargs={"server_default": LONG_AGO})
    nib_index: str = text()
    team_id: str = text()


class Stay(SQLModel, table=True):
    """How long a case was at a stage; *finished* when it went on from there."""

    __tablename__ = "stays"
    __table_args__ = (
        sa.Index(None, "case_id", "began_at"),
        sa.Index(None, "office_id", "road", "stage"),
        sa.Index("ix_stays_ended", "office_id", "ended_at", "finished", "case_id"),
    )

    id: str = ident()
    case_id: str = ref("cases.id")
    office_id: str = ref("offices.id")
    road: str = text(None)
    stage: str = text(None)
    began_at: datetime = moment()
    ended_at: datetime | None = moment(optional=True)
    finished: bool = flag()


class Document(SQLModel, table=True):
    """A file that was checked and sealed; *name* is its name in the file store."""

    __tablename__ = "documents"
    __table_args__ = (one_of("state", "kept", "accepted", "sent_back", "orphan"),)

    id: str = ident()
    person_id: str = ref("people.id", index=True)
    case_id: str | None = ref("cases.id", optional=True, index=True)
    kind: str = text(None)
    mime: str = text()
    size: int = whole()
    sha256: str = text()
    name: str = text(None)
    thumbnail: str | None = text(None, nullable=True)
    purpose: str = text()
    state: str = text("kept")
    width: int = whole()
    height: int = whole()
    called_sealed: bytes | None = sealed()
    created_at: datetime = moment()


class Note(SQLModel, table=True):
    """What owner and officer write to each other, and what officers keep."""

    __tablename__ = "notes"
    __table_args__ = (
        one_of("author", "owner", "officer", "system"),
        one_of("kind", "question", "reply", "answer", "internal", "reason"),
    )

    id: str = ident()
    case_id: str | None = ref("cases.id", optional=True, index=True)
    person_id: str = ref("people.id", index=True)
    author: str = text(None)
    officer_id: str | None = ref("officers.id", optional=True)
    kind: str = text(None)
    body_sealed: bytes | None = sealed()
    files: list[str] = json("[]")
    created_at: datetime = moment()
    answered: bool = flag()
    answered_by: str = text()


class Act(SQLModel, table=True):
    """One line of the history; the database itself refuses to change or drop it.

    It names rows, never people: nothing in *detail* is personal. So it needs no
    foreign keys either, and outlives what it speaks of.
    """

    __tablename__ = "history"
    __table_args__ = (
        sa.Index(None, "officer_id", "seq"),
        sa.Index(None, "act", "seq"),
        sa.Index(None, "at"),
    )

    seq: int | None = sequence()
    at: datetime = moment()
    act: str = text(None)
    case_id: str | None = text(None, nullable=True, index=True)
    person_id: str | None = text(None, nullable=True, index=True)
    officer_id: str | None = text(None, nullable=True)
    detail: dict[str, Any] = json()


businesses = table_of(Business)
officers = table_of(Officer)
teams = table_of(Team)
invitations = table_of(Invitation)
invitation_tries = table_of(InvitationTry)
cases = table_of(Case)
stays = table_of(Stay)
documents = table_of(Document)
notes = table_of(Note)
history = table_of(Act)


def waits(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Case *rows* that are in the queue; in the words of the index that lists them."""
    guided = rows.c.state == sa.literal_column("'accepted'")
    for_officers = sa.or_(rows.c.holder_id.is_(None), rows.c.reported_at.is_not(None))
    return sa.or_(among(rows.c.state, *WAITING), sa.and_(guided, for_officers))


def asks(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Note *rows* that are questions nobody has answered."""
    asked = rows.c.kind == sa.literal_column("'question'")
    return sa.and_(asked, rows.c.answered_by == sa.literal_column("''"))


def unjudged(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Document *rows* that stand for a paper of a case, and wait to be judged."""
    kept = rows.c.state == sa.literal_column("'kept'")
    named = rows.c.purpose != sa.literal_column("''")
    return sa.and_(kept, named, rows.c.case_id.is_not(None))


def returned(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Case *rows* whose owners were asked again and again to put something right."""
    return rows.c.returned >= sa.literal_column("2")


at_work = sa.case((officers.c.active, officers.c.person_id), else_="")
"""The person of an officer, empty once they work there no more."""


def is_office(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Business *rows* that are offices (OPD): few among many."""
    return rows.c.kind == sa.literal_column("'office'")


sa.Index(
    "ix_businesses_offices",
    businesses.c.office_id,
    sqlite_where=is_office(businesses),
    postgresql_where=is_office(businesses),
)
sa.Index(
    "ix_notes_asked",
    notes.c.created_at,
    sqlite_where=asks(notes),
    postgresql_where=asks(notes),
)
sa.Index(
    "ix_documents_unjudged",
    documents.c.case_id,
    sqlite_where=unjudged(documents),
    postgresql_where=unjudged(documents),
)
sa.Index(
    "ix_cases_opened",
    cases.c.office_id,
    cases.c.created_at,
    cases.c.road,
    cases.c.kecamatan,
)
sa.Index(  # all that a report counts: it reads no case itself
    "ix_cases_report",
    *(cases.c.office_id, cases.c.kecamatan, cases.c.road, cases.c.stage),
    *(cases.c.state, cases.c.ending, cases.c.waiting_since, cases.c.reported_at),
    cases.c.created_at,
)
sa.Index("ix_cases_all", cases.c.office_id, cases.c.waiting_since, cases.c.number)
sa.Index(  # all that a list goes by: it is counted without a look at a case
    "ix_cases_open",
    *(cases.c.office_id, cases.c.waiting_since, cases.c.number, cases.c.state),
    *(cases.c.kecamatan, cases.c.road, cases.c.stage, cases.c.holder_id),
    *(cases.c.reported_at, cases.c.returned, cases.c.id),
    sqlite_where=among(cases.c.state, *OPEN),
    postgresql_where=among(cases.c.state, *OPEN),
)
sa.Index(  # with what it is counted by
    "ix_cases_queue",
    *(cases.c.office_id, cases.c.waiting_since, cases.c.id),
    *(cases.c.state, cases.c.holder_id, cases.c.reported_at),
    sqlite_where=waits(cases),
    postgresql_where=waits(cases),
)
sa.Index(  # with the state, and how often: so it is counted without a look at a case
    "ix_cases_stage",
    *(cases.c.office_id, cases.c.road, cases.c.stage),
    *(cases.c.waiting_since, cases.c.number, cases.c.state),
    sqlite_where=among(cases.c.state, *OPEN),
    postgresql_where=among(cases.c.state, *OPEN),
)
sa.Index(
    "ix_cases_team",
    *(cases.c.office_id, cases.c.team_id),
    *(cases.c.waiting_since, cases.c.number, cases.c.state),
    sqlite_where=among(cases.c.state, *OPEN),
    postgresql_where=among(cases.c.state, *OPEN),
)
sa.Index(
    "ix_cases_held",
    *(cases.c.office_id, cases.c.holder_id),
    *(cases.c.waiting_since, cases.c.number, cases.c.state),
    sqlite_where=among(cases.c.state, *OPEN),
    postgresql_where=among(cases.c.state, *OPEN),
)
sa.Index(
    "ix_cases_returned",
    *(cases.c.office_id, cases.c.waiting_since, cases.c.number),
    *(cases.c.state, cases.c.returned),
    sqlite_where=sa.and_(returned(cases), among(cases.c.state, *OPEN)),
    postgresql_where=sa.and_(returned(cases), among(cases.c.state, *OPEN)),
)
sa.Index("ix_cases_named", cases.c.office_id, cases.c.named_at, cases.c.id)
