"""Programmes of an office, and what owners ask for: a place in one, or a letter."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import (
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


class Programme(SQLModel, table=True):
    """Help that an officer opened, for an audience; its last day is ISO."""

    __tablename__ = "programmes"
    __table_args__ = (
        one_of("state", "open", "closed"),
        sa.Index(None, "office_id", "until"),
    )

    id: str = ident()
    office_id: str = ref("offices.id")
    author_id: str = ref("officers.id")
    name: str = text(None)
    gives: str = text(None)
    audience: dict[str, Any] = json()
    quota: int = whole()
    until: str = text(None)
    state: str = text("open")
    created_at: datetime = moment()


class Request(SQLModel, table=True):
    """What an owner asks for; without a programme it is the letter for a *brand*."""

    __tablename__ = "requests"
    __table_args__ = (
        one_of("state", "asked", "granted", "declined"),
        sa.Index(
            "ix_requests_asked",
            "office_id",
            "created_at",
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        ),
    )

    id: str = ident()
    office_id: str = ref("offices.id")
    person_id: str = ref("people.id", index=True)
    business_id: str = ref("businesses.id")
    programme_id: str | None = ref("programmes.id", optional=True, index=True)
    state: str = text("asked")
    brand_sealed: bytes | None = sealed()
    officer_id: str | None = ref("officers.id", optional=True)
    created_at: datetime = moment()
    settled_at: datetime | None = moment(optional=True)


programmes = table_of(Programme)
requests = table_of(Request)


def waits(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Request *rows* that nobody answered; in the words of their index."""
    return rows.c.state == sa.literal_column("'asked'")
