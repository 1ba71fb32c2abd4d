"""Certificates of businesses, and what each asks for in the years after."""

from datetime import datetime

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
)


class Certificate(SQLModel, table=True):
    """What a case came to; of a *kind* that its *road* names in the catalogue.

    The days are ISO, empty where nobody knows them. What was closed before there were
    certificates has its number on the case alone. Its page is shown to everybody while
    it has *shown_at*, since when its owner agrees; the *public_code* of one that was
    closed is kept, so that a poster is right again when it opens.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        one_of("state", "stands", "replaced", "withdrawn"),
        sa.Index(
            "ix_certificates_stands",
            "office_id",
            "valid_until",
            sqlite_where=sa.text("state = 'stands'"),
            postgresql_where=sa.text("state = 'stands'"),
        ),
        sa.Index(None, "office_id", "issued_on"),
    )

    id: str = ident()
    office_id: str = ref("offices.id")
    person_id: str = ref("people.id", index=True)
    business_id: str = ref("businesses.id", index=True)
    case_id: str = ref("cases.id", index=True)
    road: str = text(None)
    kind: str = text(None)
    state: str = text("stands")
    number_sealed: bytes | None = sealed()
    scope_sealed: bytes | None = sealed()
    body: str = text()
    standard: str = text()
    issued_on: str = text()
    valid_until: str = text()
    files: list[str] = json("[]")
    replaces: str | None = text(None, nullable=True)
    public_code: str | None = text(None, nullable=True, unique=True)
    shown_at: datetime | None = moment(optional=True)
    created_at: datetime = moment()


class CertificateTask(SQLModel, table=True):
    """A day of a certificate: its next surveillance, or when it expires."""

    __tablename__ = "certificate_tasks"
    __table_args__ = (
        one_of("kind", "surveillance", "expiry"),
        one_of("state", "due", "said", "done", "ended"),
        sa.Index(
            "ix_certificate_tasks_open",
            "due_on",
            sqlite_where=sa.text("state IN ('due', 'said')"),
            postgresql_where=sa.text("state IN ('due', 'said')"),
        ),
    )

    id: str = ident()
    certificate_id: str = ref("certificates.id", index=True)
    person_id: str = ref("people.id", index=True)
    kind: str = text(None)
    due_on: str = text(None)
    state: str = text("due")
    created_at: datetime = moment()


certificates = table_of(Certificate)
certificate_tasks = table_of(CertificateTask)


def stands(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Certificate *rows* that stand; in the words of the index that holds them."""
    return rows.c.state == sa.literal_column("'stands'")
