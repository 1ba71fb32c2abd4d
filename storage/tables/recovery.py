"""Somebody in a new chat says that a case is theirs."""

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


class Recovery(SQLModel, table=True):
    """One try; *case_id* is empty when it named none, or the answers did not fit.

    *due_at* is when it comes about unless somebody objects; empty where an officer
    has to decide, for the reasons in *doubts*. What was said is kept until then.
    """

    __tablename__ = "recoveries"
    __table_args__ = (
        one_of("state", "refused", "waiting", "moved", "denied", "stopped"),
        sa.Index(None, "code_hash", "created_at"),
        sa.Index(None, "person_id", "created_at"),
    )

    id: str = ident()
    person_id: str = ref("people.id")
    case_id: str | None = ref("cases.id", optional=True, index=True)
    code_hash: str = text(None)
    said_sealed: bytes | None = sealed()
    doubts: list[str] = json("[]")
    state: str = text("refused")
    officer_id: str | None = ref("officers.id", optional=True)
    created_at: datetime = moment()
    due_at: datetime | None = moment(optional=True)
    settled_at: datetime | None = moment(optional=True)


recoveries = table_of(Recovery)
