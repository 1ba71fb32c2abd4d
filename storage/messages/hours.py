"""Hours that are over: how much came and went in each, counted once and kept.

So a report of a month adds up some hundred rows, however much was said in it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import hours, inbox, outbox

SETTLED = timedelta(days=2)
"""So long after an hour it is counted: of few messages the end is known later."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Traffic:
    """Messages from people, and those that reached somebody; an edit is no new one."""

    received: int
    sent: int
    whatsapp: int


async def since(tx: Transaction, moment: datetime) -> Traffic:
    """What came and went since *moment*, the beginning of an hour."""
    kept = sa.select(*(sa.func.coalesce(sa.func.sum(c), 0) for c in _COUNTS)).where(
        hours.c.ends_at > moment
    )
    old = (await tx.conn.execute(kept)).one()
    inbox_seq, outbox_seq = await _counted(tx)
    received, sent, whatsapp = await _count(
        tx,
        sa.and_(inbox.c.seq > inbox_seq, inbox.c.received_at >= moment),
        sa.and_(outbox.c.seq > outbox_seq, outbox.c.created_at >= moment),
    )
    return Traffic(old[0] + received, old[1] + sent, old[2] + whatsapp)


async def settle(tx: Transaction, now: datetime) -> bool:
    """Count the next hour that is over for long; whether there was one."""
    inbox_seq, outbox_seq = await _counted(tx)
    came = sa.select(inbox.c.received_at).where(inbox.c.seq > inbox_seq)
    went = sa.select(outbox.c.created_at).where(outbox.c.seq > outbox_seq)
    firsts = [
        (await tx.conn.execute(came.order_by(inbox.c.seq).limit(1))).scalar(),
        (await tx.conn.execute(went.order_by(outbox.c.seq).limit(1))).scalar(),
    ]
    first = min((at for at in firsts if at), default=now)
    ends_at = first.replace(minute=0, second=0, microsecond=0) + HOUR
    if ends_at > now - SETTLED:
        return False
    last_in = await _last(tx, inbox, inbox.c.received_at, inbox_seq, ends_at)
    last_out = await _last(tx, outbox, outbox.c.created_at, outbox_seq, ends_at)
    received, sent, whatsapp = await _count(
        tx,
        inbox.c.seq.between(inbox_seq + 1, last_in),
        outbox.c.seq.between(outbox_seq + 1, last_out),
    )
    row = {
        "ends_at": ends_at,
        "inbox_seq": last_in,
        "outbox_seq": last_out,
        "received": received,
        "sent": sent,
        "whatsapp": whatsapp,
    }
    # A clock that went back makes an hour end twice: then it is one.
    insert = tx.insert(hours).values(row)
    grown = {c.name: c + insert.excluded[c.name] for c in _COUNTS}
    places = {name: insert.excluded[name] for name in ("inbox_seq", "outbox_seq")}
    once = insert.on_conflict_do_update(
        index_elements=["ends_at"], set_={**grown, **places}
    )
    await tx.conn.execute(once)
    return True


async def _counted(tx: Transaction) -> tuple[int, int]:
    """Up to where inbox and outbox are counted."""
    places = sa.select(
        sa.func.coalesce(sa.func.max(hours.c.inbox_seq), 0),
        sa.func.coalesce(sa.func.max(hours.c.outbox_seq), 0),
    )
    row = (await tx.conn.execute(places)).one()
    return row[0], row[1]


async def _last(
    tx: Transaction,
    table: sa.Table,
    made_at: sa.Column[datetime],
    after: int,
    end: datetime,
) -> int:
    """The place of the last row behind *after* that was made before *end*."""
    later = sa.select(table.c.seq).where(table.c.seq > after, made_at >= end)
    found = (await tx.conn.execute(later.order_by(table.c.seq).limit(1))).scalar()
    if found is not None:
        return int(found) - 1
    newest = sa.select(sa.func.coalesce(sa.func.max(table.c.seq), after))
    return int((await tx.conn.execute(newest)).scalar_one())


async def _count(
    tx: Transaction, came: sa.ColumnElement[bool], went: sa.ColumnElement[bool]
) -> tuple[int, int, int]:
    """Of these rows, messages received, sent, and sent by WhatsApp."""
    received = sa.select(sa.func.count()).where(came, inbox.c.address_id.is_not(None))
    whatsapp = sa.func.coalesce(
        sa.func.sum(sa.case((outbox.c.channel == "whatsapp", 1), else_=0)), 0
    )
    sent = sa.select(sa.func.count(), whatsapp).where(
        went,
        outbox.c.state.in_(["sent", "delivered", "read"]),
        outbox.c.replaces.is_(None),
    )
    out = (await tx.conn.execute(sent)).one()
    return (await tx.conn.execute(received)).scalar_one(), out[0], out[1]


_COUNTS = (hours.c.received, hours.c.sent, hours.c.whatsapp)
