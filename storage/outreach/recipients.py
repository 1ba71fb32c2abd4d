"""What becomes of an announcement for single people, beside the sending of it."""

from collections.abc import Sequence

import sqlalchemy as sa

from storage.cases import history
from storage.core.database import Transaction
from storage.messages import outbox
from storage.people.addresses import latest_of
from storage.tables import addresses, consents, people, recipients
from storage.tables import outbox as messages
from storage.tables.outreach import on_their_way

LANE = 3
"""In which announcements wait to be sent."""


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
    await outbox.cancel(tx, person_id=person_id, lanes=[LANE])
    own = sa.update(recipients).where(
        recipients.c.person_id == person_id, recipients.c.state == "waiting"
    )
    await tx.conn.execute(own.values(state="stopped", updated_at=tx.now))


async def stop(tx: Transaction, person_id: str, channel: str) -> None:
    """A platform says that a person wants none: the same, noted with its day."""
    wanted = sa.select(people.c.announcements).where(people.c.id == person_id)
    if not (await tx.conn.execute(wanted)).scalar_one_or_none():
        return
    # By name, for a platform's own words are no text of ours that was agreed to.
    about = {"agreed": False, "version": "platform", "channel": channel}
    row = {"person_id": person_id, "kind": "announcements", "at": tx.now, **about}
    await tx.conn.execute(sa.insert(consents), row)
    own = sa.update(people).where(people.c.id == person_id)
    await tx.conn.execute(own.values(announcements=False))
    act = "consent.announcements"
    await history.write(tx, act, person_id=person_id, agreed=False, channel=channel)
    await leave(tx, person_id)


async def settle(tx: Transaction, announcement_id: str) -> tuple[int, int]:
    """Note what became of the messages on their way: how many, and how many still are.

    So many at most as may be ahead of the sending: the fan-out sees to that.
    """
    here = recipients.c.announcement_id == announcement_id
    news = await learn(tx, here, on_their_way(recipients))
    counted = sa.select(sa.func.count()).where(here, on_their_way(recipients))
    return news, int((await tx.conn.execute(counted)).scalar_one())


async def learn(tx: Transaction, *which: sa.ColumnElement[bool]) -> int:
    """Note at the recipients what became of the messages *which*; say of how many."""
    # In the recipient's words.
    state = sa.case(
        (messages.c.state == "cancelled", "stopped"),
        (messages.c.state == "dead", "failed"),
        else_=messages.c.state,
    )
    change = (
        sa.update(recipients)
        .where(
            recipients.c.outbox_id == messages.c.id,
            messages.c.state.not_in(["due", "sending"]),
            recipients.c.state != state,
            *which,
        )
        .values(state=state, reason=messages.c.reason, updated_at=tx.now)
    )
    return (await tx.conn.execute(change)).rowcount


async def ahead(tx: Transaction, announcement_id: str) -> dict[str, int]:
    """How many messages on their way are in each state, as the outbox has them."""
    posted = messages.c.id == recipients.c.outbox_id
    counted = (
        sa.select(messages.c.state, sa.func.count())
        .join_from(recipients, messages, posted)
        .where(
            recipients.c.announcement_id == announcement_id, on_their_way(recipients)
        )
        .group_by(messages.c.state)
    )
    return {row[0]: row[1] for row in await tx.conn.execute(counted)}


async def listed(
    tx: Transaction,
    announcement_id: str,
    states: Sequence[str],
    *,
    limit: int,
    after: str = "",
) -> list[tuple[str, str, str, str, str]]:
    """Who is in one of *states*: their id and name, where, which state, and why."""
    at = addresses.c.id == sa.func.coalesce(
        recipients.c.address_id, latest_of(people.c.id)
    )
    found = (
        sa.select(
            recipients.c.person_id,
            people.c.name_sealed,
            addresses.c.channel,
            recipients.c.state,
            recipients.c.reason,
        )
        .join_from(recipients, people, people.c.id == recipients.c.person_id)
        .outerjoin(addresses, at)
        .where(
            recipients.c.announcement_id == announcement_id,
            recipients.c.state.in_(list(states)),
            recipients.c.person_id > after,
        )
        .order_by(recipients.c.person_id)
        .limit(limit)
    )
    return [
        (id_, tx.unseal("people", "name", id_, sealed), channel or "", state, reason)
        for id_, sealed, channel, state, reason in await tx.conn.execute(found)
    ]


async def counts(tx: Transaction, announcement_id: str) -> dict[str, int]:
    """How many recipients are in each state."""
    return (await counts_of(tx, [announcement_id]))[announcement_id]


async def counts_of(
    tx: Transaction, announcement_ids: Sequence[str]
) -> dict[str, dict[str, int]]:
    """The same of several announcements."""
    which = recipients.c.announcement_id, recipients.c.state
    counted = (
        sa.select(*which, sa.func.count())
        .where(recipients.c.announcement_id.in_(list(announcement_ids)))
        .group_by(*which)
    )
    found: dict[str, dict[str, int]] = {each: {} for each in announcement_ids}
    for id_, state, count in await tx.conn.execute(counted):
        found[id_][state] = count
    return found
