"""What both sides said at one address, as a page shows it: the web chat's memory."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database import Transaction
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
        sa.select(inbox.c.key, inbox.c.received_at, inbox.c.event_sealed)
        .where(inbox.c.address_id == address_id, inbox.c.event_sealed.is_not(None))
        .order_by(inbox.c.seq.desc())
        .limit(limit)
    )
    said = (
        sa.select(
            outbox.c.id, outbox.c.created_at, outbox.c.body_sealed, outbox.c.replaces
        )
        .where(
            outbox.c.address_id == address_id,
            outbox.c.state.in_(["sent", "delivered", "read"]),
        )
        .order_by(outbox.c.seq.desc())
        .limit(limit)
    )
    unseal = tx.ring.unseal_json
    lines = [
        Line(key, theirs=True, at=at, body=unseal(f"inbox:event:{key}", event))
        for key, at, event in await tx.conn.execute(heard)
    ]
    lines += [
        Line(
            id_,
            theirs=False,
            at=at,
            body=unseal(f"outbox:body:{id_}", body),
            replaces=replaces or "",
        )
        for id_, at, body, replaces in await tx.conn.execute(said)
    ]
    # An answer is written in the commit that heard the question: theirs goes first.
    lines.sort(key=lambda line: (line.at, not line.theirs, line.id))
    return lines[-limit:]
