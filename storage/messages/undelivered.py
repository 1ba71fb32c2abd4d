"""What did not reach its person: it waits for them to write, or failed for good.

A platform may let us write to somebody only for so long after they wrote. What comes
later is held at that wall, and is the first thing they get when they write again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from conversations.cases.records import Shut, Undelivered
from storage.core.database import Transaction
from storage.messages.outbox import ABOUT
from storage.people.addresses import home_of, reachable
from storage.tables import addresses, businesses, officers, outbox, people
from storage.tables.messages import held, lost

HAS_NAME = outbox.c.external_id != sa.literal_column("''")
LASTS = timedelta(days=30)
"""What waited for longer is news to nobody any more."""


async def release(tx: Transaction, homes: Mapping[str, tuple[str, str, str]]) -> None:
    """These people write: what waits for them goes there now, before any answer.

    *homes* has by person the address that they write from, its channel and account.
    """
    # By person: who writes from an address today may be another than before.
    waits = sa.select(outbox.c.id, outbox.c.person_id).where(
        held(outbox),
        outbox.c.created_at > tx.now - LASTS,
        outbox.c.person_id.in_(sorted(homes)),
    )
    for row in (await tx.conn.execute(waits)).all():
        address, channel, account = homes[row.person_id]
        goes = {"address_id": address, "channel": channel, "account": account}
        now = {"state": "due", "due_at": tx.now, "lane": 0}
        own = sa.update(outbox).where(outbox.c.id == row.id)
        await tx.conn.execute(own.values(**goes, **now))


async def bring_back(
    tx: Transaction,
    here: sa.ColumnElement[bool],
    state: str,
    id_: str,
    external: str,
    again_in: Callable[[int], timedelta | None],
) -> None:
    """The platform says, after all, that what it calls *external* did not go.

    It is due again: at once, to go the way of all that is written to a chat that is
    shut or gone; or when *again_in* says. It keeps its name, by which what is said of
    this time again means nothing.
    """
    known = outbox.c.external_id == external
    sent = HAS_NAME, known, outbox.c.state == "sent"
    # News may be quicker than the answer to the call that it is about.
    flies = outbox.c.id == id_, outbox.c.state == "sending", ~known
    found = sa.select(outbox.c.id, outbox.c.address_id, outbox.c.attempts)
    for which in sent, flies:
        for row in (await tx.conn.execute(found.where(here, *which))).all():
            wait = again_in(row.attempts) if state == "again" else timedelta(0)
            if wait is None:
                continue
            own = sa.update(outbox).where(outbox.c.id == row.id)
            due = {"state": "due", "due_at": tx.now + wait, "lease_by": ""}
            await tx.conn.execute(own.values(external_id=external, **due))
            if state == "held":
                await shut(tx, [row.address_id])
            elif state == "gone":
                await reachable(tx, row.address_id, yes=False)


async def shut(tx: Transaction, address_ids: Sequence[str]) -> None:
    """The platform says that we may not write there now, whatever we thought."""
    own = sa.update(addresses).where(
        addresses.c.id.in_(sorted(set(address_ids))),
        addresses.c.window_until > tx.now,
    )
    await tx.conn.execute(own.values(window_until=tx.now))


async def shut_to(tx: Transaction, person_id: str) -> Shut | None:
    """Since when we may not write to somebody; None while we may."""
    shut, at = addresses.c.window_until <= tx.now, addresses.c
    own = (
        sa.select(people.c.name_sealed, at.reachable, at.window_until, at.heard_at)
        .join_from(people, addresses, at.id == home_of(people.c.id))
        .where(people.c.id == person_id, sa.or_(shut, ~at.reachable))
    )
    row = (await tx.conn.execute(own)).one_or_none()
    if row is None:
        return None
    name = tx.unseal("people", "name", person_id, row.name_sealed)
    since = row.window_until if row.reachable else row.heard_at
    return Shut(name, since, gone=not row.reachable)


async def waiting(tx: Transaction, person_id: str) -> int:
    """How many messages wait for somebody to write."""
    own = held(outbox), outbox.c.person_id == person_id
    count = sa.select(sa.func.count()).where(*own, outbox.c.created_at > tx.now - LASTS)
    return int((await tx.conn.execute(count)).scalar_one())


async def count(tx: Transaction, office_id: str) -> int:
    """How many messages of an office did not arrive."""
    own = _of(tx, office_id).subquery()
    found = await tx.conn.execute(sa.select(sa.func.count()).select_from(own))
    return int(found.scalar_one())


async def listed(
    tx: Transaction, office_id: str = "", limit: int = 20
) -> list[Undelivered]:
    """What did not arrive, the newest first: of one office, or of all."""
    # By time: by place, all of the past would be read.
    newest = _of(tx, office_id).order_by(outbox.c.created_at.desc()).limit(limit)
    found: list[Undelivered] = []
    for row in await tx.conn.execute(newest):
        body: Mapping[str, Any] = tx.ring.unseal_json(
            f"outbox:body:{row.id}", row.body_sealed
        )
        name = tx.unseal("people", "name", row.person_id, row.name_sealed)
        about = (str(body.get(ABOUT) or ""), row.channel, row.reason, row.created_at)
        found.append(Undelivered(name, *about))
    return found


async def by_reason(tx: Transaction) -> dict[str, int]:
    """How many failed for good, by reason; those that wait are among them."""
    counted = (
        sa.select(outbox.c.reason, sa.func.count())
        .where(lost(outbox))
        .group_by(outbox.c.reason)
    )
    return {row[0]: row[1] for row in await tx.conn.execute(counted)}


def _of(tx: Transaction, office_id: str) -> sa.Select[Any]:
    """What somebody at an office should know of: no edit, and no announcement."""
    chosen = (
        sa.select(
            outbox.c.id,
            outbox.c.seq,
            outbox.c.body_sealed,
            outbox.c.channel,
            outbox.c.reason,
            outbox.c.created_at,
            people.c.id.label("person_id"),
            people.c.name_sealed,
        )
        .join_from(outbox, people, people.c.id == outbox.c.person_id)
        .where(
            lost(outbox),
            outbox.c.created_at > tx.now - LASTS,
            outbox.c.kind.in_(["prompt", "notice"]),
            outbox.c.reason != "unreadable",
        )
    )
    if not office_id:
        return chosen
    filed = sa.select(businesses.c.person_id).where(businesses.c.office_id == office_id)
    works = sa.select(officers.c.person_id).where(officers.c.office_id == office_id)
    return chosen.where(sa.or_(people.c.id.in_(filed), people.c.id.in_(works)))
