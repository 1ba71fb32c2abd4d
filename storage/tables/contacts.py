"""Who stood on an office's list before; nobody writes to them before they do."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, ref, sealed, table_of, text


class Contact(SQLModel, table=True):
    """One of the list; *phone_index* is how whoever writes, or is erased, is known."""

    __tablename__ = "contacts"
    __table_args__ = (sa.Index(None, "office_id", "id"),)

    id: str = ident()
    office_id: str = ref("offices.id")
    kecamatan: str = text()
    phone_index: str | None = text(None, nullable=True, index=True)
    known_sealed: bytes = sealed(optional=False)
    created_at: datetime = moment()


contacts = table_of(Contact)
