"""Where people give up, counted by day; and what they typed there, for a month."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from conversations.cases.calendar import day_of
from conversations.cases.stumbles import KEPT, Stumble
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.tables import stumble_words, stumbles

NOBODYS = ""
"""The office of what was counted before offices were told apart."""
_COUNTS = ("came", "answered", "refused")


async def add(tx: Transaction, counted: Iterable[Stumble]) -> None:
    """More of today, on top of what is there."""
    day = day_of(tx.now).isoformat()
    for each in counted:
        row = {
            "day": day,
            "question": each.question,
            "language": each.language,
            "office_id": each.office,
        }
        insert = tx.insert(stumbles).values(
            **row, **{name: getattr(each, name) for name in _COUNTS}
        )
        grown = {n: stumbles.c[n] + insert.excluded[n] for n in _COUNTS}
        await tx.conn.execute(
            insert.on_conflict_do_update(index_elements=[*row], set_=grown)
        )
        said = [
            {"id": new_id(), "words": typed, "at": tx.now, **row}
            for typed in each.words
        ]
        for word in said:
            word.pop("day")
        if said:
            await tx.conn.execute(sa.insert(stumble_words), said)


async def since_a_month(
    tx: Transaction, office: str, limit: int, words: int = 0
) -> list[Stumble]:
    """Where most went away or were refused, with so many of their last *words*."""
    first = day_of(tx.now - KEPT).isoformat()
    came, answered, refused = (sa.func.sum(stumbles.c[name]) for name in _COUNTS)
    lost = came - answered + refused
    by = stumbles.c.question, stumbles.c.language
    found = (
        sa.select(*by, came, answered, refused)
        .where(stumbles.c.day >= first, stumbles.c.office_id.in_((office, NOBODYS)))
        .group_by(*by)
        .having(lost > 0)
        .order_by(lost.desc(), *by)
        .limit(limit)
    )
    rows = (await tx.conn.execute(found)).all()
    said = await _words(tx, office, [row[0] for row in rows], words)
    return [
        Stumble(at, language, came, kept, missed, tuple(said[at, language]), office)
        for at, language, came, kept, missed in rows
    ]


async def _words(
    tx: Transaction, office: str, questions: Sequence[str], most: int
) -> dict[tuple[str, str], list[str]]:
    """The last that were typed at each, each once."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    if not most:
        return found
    rows = sa.select(stumble_words).where(
        stumble_words.c.question.in_(questions),
        stumble_words.c.office_id.in_((office, NOBODYS)),
    )
    for row in await tx.conn.execute(rows.order_by(stumble_words.c.id.desc())):
        said = found[row.question, row.language]
        if len(said) < most and row.words not in said:
            said.append(row.words)
    return found


async def forget(tx: Transaction, now: datetime) -> None:
    """What is older than a month."""
    first = day_of(now - KEPT).isoformat()
    await tx.conn.execute(sa.delete(stumbles).where(stumbles.c.day < first))
    await tx.conn.execute(
        sa.delete(stumble_words).where(stumble_words.c.at < now - KEPT)
    )
