"""What officers answered for good."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, ref, sealed, table_of


class LastingAnswer(SQLModel, table=True):
    """A question and its answer, looked over by the officer who gave it."""

    __tablename__ = "answers"

    id: str = ident()
    office_id: str = ref("offices.id", index=True)
    officer_id: str = ref("officers.id")
    question_sealed: bytes = sealed(optional=False)
    answer_sealed: bytes = sealed(optional=False)
    created_at: datetime = moment()


answers = table_of(LastingAnswer)
