"""What officers answered for good: the same question need not be asked twice."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.ids import new_id
from storage.tables import answers

MOST = 500
"""So many of an office's newest answers are looked through."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """An answer, who gave it and when."""

    id: str
    officer_id: str
    question: str
    answer: str
    created_at: datetime


async def keep(
    tx: Transaction, office_id: str, officer_id: str, question: str, answer: str
) -> str:
    """Keep an answer for everybody whom the office serves, give its id."""
    answer_id = new_id()
    row = {
        "id": answer_id,
        "office_id": office_id,
        "officer_id": officer_id,
        "question_sealed": tx.seal("answers", "question", answer_id, question),
        "answer_sealed": tx.seal("answers", "answer", answer_id, answer),
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(answers), row)
    return answer_id


async def of_office(tx: Transaction, office_id: str) -> list[Lasting]:
    """An office's answers, the newest first: it is the one that holds."""
    own = sa.select(answers).where(answers.c.office_id == office_id)
    rows = await tx.conn.execute(own.order_by(answers.c.id.desc()).limit(MOST))
    return [
        Lasting(
            id=row.id,
            officer_id=row.officer_id,
            question=tx.unseal("answers", "question", row.id, row.question_sealed),
            answer=tx.unseal("answers", "answer", row.id, row.answer_sealed),
            created_at=row.created_at,
        )
        for row in rows
    ]
