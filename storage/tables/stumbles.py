"""Where people give up: counts by day, and what was typed there, masked."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, table_of, text, whole


class Stumble(SQLModel, table=True):
    """One question on one day (ISO), at one office in one language; about nobody.

    Of which office it is was not kept at first: such is of none.
    """

    __tablename__ = "stumbles"

    day: str = text(None, primary_key=True)
    question: str = text(None, primary_key=True)
    language: str = text(None, primary_key=True)
    office_id: str = text(primary_key=True)
    came: int = whole()
    answered: int = whole()
    refused: int = whole()


class StumbleWord(SQLModel, table=True):
    """What was typed at a question that refused it; nothing that names somebody."""

    __tablename__ = "stumble_words"

    id: str = ident()
    question: str = text(None, index=True)
    language: str = text(None)
    words: str = text(None)
    office_id: str = text()
    at: datetime = moment(index=True)


stumbles = table_of(Stumble)
stumble_words = table_of(StumbleWord)
