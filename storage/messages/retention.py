"""What was said is kept for so long, and people who are long silent not for ever."""

from collections.abc import Collection
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


async def forget_chats(tx: Transaction, before: datetime) -> int:
    """Empty what came in and drop what went out before then; how much that was.

    The rows of the inbox stay, for a platform may deliver an event again. What still
    waits stays whole.
    """
    said = sa.or_(inbox.c.body_sealed.is_not(None), inbox.c.event_sealed.is_not(None))
    old = inbox.c.received_at < before
    emptied = await tx.conn.execute(
        sa.update(inbox)
        .where(old, said, ~unfinished(inbox))
        .values(body_sealed=None, event_sealed=None)
    )
    dropped = await tx.conn.execute(
        sa.delete(outbox).where(outbox.c.created_at < before, ~waiting(outbox))
    )
    untold = sa.update(recoveries).where(recoveries.c.created_at < before)
    await tx.conn.execute(untold.values(said_sealed=None))
    return emptied.rowcount + dropped.rowcount


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
