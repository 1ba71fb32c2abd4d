"""How content owners were when their case had ended."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import moment, ref, sealed, table_of, whole


class Rating(SQLModel, table=True):
    """One case of which its owner was asked; without an answer *face* is nought."""

    __tablename__ = "ratings"
    __table_args__ = (sa.Index(None, "office_id", "face", "asked_at"),)

    case_id: str = ref("cases.id", primary_key=True)
    person_id: str = ref("people.id", index=True)
    office_id: str = ref("offices.id")
    face: int = whole()
    words_sealed: bytes | None = sealed()
    asked_at: datetime = moment()


ratings = table_of(Rating)
