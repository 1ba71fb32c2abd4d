"""What everybody sees of makers who agreed."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import moment, ref, sealed, table_of, text


class Exhibit(SQLModel, table=True):
    """One business as its owner agreed to show it; without the row nobody sees it.

    *code* names its photo where everybody is. What is read alone stands sealed.
    """

    __tablename__ = "exhibits"
    __table_args__ = (sa.Index(None, "office_id", "shown_at"),)

    business_id: str = ref("businesses.id", primary_key=True)
    person_id: str = ref("people.id", index=True)
    office_id: str = ref("offices.id")
    code: str = text(None, unique=True)
    kecamatan: str = text()
    kind: str = text()
    photo: str = text()
    shown_sealed: bytes | None = sealed()
    shown_at: datetime = moment()


exhibits = table_of(Exhibit)
