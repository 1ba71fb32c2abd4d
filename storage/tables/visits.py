"""Visits to the place of a case: when, what was found there, and who may look on."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from conversations.cases.visits.records import DESKS
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
)


class Visit(SQLModel, table=True):
    """A visit offered at *slots* and booked *at* one; then its report.

    *files* are the photos and voices of the report, whoever sent them.
    """

    __tablename__ = "visits"
    __table_args__ = (
        one_of(
            "state",
            "offered",
            "asked",
            "booked",
            "missed",
            "reported",
            "disputed",
            "confirmed",
            "cancelled",
        ),
        sa.Index(None, "officer_id", "at"),
        sa.Index(None, "office_id", "at"),
    )

    id: str = ident()
    office_id: str = ref("offices.id")
    case_id: str = ref("cases.id", index=True)
    person_id: str = ref("people.id", index=True)
    officer_id: str = ref("officers.id")
    state: str = text("offered")
    slots: list[str] = json("[]")
    at: datetime | None = moment(optional=True)
    report_sealed: bytes | None = sealed()
    files: list[str] = json("[]")
    created_at: datetime = moment()
    updated_at: datetime = moment()


class Finding(SQLModel, table=True):
    """What a visit found wanting: the owner's task until the day *due*, as ISO."""

    __tablename__ = "findings"
    __table_args__ = (one_of("state", "open", "answered", "done"),)

    id: str = ident()
    visit_id: str = ref("visits.id", index=True)
    case_id: str = ref("cases.id", index=True)
    person_id: str = ref("people.id", index=True)
    text_sealed: bytes | None = sealed()
    due: str = text()
    state: str = text("open")
    files: list[str] = json("[]")
    created_at: datetime = moment()
    updated_at: datetime = moment()


class VisitGuest(SQLModel, table=True):
    """Somebody of BSN who may look at one visit; until they come, only a code."""

    __tablename__ = "visit_guests"

    id: str = ident()
    visit_id: str = ref("visits.id", index=True)
    code_hash: str = text(None, unique=True)
    person_id: str | None = ref("people.id", optional=True, index=True)
    created_at: datetime = moment()
    used_at: datetime | None = moment(optional=True)


visits = table_of(Visit)
findings = table_of(Finding)
visit_guests = table_of(VisitGuest)


def wants_desk(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Visit *rows* at which something may be the desk's to do."""
    return among(rows.c.state, *DESKS)


sa.Index(
    "ix_visits_desk",
    visits.c.office_id,
    visits.c.updated_at,
    sqlite_where=wants_desk(visits),
    postgresql_where=wants_desk(visits),
)
sa.Index(
    "ix_findings_answered",
    findings.c.updated_at,
    sqlite_where=findings.c.state == sa.literal_column("'answered'"),
    postgresql_where=findings.c.state == sa.literal_column("'answered'"),
)
