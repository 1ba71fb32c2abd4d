"""What an officer did and its owner has not heard of yet."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, ref, sealed, table_of


class Held(SQLModel, table=True):
    """News of one act for some seconds, and in it how the act is put back."""

    __tablename__ = "held_news"

    id: str = ident()
    person_id: str = ref("people.id")
    case_id: str | None = ref("cases.id", optional=True)
    by: str = ref("people.id")
    body_sealed: bytes = sealed(optional=False)
    created_at: datetime = moment()
    due_at: datetime = moment()


held_news = table_of(Held)
