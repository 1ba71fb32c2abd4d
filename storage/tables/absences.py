"""Officers who are away, and who stands in for them."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, ref, table_of


class Away(SQLModel, table=True):
    """Until *ends_at* the officer *deputy_id* stands in for *officer_id*.

    It ends by itself, or before, at *ended_at*.
    """

    __tablename__ = "absences"
    __table_args__ = (
        sa.Index(None, "officer_id", "ends_at"),
        sa.Index(None, "deputy_id", "ends_at"),
    )

    id: str = ident()
    officer_id: str = ref("officers.id")
    deputy_id: str = ref("officers.id")
    begins_at: datetime = moment()
    ends_at: datetime = moment()
    created_at: datetime = moment()
    ended_at: datetime | None = moment(optional=True)


absences = table_of(Away)
