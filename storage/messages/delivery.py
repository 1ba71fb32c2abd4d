"""What became of the messages that went out.

What is to be done about it is decided in `bot.pipeline.retry_policy`; here it is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.messages import undelivered
from storage.outreach import recipients
from storage.tables import outbox
from storage.tables.messages import sending, waiting

BACK = {"held", "gone", "again"}
"""What was taken and did not go: see `bot.channels.base.Status`."""
RANKS = {"sent": 1, "failed": 2, "delivered": 3, "read": 4}
"""How far news brings a message: what was delivered did not fail, whatever is said."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What a platform says became of a message: named by our *id* or by its own."""

    state: str
    external_id: str = ""
    id: str = ""
    code: str = ""


async def sent(tx: Transaction, rows: Sequence[tuple[str, str]]) -> None:
    """The platform took these: pairs of our id and its own."""
    values = [
        {"row": id_, "external": external, "now": tx.now} for id_, external in rows
    ]
    if values:
        await tx.conn.execute(_SENT, values)


async def later(
    tx: Transaction,
    rows: Sequence[tuple[str, datetime, str, bool]],
) -> None:
    """Not sent: again at a time, for a reason; whether this counts as a try."""
    values = [
        {"row": id_, "at": at, "why": reason, "less": 0 if counts else 1}
        for id_, at, reason, counts in rows
    ]
    if values:
        await tx.conn.execute(_LATER, values)


async def failed(
    tx: Transaction, rows: Sequence[tuple[str, str]], *, dead: bool = False
) -> None:
    """Not sent and never will be: refused with a reason, or given up (*dead*)."""
    state = "dead" if dead else "failed"
    values = [{"row": id_, "why": reason, "to": state} for id_, reason in rows]
    if values:
        await tx.conn.execute(_FAILED, values)


async def uncertain(
    tx: Transaction, rows: Sequence[tuple[str, datetime, bool]]
) -> None:
    """Perhaps sent, and marked so: at a time, and whether it goes *again* then.

    A status that comes before that time settles it.
    """
    values = [{"row": id_, "at": at, "to": _DOUBTED[again]} for id_, at, again in rows]
    if values:
        await tx.conn.execute(_UNCERTAIN, values)


async def expired(
    tx: Transaction,
    channel: str,
    account: str,
    dead: str,
    once: str,
    settled: tuple[str, timedelta],
) -> int:
    """Take back what a sender held when it died, as `uncertain` does; say how many.

    That is known of one who is *dead*, and of others when their lease has ended. One
    kind goes *once*; of another, a status may come for so long that has it *settled*.
    """
    kind, wait = settled
    about = {"of": channel, "by": account, "dead": dead, "once": once, "told": kind}
    when = {"now": tx.now, "at": tx.now, "settled": tx.now + wait}
    return (await tx.conn.execute(_EXPIRED, {**about, **when})).rowcount


async def statuses(
    tx: Transaction,
    channel: str,
    account: str,
    fates: Sequence[Fate],
    again_in: Callable[[int], timedelta | None] = lambda _: None,
) -> dict[str, str]:
    """Note what became of messages: whatever the order of news, a state only rises.

    *again_in* says after so many attempts when the next is. What failed for good
    comes back, by our id, and why.
    """
    known = {"of": channel, "by": account}
    here = sa.and_(outbox.c.channel == channel, outbox.c.account == account)
    lost: dict[str, str] = {}
    for fate in fates:
        if fate.state in BACK:
            about = fate.state, fate.id, fate.external_id
            await undelivered.bring_back(tx, here, *about, again_in)
    # What was not brought back failed.
    fates = [replace(f, state="failed") if f.state in BACK else f for f in fates]
    for column, rows in (
        (outbox.c.id, [f for f in fates if f.id]),
        (outbox.c.external_id, [f for f in fates if not f.id and f.external_id]),
    ):
        values = [
            {
                **known,
                "name": fate.id or fate.external_id,
                "to": fate.state,
                "rank": RANKS[fate.state],
                "external": fate.external_id,
                "why": fate.code,
                "now": tx.now,
            }
            for fate in rows
        ]
        if not values:
            continue
        named = column != sa.literal_column("''")  # in the words of the index
        rise = _RISE.where(column == _bound("name"), named)
        await tx.conn.execute(rise, values)
        failed = {
            value["name"]: value["why"] for value in values if value["to"] == "failed"
        }
        if failed:
            own = sa.select(outbox.c.id, outbox.c.reason).where(here, named)
            over = outbox.c.state == "failed", outbox.c.reason.in_(failed.values())
            found = own.where(column.in_(failed), *over)
            lost |= {row.id: row.reason for row in await tx.conn.execute(found)}
        await recipients.learn(
            tx,
            _ANNOUNCEMENT,
            named,
            column.in_([value["name"] for value in values]),
            outbox.c.channel == channel,
            outbox.c.account == account,
        )
    return lost


