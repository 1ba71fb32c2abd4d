"""What a relay asks of the outbox beside its claims and the fates of what it sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.messages.outbox import LANES
from storage.people.addresses import blind, moved
from storage.tables import addresses, outbox
from storage.tables.messages import due, sending, waiting

MANY = 64
"""No chat may be sent more than so many at once."""


async def hold(tx: Transaction, ids: Sequence[str], lease: timedelta) -> None:
    """Keep what is still on its way for *lease* from now."""
    if ids:
        mine = sa.update(outbox).where(outbox.c.id.in_(list(ids)), sending(outbox))
        await tx.conn.execute(mine.values(lease_until=tx.now + lease))


async def next_due(tx: Transaction, channel: str, account: str) -> datetime | None:
    """When the next message that waits for its time is due."""
    about = {"of": channel, "by": account, "now": tx.now}
    found = (await tx.conn.execute(_NEXT_DUE, about)).one()
    return min((at for at in found if at is not None), default=None)


async def lately(
    tx: Transaction, address_id: str, since: datetime
) -> Sequence[datetime]:
    """When the last messages to an address went out, or may have gone, since then."""
    found = await tx.conn.execute(_LATELY, {"address": address_id})
    sent = [row.sent_at or tx.now for row in found if row.sent_at or row.maybe_twice]
    return [at for at in sent if at > since]


async def newer_edits(
    tx: Transaction, ids: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """For each of these edits the bodies of later edits of the same message."""
    if not ids:
        return {}
    newer = outbox.alias()
    found = (
        sa.select(outbox.c.id, newer.c.id.label("newer_id"), newer.c.body_sealed)
        .join(
            newer,
            sa.and_(
                newer.c.address_id == outbox.c.address_id,
                newer.c.seq > outbox.c.seq,
                newer.c.replaces == outbox.c.replaces,
                newer.c.state.not_in(["failed", "dead", "cancelled"]),
            ),
        )
        .where(outbox.c.id.in_(list(ids)))
        .order_by(newer.c.seq)
    )
    bodies: dict[str, list[dict[str, Any]]] = {}
    for row in await tx.conn.execute(found):
        body = tx.ring.unseal_json(f"outbox:body:{row.newer_id}", row.body_sealed)
        bodies.setdefault(row.id, []).append(body)
    return bodies


async def answered(tx: Transaction, ids: Sequence[str]) -> set[str]:
    """Which of these questions the person has gone on from: more was said since."""
    since = outbox.alias()
    more = sa.exists().where(
        since.c.address_id == outbox.c.address_id,
        since.c.seq > outbox.c.seq,
        since.c.lane == outbox.c.lane,
        since.c.kind == "prompt",
        # All that one turn says is posted at one moment.
        since.c.created_at > outbox.c.created_at,
    )
    found = sa.select(outbox.c.id).where(outbox.c.id.in_(list(ids)), more)
    return set((await tx.conn.execute(found)).scalars()) if ids else set()


async def skip(tx: Transaction, rows: Sequence[tuple[str, str]]) -> None:
    """Do not send these after all: pairs of our id and the reason."""
    values = [{"row": id_, "why": reason} for id_, reason in rows]
    if values:
        await tx.conn.execute(_SKIP, values)


async def remark(tx: Transaction, rows: Sequence[tuple[str, str]]) -> None:
    """Note what was wrong with messages that went out all the same."""
    values = [{"row": id_, "why": reason} for id_, reason in rows]
    if values:
        await tx.conn.execute(_REMARK, values)


async def abandon(tx: Transaction, address_ids: Sequence[str]) -> None:
    """Nobody can be reached there; of what still waits, whoever wrote it hears."""
    if address_ids:
        there = addresses.c.id.in_(sorted(set(address_ids)))
        gone = sa.update(addresses).where(there)
        await tx.conn.execute(gone.values(reachable=False))


async def redirect(tx: Transaction, address_id: str, to: str) -> None:
    """Go on at *to*, which may have been heard before we learned of the move."""
    own = sa.select(addresses.c.channel, addresses.c.account)
    row = (await tx.conn.execute(own.where(addresses.c.id == address_id))).one()
    known = sa.select(addresses.c.id).where(
        addresses.c.blind_index == blind(tx, row.channel, row.account, to),
        addresses.c.channel == row.channel,
        addresses.c.account == row.account,
    )
    there = (await tx.conn.execute(known)).scalar_one_or_none()
    if there is None:
        await moved(tx, address_id, to)
    elif there != address_id:
        rest = sa.update(outbox).where(
            outbox.c.address_id == address_id, waiting(outbox)
        )
        await tx.conn.execute(rest.values(address_id=there))


_ROW = outbox.c.id == sa.bindparam("row")
_LATELY = (
    sa.select(outbox.c.sent_at, outbox.c.maybe_twice)
    .where(outbox.c.address_id == sa.bindparam("address"))
    .order_by(outbox.c.seq.desc())
    .limit(MANY)
)
_SKIP = (
    sa.update(outbox)
    .where(_ROW, sending(outbox))
    .values(
        state="cancelled",
        reason=sa.bindparam("why"),
        lease_until=None,
        lease_by="",
    )
)
_REMARK = sa.update(outbox).where(_ROW).values(reason=sa.bindparam("why"))
_NEXT_DUE = sa.select(
    *(
        sa.select(sa.func.min(outbox.c.due_at))
        .where(
            due(outbox),
            outbox.c.channel == sa.bindparam("of"),
            outbox.c.account == sa.bindparam("by"),
            outbox.c.lane == sa.literal_column(str(lane)),
            outbox.c.due_at > sa.bindparam("now"),
        )
        .scalar_subquery()
        for lane in LANES
    )
)
