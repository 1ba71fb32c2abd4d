"""What officers answered for good."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import (
    flag,
    ident,
    moment,
    ref,
    sealed,
    table_of,
    text,
    whole,
)


class LastingAnswer(SQLModel, table=True):
    """A question and its answer, looked over by the officer who gave it.

    It is never changed. A correction is an answer of its own: *origin* is the one that
    was kept first. What was corrected or withdrawn has ended, and is given to nobody.
    It was *given* so often to whoever asked.
    """

    __tablename__ = "answers"
    __table_args__ = (sa.Index("ix_answers_indexed", "office_id", "indexed", "id"),)

    id: str = ident()
    office_id: str = ref("offices.id", index=True)
    officer_id: str = ref("officers.id")
    question_sealed: bytes = sealed(optional=False)
    answer_sealed: bytes = sealed(optional=False)
    created_at: datetime = moment()
    origin: str = text()
    ended_at: datetime | None = moment(optional=True)
    ended_by: str = text()
    indexed: bool = flag()
    given: int = whole()


class AnswerWord(SQLModel, table=True):
    """By what the question of a standing answer is found; blind, as it is sealed.

    Of an answer that is not *indexed*, which an earlier version kept, there are none.
    """

    __tablename__ = "answer_words"

    word_index: str = ident()
    answer_id: str = ref("answers.id", primary_key=True, index=True)


answers = table_of(LastingAnswer)
answer_words = table_of(AnswerWord)
