"""Where people are found: looking an address up without being able to read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import addresses, desk_groups, officers, offices


def blind(tx: Transaction, channel: str, account: str, external: str) -> str:
    """What stands for an address in the index; the address itself is sealed."""
    return tx.ring.blind(f"address:{channel}:{account}", external)


def latest_of(person_id: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    """The id of the address to write to: the one last heard that can be reached."""
    own = addresses.alias()
    return _latest(own, person_id).where(own.c.reachable).scalar_subquery()


def home_of(person_id: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    """The same; where none can be reached, the one where news waits for its person."""
    return _latest(addresses.alias(), person_id).scalar_subquery()


def _latest(own: sa.FromClause, person_id: sa.ColumnElement[Any]) -> sa.Select[Any]:
    latest = own.c.reachable.desc(), own.c.heard_at.desc(), own.c.id.desc()
    heard = own.c.person_id == person_id, own.c.heard_at.is_not(None)
    return sa.select(own.c.id).where(*heard).order_by(*latest).limit(1)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached, by ids only."""

    id: str
    person_id: str


async def find(
    tx: Transaction, channel: str, account: str, external: str
) -> Address | None:
    """An address that is known already."""
    own = sa.select(addresses.c.id, addresses.c.person_id).where(
        addresses.c.blind_index == blind(tx, channel, account, external)
    )
    row = (await tx.conn.execute(own)).one_or_none()
    return Address(*row) if row else None


async def of_person(tx: Transaction, person_id: str, at: tuple[str, str]) -> list[str]:
    """The chats of a person on one account of a channel."""
    named = addresses.c.channel, addresses.c.account
    own = sa.select(addresses.c.id, addresses.c.external_sealed).where(
        addresses.c.person_id == person_id, sa.tuple_(*named) == at
    )
    return [
        tx.unseal("addresses", "external", row.id, row.external_sealed)
        for row in await tx.conn.execute(own.order_by(addresses.c.id))
    ]


@dataclass(frozen=True, slots=True)
class Heard:
    """An address that somebody wrote from, and when they last did."""

    id: str
    channel: str
    heard_at: datetime


async def heard(tx: Transaction, person_id: str) -> list[Heard]:
    """Where a person writes from, the latest first."""
    own = sa.select(addresses.c.id, addresses.c.channel, addresses.c.heard_at)
    rows = await tx.conn.execute(
        own.where(
            addresses.c.person_id == person_id, addresses.c.heard_at.is_not(None)
        ).order_by(addresses.c.heard_at.desc(), addresses.c.id)
    )
    return [Heard(*row) for row in rows]


async def idle(
    tx: Transaction, at: tuple[str, str], before: datetime, desk: datetime
) -> list[tuple[str, str]]:
    """Chats on an account that nobody writes from: whose, and the address.

    Those of officers since *desk*; of others since *before*, where they write from
    elsewhere since. Who has no other way to their data keeps the one they have.
    """
    other = addresses.alias()
    works = sa.exists().where(
        officers.c.person_id == addresses.c.person_id, officers.c.active
    )
    elsewhere = sa.exists().where(
        other.c.person_id == addresses.c.person_id,
        other.c.heard_at > addresses.c.heard_at,
    )
    long_ago = sa.or_(
        sa.and_(addresses.c.heard_at < desk, works),
        sa.and_(addresses.c.heard_at < before, elsewhere),
    )
    named = sa.tuple_(addresses.c.channel, addresses.c.account) == at
    found = sa.select(addresses.c.person_id, addresses.c.id).where(named, long_ago)
    return [(row.person_id, row.id) for row in await tx.conn.execute(found)]


async def reachable(tx: Transaction, address_id: str, *, yes: bool) -> None:
    """Remember that an address answers again, or that it was blocked."""
    change = sa.update(addresses).where(addresses.c.id == address_id)
    await tx.conn.execute(change.values(reachable=yes))


async def moved(tx: Transaction, address_id: str, to: str) -> None:
    """The chat goes on under another id (a group that became a supergroup)."""
    own = sa.select(addresses.c.channel, addresses.c.account)
    row = (await tx.conn.execute(own.where(addresses.c.id == address_id))).one()
    change = sa.update(addresses).where(addresses.c.id == address_id)
    await tx.conn.execute(
        change.values(
            blind_index=blind(tx, row.channel, row.account, to),
            external_sealed=tx.seal("addresses", "external", address_id, to),
        )
    )
    works = desk_groups.c.address_id == address_id
    its = sa.select(desk_groups.c.office_id).where(works)
    office = sa.update(offices).where(offices.c.id.in_(its))
    await tx.conn.execute(office.values(group_chat=to))


async def last_heard(tx: Transaction, person_id: str) -> datetime | None:
    """When something last came from where the person can be reached; None if never."""
    own = addresses.alias()
    where = own.c.person_id == person_id, own.c.reachable, own.c.heard_at.is_not(None)
    latest = sa.select(own.c.heard_at).where(*where).order_by(own.c.heard_at.desc())
    found: datetime | None = (
        await tx.conn.execute(latest.limit(1))
    ).scalar_one_or_none()
    return found
