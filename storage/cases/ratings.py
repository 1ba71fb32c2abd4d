"""How content owners are: asked once a case, answered by a face, perhaps with words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from conversations.cases.ratings import Ratings, Remark
from storage.core.database import Row, Transaction
from storage.tables import businesses, cases, ratings


async def add(tx: Transaction, **about: str) -> None:
    """The question was put."""
    await tx.conn.execute(sa.insert(ratings), {**about, "asked_at": tx.now})


async def change(
    tx: Transaction, case_id: str, face: int | None, words: str | None
) -> None:
    """It was answered, by a face or in words."""
    new: dict[str, Any] = {} if face is None else {"face": face}
    if words is not None:
        new["words_sealed"] = tx.seal("ratings", "words", case_id, words)
    own = sa.update(ratings).where(ratings.c.case_id == case_id)
    await tx.conn.execute(own.values(**new))


async def of_case(tx: Transaction, case_id: str) -> int | None:
    """The face; nought before there is one, None where nobody was asked."""
    own = sa.select(ratings.c.face).where(ratings.c.case_id == case_id)
    return (await tx.conn.execute(own)).scalar_one_or_none()


async def counted(tx: Transaction, *office_ids: str) -> Ratings:
    """How often which face was chosen by owners of these offices."""
    found = (
        sa.select(ratings.c.face, sa.func.count().label("times"))
        .where(ratings.c.office_id.in_(office_ids), ratings.c.face > 0)
        .group_by(ratings.c.face)
    )
    rows = (await tx.conn.execute(found)).all()
    return Ratings({row.face: row.times for row in rows})


async def monthly(
    tx: Transaction, office_id: str, months: Sequence[tuple[datetime, datetime]]
) -> list[Ratings]:
    """The same of each of the *months* in which it was asked."""
    asked = ratings.c.asked_at
    within = (sa.func.count().filter(asked >= a, asked < b) for a, b in months)
    found = (
        sa.select(ratings.c.face, *within)
        .where(ratings.c.office_id == office_id, ratings.c.face > 0)
        .group_by(ratings.c.face)
    )
    rows = [tuple(row) for row in await tx.conn.execute(found)]
    return [
        Ratings({face: times[at] for face, *times in rows if times[at]})
        for at in range(len(months))
    ]


async def remarks(
    tx: Transaction, office_id: str, limit: int, offset: int = 0
) -> list[Remark]:
    """What owners wrote beside their face, the latest first."""
    named = cases.c.code, businesses.c.id, businesses.c.name_sealed
    found = (
        sa.select(ratings, *named)
        .join_from(ratings, cases, cases.c.id == ratings.c.case_id)
        .join(businesses, businesses.c.id == cases.c.business_id)
        .where(ratings.c.office_id == office_id, ratings.c.words_sealed.is_not(None))
        .order_by(ratings.c.asked_at.desc(), ratings.c.case_id)
        .limit(limit)
        .offset(offset)
    )
    return [_remark(tx, row) for row in await tx.conn.execute(found)]


def _remark(tx: Transaction, row: Row) -> Remark:
    business = tx.unseal("businesses", "name", row.id, row.name_sealed)
    words = tx.unseal("ratings", "words", row.case_id, row.words_sealed)
    return Remark(row.code, business, row.face, words)