def _bound(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name)


def _moment(name: str) -> sa.BindParameter[datetime]:
    return sa.bindparam(name, type_=outbox.c.due_at.type)


_ROW = outbox.c.id == _bound("row")
_HELD = sa.and_(_ROW, sending(outbox))
_ANNOUNCEMENT = outbox.c.kind == "announcement"
_RANK = sa.case(*((outbox.c.state == to, rank) for to, rank in RANKS.items()), else_=0)
_FREE: dict[str, Any] = {"lease_until": None, "lease_by": ""}
_ANEW = sa.and_(
    waiting(outbox),
    outbox.c.external_id == _bound("external"),
    outbox.c.external_id != sa.literal_column("''"),
)
"""It goes once more; what is said of the time before is over."""
_SENT = (
    sa.update(outbox)
    .where(_ROW)
    .values(
        # News may be quicker than the answer to the call that it is about.
        state=sa.case((sa.or_(_RANK > 1, _ANEW), outbox.c.state), else_="sent"),
        external_id=_bound("external"),
        sent_at=_bound("now"),
        **_FREE,
    )
)
_LATER = (
    sa.update(outbox)
    .where(_HELD)
    .values(
        state="due",
        due_at=_bound("at"),
        reason=_bound("why"),
        attempts=outbox.c.attempts - _bound("less"),
        **_FREE,
    )
)
_FAILED = (
    sa.update(outbox)
    .where(_HELD)
    .values(state=_bound("to"), reason=_bound("why"), **_FREE)
)
_DOUBTED = {True: "due", False: "uncertain"}
_UNCERTAIN = (
    sa.update(outbox)
    .where(_HELD)
    .values(state=_bound("to"), maybe_twice=sa.true(), due_at=_bound("at"), **_FREE)
)
_EXPIRED = (
    sa.update(outbox)
    .where(
        sending(outbox),
        sa.or_(
            outbox.c.lease_until < _bound("now"), outbox.c.lease_by == _bound("dead")
        ),
        outbox.c.channel == _bound("of"),
        outbox.c.account == _bound("by"),
    )
    .values(
        state=sa.case((outbox.c.kind == _bound("once"), "uncertain"), else_="due"),
        maybe_twice=sa.true(),
        due_at=sa.case(
            (outbox.c.kind == _bound("told"), _moment("settled")), else_=_moment("at")
        ),
        **_FREE,
    )
)
_RISE = (
    sa.update(outbox)
    .where(
        outbox.c.channel == _bound("of"),
        outbox.c.account == _bound("by"),
        outbox.c.state != "cancelled",
        ~_ANEW,
        # Nor is what is said of another time, of which the name is known no more.
        sa.or_(
            _bound("external").in_(["", outbox.c.external_id]),
            outbox.c.external_id == sa.literal_column("''"),
        ),
        _bound("rank") > _RANK,
    )
    .values(
        state=_bound("to"),
        reason=_bound("why"),
        external_id=sa.func.coalesce(
            sa.func.nullif(_bound("external"), ""), outbox.c.external_id
        ),
        sent_at=sa.func.coalesce(outbox.c.sent_at, _bound("now")),
        **_FREE,
    )
)
