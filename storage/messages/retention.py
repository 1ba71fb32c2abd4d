"""What was said is kept for so long, and people who are long silent not for ever."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import (
    addresses,
    cases,
    inbox,
    jobs,
    officers,
    outbox,
    people,
    recoveries,
)
from storage.tables.messages import unfinished, waiting


@dataclass(frozen=True, slots=True)
class Old:
    """What was said long ago, by its places in inbox and outbox."""

    came: Sequence[int]
    went: Sequence[int]


async def old(tx: Transaction, before: datetime) -> Old:
    """What came in and went out before then; what still waits is not meant."""
    said = sa.or_(inbox.c.body_sealed.is_not(None), inbox.c.event_sealed.is_not(None))
    came = sa.select(inbox.c.seq).where(
        inbox.c.received_at < before, said, ~unfinished(inbox)
    )
    went = sa.select(outbox.c.seq).where(outbox.c.created_at < before, ~waiting(outbox))
    return Old(
        (await tx.conn.execute(came)).scalars().all(),
        (await tx.conn.execute(went)).scalars().all(),
    )


async def forget(tx: Transaction, gone: Old) -> None:
    """Empty what came in and drop what went out.

    The rows of the inbox stay, for a platform may deliver an event again.
    """
    emptied = sa.update(inbox).where(inbox.c.seq.in_(gone.came))
    await tx.conn.execute(emptied.values(body_sealed=None, event_sealed=None))
    await tx.conn.execute(sa.delete(outbox).where(outbox.c.seq.in_(gone.went)))


async def forget_told(tx: Transaction, before: datetime) -> None:
    """What was said to find somebody again goes as well."""
    told = sa.update(recoveries).where(
        recoveries.c.created_at < before, recoveries.c.said_sealed.is_not(None)
    )
    await tx.conn.execute(told.values(said_sealed=None))


FADES = "fade:"
"""How the key of the job begins that forgets a silent person."""


async def silent(
    tx: Transaction,
    before: datetime,
    guided: Collection[str],
    *,
    person_id: str = "",
    limit: int = 100,
) -> list[tuple[str, bool]]:
    """Who was not heard since then, is not *guided* any more, and is not yet told so.

    *guided* are the states of cases that somebody works on; one that ended counts as
    a sign of life for when it did. With a *person_id*, that one alone, told or not.
    Each comes with whether they ever let us keep anything.
    """
    heard = sa.select(sa.func.max(addresses.c.heard_at)).where(
        addresses.c.person_id == people.c.id
    )
    last = sa.func.coalesce(heard.scalar_subquery(), people.c.created_at)
    held = sa.exists().where(
        cases.c.person_id == people.c.id,
        sa.or_(cases.c.state.in_(guided), cases.c.updated_at >= before),
    )
    desk = sa.exists().where(officers.c.person_id == people.c.id, officers.c.active)
    told = sa.exists().where(jobs.c.key == FADES + people.c.id, jobs.c.state == "due")
    found = (
        sa.select(people.c.id, people.c.notice_version != "")
        .where(people.c.erased_at.is_(None), last < before, ~held, ~desk)
        .order_by(people.c.id)
        .limit(limit)
    )
    found = found.where(people.c.id == person_id if person_id else ~told)
    return [(row[0], row[1]) for row in await tx.conn.execute(found)]
