"""Announcements: whom they are for, frozen when confirmed, sent in chunks, counted.

Consent is asked twice: when the list is frozen, and again when a chunk is queued,
for *berhenti* holds from the moment it is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.core.database import Row, Transaction
from storage.core.ids import new_id
from storage.messages import outbox
from storage.outreach import recipients as recipients_of
from storage.people.addresses import latest_of
from storage.tables import addresses, announcements, businesses, people, recipients


@dataclass(frozen=True, slots=True)
class Audience:
    """Owners of businesses of an office; an empty tuple narrows nothing."""

    office_id: str
    kecamatan: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    road: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """One text on its way to *count* people."""

    id: str
    office_id: str
    author_id: str
    text: str
    audience: dict[str, Any]
    count: int
    state: str
    created_at: datetime
    changed_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Target:
    """One recipient, whose message is to be posted in this commit as *outbox_id*."""

    person_id: str
    address_id: str
    channel: str
    account: str
    language: str
    window_until: datetime | None
    outbox_id: str


def subject(announcement_id: str) -> str:
    """What the messages of an announcement are about, in the outbox."""
    return f"announcement:{announcement_id}"


async def count(tx: Transaction, audience: Audience) -> int:
    """How many people would get it now."""
    chosen = _chosen(audience).subquery()
    counted = sa.select(sa.func.count()).select_from(chosen)
    return int((await tx.conn.execute(counted)).scalar_one())


async def outside(tx: Transaction, audience: Audience) -> int:
    """How many of them can get no free text now: the time for it is over."""
    chosen = _chosen(audience).subquery()
    closed = (
        sa.select(sa.func.count())
        .select_from(chosen)
        .join(addresses, addresses.c.id == latest_of(chosen.c.id))
        .where(addresses.c.window_until <= tx.now)
    )
    return int((await tx.conn.execute(closed)).scalar_one())


async def sample(tx: Transaction, audience: Audience, size: int = 3) -> list[str]:
    """The names of a few of them, so that one sees whom one is about to write to."""
    named = _chosen(audience).where(people.c.name_sealed.is_not(None))
    rows = await tx.conn.execute(named.order_by(people.c.id).limit(size))
    return [tx.unseal("people", "name", row.id, row.name_sealed) for row in rows]


async def freeze(
    tx: Transaction, author_id: str, text: str, audience: Audience
) -> Announcement:
    """Confirm: from here on the list of people does not change any more."""
    announcement_id = new_id()
    row = {
        "id": announcement_id,
        "office_id": audience.office_id,
        "author_id": author_id,
        "text_sealed": tx.seal("announcements", "text", announcement_id, text),
        "audience": asdict(audience),
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(announcements), row)
    chosen = _chosen(audience).subquery()
    listed = sa.select(
        sa.literal(announcement_id),
        chosen.c.id,
        sa.literal(tx.now, recipients.c.updated_at.type),
    )
    names = ["announcement_id", "person_id", "updated_at"]
    done = await tx.conn.execute(sa.insert(recipients).from_select(names, listed))
    own = sa.update(announcements).where(announcements.c.id == announcement_id)
    await tx.conn.execute(own.values(count=done.rowcount))
    return await by_id(tx, announcement_id)


async def next_chunk(
    tx: Transaction, announcement_id: str, size: int = 100
) -> list[Target]:
    """The next people, marked as queued: post their messages in the same commit.

    Empty when none is left. Who said no since is `refused`, and not among them.
    """
    this = recipients.c.announcement_id == announcement_id
    going = sa.select(1).where(
        announcements.c.id == announcement_id, announcements.c.state == "sending"
    )
    while True:
        found = (
            sa.select(
                recipients.c.person_id,
                sa.and_(people.c.announcements, people.c.reachable).label("willing"),
                people.c.language,
                addresses.c.id.label("address_id"),
                addresses.c.channel,
                addresses.c.account,
                addresses.c.window_until,
            )
            .join_from(recipients, people, people.c.id == recipients.c.person_id)
            .outerjoin(addresses, addresses.c.id == latest_of(people.c.id))
            .where(this, recipients.c.state == "waiting", going.exists())
            .order_by(recipients.c.person_id)
            .limit(size)
            .with_for_update(of=recipients, skip_locked=True)
        )
        rows = (await tx.conn.execute(found)).all()
        targets = [
            Target(
                person_id=row.person_id,
                address_id=row.address_id,
                channel=row.channel,
                account=row.account,
                language=row.language,
                window_until=row.window_until,
                outbox_id=new_id(),
            )
            for row in rows
            if row.willing and row.address_id
        ]
        await _mark(tx, announcement_id, rows, targets)
        if targets or not rows:
            return targets


async def stop(tx: Transaction, announcement_id: str) -> bool:
    """Send no more of it; False when it was over already."""
    own = sa.update(announcements).where(
        announcements.c.id == announcement_id, announcements.c.state == "sending"
    )
    stopped = await tx.conn.execute(own.values(state="stopped", done_at=tx.now))
    if stopped.rowcount != 1:
        return False
    rest = sa.update(recipients).where(
        recipients.c.announcement_id == announcement_id,
        recipients.c.state == "waiting",
    )
    await tx.conn.execute(rest.values(state="stopped", updated_at=tx.now))
    await outbox.cancel(tx, subject=subject(announcement_id))
    await recipients_of.settle(tx, announcement_id)
    return True


async def note(tx: Transaction, announcement_id: str) -> int:
    """Note what became of its messages, and whether it is over; how many still go.

    It costs what is on its way, however many got it already.
    """
    changed, going = await recipients_of.settle(tx, announcement_id)
    own = sa.update(announcements).where(announcements.c.id == announcement_id)
    if changed:
        await tx.conn.execute(own.values(changed_at=tx.now))
    if not going:
        left = sa.select(1).where(
            recipients.c.announcement_id == announcement_id,
            recipients.c.state == "waiting",
        )
        over = own.where(announcements.c.state == "sending", ~left.exists())
        ended = over.values(state="done", changed_at=tx.now, done_at=tx.now)
        await tx.conn.execute(ended)
    return going


async def by_id(tx: Transaction, announcement_id: str) -> Announcement:
    """One announcement that exists."""
    own = _ANNOUNCEMENT.where(announcements.c.id == announcement_id)
    return _announcement(tx, (await tx.conn.execute(own)).one())


async def find(tx: Transaction, announcement_id: str) -> Announcement | None:
    """The announcement that a button named, if there is one."""
    own = _ANNOUNCEMENT.where(announcements.c.id == announcement_id)
    row = (await tx.conn.execute(own)).one_or_none()
    return None if row is None else _announcement(tx, row)


async def unfinished(tx: Transaction) -> list[Announcement]:
    """Those that are being sent, the oldest first: what a restart goes on with."""
    going = _ANNOUNCEMENT.where(announcements.c.state == "sending")
    rows = await tx.conn.execute(going.order_by(announcements.c.id))
    return [_announcement(tx, row) for row in rows]


def _chosen(audience: Audience) -> sa.Select[Any]:
    """People who want announcements, can be reached, and own such a business."""
    own = sa.select(1).where(
        businesses.c.person_id == people.c.id,
        businesses.c.office_id == audience.office_id,
    )
    narrowing: Mapping[str, tuple[str, ...]] = {
        "kecamatan": audience.kecamatan,
        "sector": audience.sector,
        "road": audience.road,
        "stage": audience.stage,
        "kind": audience.kind,
    }
    for column, values in narrowing.items():
        if values:
            own = own.where(businesses.c[column].in_(values))
    return sa.select(people.c.id, people.c.name_sealed).where(
        people.c.announcements,
        people.c.reachable,
        people.c.erased_at.is_(None),
        latest_of(people.c.id).is_not(None),
        own.exists(),
    )


async def _mark(
    tx: Transaction,
    announcement_id: str,
    rows: Sequence[Row],
    targets: list[Target],
) -> None:
    one = sa.update(recipients).where(
        recipients.c.announcement_id == announcement_id,
        recipients.c.person_id == sa.bindparam("person"),
    )
    queued = {target.person_id for target in targets}
    if targets:
        values = {
            "state": "queued",
            "address_id": sa.bindparam("address"),
            "outbox_id": sa.bindparam("message"),
            "updated_at": tx.now,
        }
        await tx.conn.execute(
            one.values(**values),
            [
                {"person": t.person_id, "address": t.address_id, "message": t.outbox_id}
                for t in targets
            ],
        )
    refused = [{"person": r.person_id} for r in rows if r.person_id not in queued]
    if refused:
        await tx.conn.execute(one.values(state="refused", updated_at=tx.now), refused)


def _announcement(tx: Transaction, row: Row) -> Announcement:
    return Announcement(
        id=row.id,
        office_id=row.office_id,
        author_id=row.author_id,
        text=tx.unseal("announcements", "text", row.id, row.text_sealed),
        audience=row.audience,
        count=row.reached,
        state=row.state,
        created_at=row.created_at,
        changed_at=row.changed_at,
        done_at=row.done_at,
    )


# A row is a tuple, which has a method of the name `count`.
_ANNOUNCEMENT = sa.select(announcements, announcements.c.count.label("reached"))
