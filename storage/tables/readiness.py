"""How ready owners were, each time they checked."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, ref, sealed, table_of, text, whole


class Check(SQLModel, table=True):
    """One readiness check of one person; the newest is what counts."""

    __tablename__ = "checks"
    __table_args__ = (sa.Index(None, "person_id", "id"),)

    id: str = ident()
    person_id: str = ref("people.id")
    checklist: str = text(None)
    percent: int = whole()
    band: str = text(None)
    answers_sealed: bytes = sealed(optional=False)
    created_at: datetime = moment()


checks = table_of(Check)
