"""Who stood on an office's list before; nobody writes to them before they do."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, ref, sealed, table_of, text, whole


class ContactList(SQLModel, table=True):
    """A file of contacts; until it is *kept*, its rows are a draft of who brought it.

    Whoever runs Pandu may have read it in, who is no officer.
    """

    __tablename__ = "contact_lists"
    __table_args__ = (sa.Index(None, "office_id", "created_at"),)

    id: str = ident()
    office_id: str = ref("offices.id")
    officer_id: str | None = ref("officers.id", optional=True)
    called_sealed: bytes | None = sealed()
    draft_sealed: bytes | None = sealed()
    taken: int = whole()
    refused: int = whole()
    created_at: datetime = moment()
    kept_at: datetime | None = moment(optional=True)


class Contact(SQLModel, table=True):
    """One of the list; *phone_index* is how whoever writes, or is erased, is known.

    *person_id* is who wrote from that number, by the word of the platform; both ids
    are empty where there is none.
    """

    __tablename__ = "contacts"
    __table_args__ = (sa.Index(None, "office_id", "id"),)

    id: str = ident()
    office_id: str = ref("offices.id")
    list_id: str = text(index=True)
    person_id: str = text(index=True)
    kecamatan: str = text()
    phone_index: str | None = text(None, nullable=True, index=True)
    known_sealed: bytes = sealed(optional=False)
    created_at: datetime = moment()


contact_lists = table_of(ContactList)
contacts = table_of(Contact)
