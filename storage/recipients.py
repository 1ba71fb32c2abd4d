"""What becomes of an announcement for single people, beside the sending of it."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.tables import recipients


async def refuse(
    tx: Transaction, announcement_id: str, person_ids: Sequence[str], reason: str
) -> None:
    """These cannot get it, and why; nothing was posted to them."""
    if not person_ids:
        return
    own = sa.update(recipients).where(
        recipients.c.announcement_id == announcement_id,
        recipients.c.person_id.in_(list(person_ids)),
    )
    values = {"state": "refused", "reason": reason, "outbox_id": None}
    await tx.conn.execute(own.values(**values, updated_at=tx.now))


async def leave(tx: Transaction, person_id: str) -> None:
    """A person wants no announcements any more: none that still waits is for them."""
    own = sa.update(recipients).where(
        recipients.c.person_id == person_id, recipients.c.state == "waiting"
    )
    await tx.conn.execute(own.values(state="stopped", updated_at=tx.now))


async def queued(tx: Transaction, announcement_id: str) -> int:
    """How many messages of an announcement are posted and not sent yet."""
    counted = sa.select(sa.func.count()).where(
        recipients.c.announcement_id == announcement_id,
        recipients.c.state == "queued",
    )
    return int((await tx.conn.execute(counted)).scalar_one())


async def changed_at(tx: Transaction, announcement_id: str) -> datetime | None:
    """When something last became of anybody's message."""
    latest = sa.select(sa.func.max(recipients.c.updated_at)).where(
        recipients.c.announcement_id == announcement_id
    )
    found: datetime | None = (await tx.conn.execute(latest)).scalar_one()
    return found
