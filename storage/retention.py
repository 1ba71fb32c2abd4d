"""What was said is kept for so long, and then only that something was said."""

from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.tables import inbox, outbox
from storage.tables.mailbox import unfinished, waiting


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
    return emptied.rowcount + dropped.rowcount
