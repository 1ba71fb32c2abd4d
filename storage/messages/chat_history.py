"""What both sides said at one address, as a page shows it: the web chat's memory."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import inbox, outbox


@dataclass(frozen=True, slots=True)
class Line:
    """One message: *body* is an event when it is *theirs*, else a bubble.

    *replaces* is the id of the line that it stands instead of.
    """

    id: str
    theirs: bool
    at: datetime
    body: dict[str, Any]
    replaces: str = ""


async def visible(tx: Transaction, address_id: str, limit: int = 200) -> list[Line]:
    """The last lines at an address, oldest first."""
    heard = (
        sa.select(inbox.c.key, inbox.c.received_at, inbox.c.event_sealed, inbox.c.seq)
        .where(inbox.c.address_id == address_id, inbox.c.event_sealed.is_not(None))
        .order_by(inbox.c.seq.desc())
        .limit(limit)
    )
    said = (
        sa.select(
            outbox.c.id,
            outbox.c.sent_at,
            outbox.c.body_sealed,
            outbox.c.replaces,
            outbox.c.seq,
        )
        .where(
            outbox.c.address_id == address_id,
            outbox.c.state.in_(["sent", "delivered", "read"]),
        )
        .order_by(outbox.c.seq.desc())
        .limit(limit)
    )
    unseal = tx.ring.unseal_json
    lines: list[tuple[datetime, int, int, Line]] = []
    for key, at, event, seq in await tx.conn.execute(heard):
        body = unseal(f"inbox:event:{key}", event)
        lines.append((at, 0, seq, Line(key, theirs=True, at=at, body=body)))
    for id_, at, sealed, old, seq in await tx.conn.execute(said):
        body = unseal(f"outbox:body:{id_}", sealed)
        line = Line(id_, theirs=False, at=at, body=body, replaces=old or "")
        lines.append((at, 1, seq, line))
    # A line takes its place when it can first be seen, so that none comes in between
    # those a page has already; an answer comes after what it answers.
    lines.sort(key=lambda line: line[:3])
    return [line for *_, line in lines[-limit:]]
