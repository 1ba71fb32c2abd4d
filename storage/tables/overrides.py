"""Facts of the catalogue that the Dinas put right, and sentences in its own words."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, one_of, ref, table_of, text


class WordsOverride(SQLModel, table=True):
    """Other words for an *entry*; everybody reads them, so nothing of it is sealed.

    At an entry one stands at most. *shipped* is what had stood there, *until* is its
    last day, as ISO; empty if none.
    """

    __tablename__ = "overrides"
    __table_args__ = (
        one_of("state", "proposed", "stands", "refused", "ended"),
        sa.Index(
            "uq_overrides_stands",
            "office_id",
            "entry",
            unique=True,
            sqlite_where=sa.text("state = 'stands'"),
            postgresql_where=sa.text("state = 'stands'"),
        ),
        sa.Index("ix_overrides_office_id", "office_id", "state", "id"),
    )

    id: str = ident()
    office_id: str = ref("offices.id")
    entry: str = text(None)
    wording: str = text(None)
    until: str = text()
    state: str = text(None)
    officer_id: str = ref("officers.id")
    created_at: datetime = moment()
    settled_by: str | None = ref("officers.id", optional=True)
    settled_at: datetime | None = moment(optional=True)
    shipped: str = text()


overrides = table_of(WordsOverride)
