"""What officers answered for good."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.tables.columns import ident, moment, ref, sealed, table_of, text


class LastingAnswer(SQLModel, table=True):
    """A question and its answer, looked over by the officer who gave it.

    It is never changed. A correction is an answer of its own: *origin* is the one that
    was kept first. What was corrected or withdrawn has ended, and is given to nobody.
    """

    __tablename__ = "answers"

    id: str = ident()
    office_id: str = ref("offices.id", index=True)
    officer_id: str = ref("officers.id")
    question_sealed: bytes = sealed(optional=False)
    answer_sealed: bytes = sealed(optional=False)
    created_at: datetime = moment()
    origin: str = text()
    ended_at: datetime | None = moment(optional=True)
    ended_by: str = text()


answers = table_of(LastingAnswer)
