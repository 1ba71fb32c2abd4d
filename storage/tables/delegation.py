"""Who may act for whom: mandates, which owners give to those who help them."""

from datetime import datetime

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


class Mandate(SQLModel, table=True):
    """One helper for one owner; asked for until *granted_at*, over at *ended_at*.

    Of a statement the owner is nobody yet until an officer records it. *talk_sealed*
    is the conversation that the helper has for this owner.
    """

    __tablename__ = "mandates"
    __table_args__ = (one_of("how", "code", "statement"),)

    id: str = ident()
    office_id: str = ref("offices.id")
    helper_id: str = ref("people.id", index=True)
    owner_id: str | None = ref("people.id", optional=True, index=True)
    officer_id: str | None = ref("officers.id", optional=True)
    how: str = text(None)
    files: list[str] = json("[]")
    details_sealed: bytes | None = sealed()
    talk_sealed: bytes | None = sealed()
    asked_at: datetime = moment()
    granted_at: datetime | None = moment(optional=True)
    ended_at: datetime | None = moment(optional=True)


mandates = table_of(Mandate)
