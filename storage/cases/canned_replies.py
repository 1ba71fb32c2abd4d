"""What officers answered for good: the same question need not be asked twice.

An answer is never changed: a correction is a new one, and the old one ends with it.
"""

from collections.abc import Collection

import sqlalchemy as sa

from conversations.cases.records import CannedReply
from storage.core.database import Conflict, Row, Transaction
from storage.tables import answer_words, answers

LIKELY = 20
"""So many answers are looked at closely, out of all that share a word."""
MOST = 500
"""So many that an earlier version kept, which are found by no word."""


async def keep(
    tx: Transaction,
    answer_id: str,
    office_id: str,
    officer_id: str,
    question: str,
    answer: str,
    origin: str = "",
    keys: Collection[str] = (),
) -> None:
    """Keep an answer for everybody whom the office serves, to be found by *keys*."""
    row = {
        "id": answer_id,
        "office_id": office_id,
        "officer_id": officer_id,
        "question_sealed": tx.seal("answers", "question", answer_id, question),
        "answer_sealed": tx.seal("answers", "answer", answer_id, answer),
        "created_at": tx.now,
        "origin": origin,
        "indexed": bool(keys),
    }
    await tx.conn.execute(sa.insert(answers), row)
    words = [
        {"word_index": each, "answer_id": answer_id}
        for each in _blind(tx, office_id, keys)
    ]
    if words:
        await tx.conn.execute(sa.insert(answer_words), words)


async def end(tx: Transaction, answer_id: str, officer_id: str) -> None:
    """Give an answer to nobody any more; `Conflict` when it had ended before."""
    own = sa.update(answers).where(
        answers.c.id == answer_id, answers.c.ended_at.is_(None)
    )
    ended = own.values(ended_at=tx.now, ended_by=officer_id)
    if (await tx.conn.execute(ended)).rowcount != 1:
        raise Conflict
    words = sa.delete(answer_words).where(answer_words.c.answer_id == answer_id)
    await tx.conn.execute(words)


async def given(tx: Transaction, answer_id: str) -> None:
    """An answer was given once more."""
    own = sa.update(answers).where(answers.c.id == answer_id)
    await tx.conn.execute(own.values(given=answers.c.given + 1))


async def likely(
    tx: Transaction, office_id: str, keys: Collection[str]
) -> list[CannedReply]:
    """An office's answers that stand and share a key, the newest first.

    The words that fewest have in common lead to those that are looked at closely.
    """
    words, blind = answer_words.c, _blind(tx, office_id, keys)
    common = sa.func.count().over(partition_by=words.word_index)
    shared = (
        sa.select(words.answer_id, (1.0 / common).label("rare"))
        .where(words.word_index.in_(blind))
        .subquery()
    )
    best = (
        sa.select(shared.c.answer_id)
        .group_by(shared.c.answer_id)
        .order_by(sa.func.sum(shared.c.rare).desc(), shared.c.answer_id.desc())
        .limit(LIKELY)
    )
    unindexed = (
        sa.select(answers.c.id)
        .where(_standing(office_id), ~answers.c.indexed)
        .order_by(answers.c.id.desc())
        .limit(MOST)
    )
    each = (sa.select(one.subquery()) for one in (best, unindexed))
    chosen = sa.union_all(*each).subquery()
    own = sa.select(answers).join(chosen, answers.c.id == chosen.c[0])
    found = own.where(_standing(office_id)).order_by(answers.c.id.desc())
    return [_reply(tx, row) for row in await tx.conn.execute(found)]


async def of_office(
    tx: Transaction, office_id: str, *, limit: int, offset: int = 0
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


async def line(tx: Transaction, answer: CannedReply) -> list[CannedReply]:
    """An answer with all that it corrected and became, the newest first."""
    own = sa.select(answers).where(_of_line(answer.first))
    found = await tx.conn.execute(own.order_by(answers.c.id.desc()))
    return [_reply(tx, row) for row in found]


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


def _blind(tx: Transaction, office_id: str, keys: Collection[str]) -> list[str]:
    return [tx.ring.blind(f"answer:{office_id}", each) for each in sorted(keys)]


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
        given=row.given,
    )
