"""What officers answered for good: the same question need not be asked twice.

An answer is never changed: a correction is a new one, and the old one ends with it.
"""

import sqlalchemy as sa

from conversations.cases.records import CannedReply
from storage.core.database import Conflict, Row, Transaction
from storage.tables import answers

MOST = 500
"""So many of an office's newest answers are looked through."""


async def keep(
    tx: Transaction,
    answer_id: str,
    office_id: str,
    officer_id: str,
    question: str,
    answer: str,
    origin: str = "",
) -> None:
    """Keep an answer for everybody whom the office serves."""
    row = {
        "id": answer_id,
        "office_id": office_id,
        "officer_id": officer_id,
        "question_sealed": tx.seal("answers", "question", answer_id, question),
        "answer_sealed": tx.seal("answers", "answer", answer_id, answer),
        "created_at": tx.now,
        "origin": origin,
    }
    await tx.conn.execute(sa.insert(answers), row)


async def end(tx: Transaction, answer_id: str, officer_id: str) -> None:
    """Give an answer to nobody any more; `Conflict` when it had ended before."""
    own = sa.update(answers).where(
        answers.c.id == answer_id, answers.c.ended_at.is_(None)
    )
    ended = own.values(ended_at=tx.now, ended_by=officer_id)
    if (await tx.conn.execute(ended)).rowcount != 1:
        raise Conflict


async def of_office(
    tx: Transaction, office_id: str, *, limit: int = MOST, offset: int = 0
) -> list[CannedReply]:
    """An office's answers that stand, the newest first: it is the one that holds."""
    own = sa.select(answers).where(_standing(office_id))
    found = own.order_by(answers.c.id.desc()).limit(limit).offset(offset)
    return [_reply(tx, row) for row in await tx.conn.execute(found)]


async def count(tx: Transaction, office_id: str) -> int:
    """How many answers of an office stand."""
    counted = sa.select(sa.func.count()).select_from(answers)
    found = await tx.conn.execute(counted.where(_standing(office_id)))
    return int(found.scalar_one())


async def by_id(tx: Transaction, answer_id: str) -> CannedReply | None:
    """One answer, ended or not."""
    return await _one(tx, answers.c.id == answer_id)


async def before(tx: Transaction, answer: CannedReply) -> CannedReply | None:
    """What *answer* corrected, as it was."""
    return await _one(tx, _of_line(answer.first), answers.c.id < answer.id)


async def latest(tx: Transaction, answer: CannedReply) -> CannedReply | None:
    """What *answer* became: its last correction, or itself."""
    return await _one(tx, _of_line(answer.first))


def _standing(office_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(answers.c.office_id == office_id, answers.c.ended_at.is_(None))


def _of_line(first: str) -> sa.ColumnElement[bool]:
    return sa.or_(answers.c.id == first, answers.c.origin == first)


async def _one(tx: Transaction, *which: sa.ColumnElement[bool]) -> CannedReply | None:
    newest = sa.select(answers).where(*which).order_by(answers.c.id.desc()).limit(1)
    row = (await tx.conn.execute(newest)).one_or_none()
    return _reply(tx, row) if row else None


def _reply(tx: Transaction, row: Row) -> CannedReply:
    return CannedReply(
        id=row.id,
        office_id=row.office_id,
        officer_id=row.officer_id,
        question=tx.unseal("answers", "question", row.id, row.question_sealed),
        answer=tx.unseal("answers", "answer", row.id, row.answer_sealed),
        created_at=row.created_at,
        origin=row.origin,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )
