"""Announcements: whom they are for, listed when confirmed, sent in chunks, counted.

Consent is asked twice: when the list is frozen, and again when a chunk is queued,
for *berhenti* holds from the moment it is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from conversations.cases.records import Announcement, Audience
from storage.core.database import Conflict, Row, Transaction
from storage.core.ids import new_id
from storage.messages import outbox
from storage.outreach import recipients as recipients_of
from storage.outreach.audience import enlist, next_id, span
from storage.people.addresses import latest_of
from storage.tables import addresses, announcements, people, recipients


@dataclass(frozen=True, slots=True)
class Target:
    """One recipient, whose message is to be posted in this commit as *outbox_id*."""

    outbox_id: str
    person_id: str
    address_id: str
    channel: str
    account: str
    language: str
    window_until: datetime | None


def subject(announcement_id: str) -> str:
    """What the messages of an announcement are about, in the outbox."""
    return f"announcement:{announcement_id}"


async def freeze(
    tx: Transaction,
    author_id: str,
    text: str,
    audience: Audience,
    announcement_id: str = "",
    starts_at: datetime | None = None,
    programme_id: str | None = None,
) -> str:
    """Confirm: it is for who is there when it goes; `listed` makes the list. Its id."""
    announcement_id = announcement_id or new_id()
    row = {
        "id": announcement_id,
        "office_id": audience.office_id,
        "author_id": author_id,
        "text_sealed": tx.seal("announcements", "text", announcement_id, text),
        "audience": asdict(audience),
        "listed_to": "",
        "starts_at": starts_at,
        "programme_id": programme_id,
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(announcements), row)
    return announcement_id


async def listed(tx: Transaction, announcement_id: str, size: int) -> bool:
    """Look at the next *size* people for the list, or for what a stop takes back.

    Done bit by bit, so that no writer waits long, and where the last commit ended. Says
    whether there are more. Nobody is listed twice, whoever comes or goes meanwhile.
    """
    own = announcements.c.id == announcement_id
    found = sa.select(
        announcements.c.state, announcements.c.listed_to, announcements.c.audience
    ).where(own, announcements.c.listed_to.is_not(None))
    row = (await tx.conn.execute(found.with_for_update())).one_or_none()
    if row is None:
        return False
    if row.state == "stopped":
        last = await _take_back(tx, announcement_id, row.listed_to, size)
        made = 0
    else:
        last = await next_id(tx, people.c.id, row.listed_to, size)
        those = span(people.c.id, row.listed_to, last)
        made = await enlist(tx, announcement_id, Audience(**row.audience), those)
    change = sa.update(announcements).where(own)
    values = {"listed_to": last, "count": announcements.c.count + made}
    await tx.conn.execute(change.values(values))
    return last is not None


async def next_chunk(
    tx: Transaction, announcement_id: str, size: int = 100
) -> list[Target]:
    """The next people, marked as queued: post their messages in the same commit.

    Empty when none is left. Who said no since is `refused`, and not among them.
    """
    this = recipients.c.announcement_id == announcement_id
    going = sa.select(1).where(
        announcements.c.id == announcement_id,
        announcements.c.state == "sending",
        announcements.c.listed_to.is_(None),
    )
    while True:
        found = (
            sa.select(
                recipients.c.person_id,
                addresses.c.id,
                addresses.c.channel,
                addresses.c.account,
                people.c.language,
                addresses.c.window_until,
                sa.and_(people.c.announcements, people.c.reachable).label("willing"),
            )
            .join_from(recipients, people, people.c.id == recipients.c.person_id)
            .outerjoin(addresses, addresses.c.id == latest_of(people.c.id))
            .where(this, recipients.c.state == "waiting", going.exists())
            .order_by(recipients.c.person_id)
            .limit(size)
            .with_for_update(of=recipients, skip_locked=True)
        )
        rows = (await tx.conn.execute(found)).all()
        targets = [Target(new_id(), *at) for *at, willing in rows if willing and at[1]]
        await _mark(tx, announcement_id, rows, targets)
        if targets or not rows:
            return targets


async def stop(tx: Transaction, announcement_id: str) -> None:
    """Send no more of it; `Conflict` when it was over already."""
    own = sa.update(announcements).where(
        announcements.c.id == announcement_id, announcements.c.state == "sending"
    )
    values = {"state": "stopped", "listed_to": "", "done_at": tx.now}
    if (await tx.conn.execute(own.values(values))).rowcount != 1:
        raise Conflict
    await outbox.cancel(tx, subject=subject(announcement_id))
    await recipients_of.settle(tx, announcement_id)


async def postpone(tx: Transaction, announcement_id: str, until: datetime) -> None:
    """Go on with it then: nothing of it is posted before."""
    own = sa.update(announcements).where(announcements.c.id == announcement_id)
    await tx.conn.execute(own.values(starts_at=until))


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
        over = own.where(
            announcements.c.state == "sending",
            announcements.c.listed_to.is_(None),
            ~left.exists(),
        )
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


async def of_office(
    tx: Transaction, office_id: str, *, limit: int, before: str = ""
) -> list[Announcement]:
    """Those of an office, the newest first; from the one *before* another on."""
    own = _ANNOUNCEMENT.where(announcements.c.office_id == office_id)
    if before:
        own = own.where(announcements.c.id < before)
    rows = await tx.conn.execute(own.order_by(announcements.c.id.desc()).limit(limit))
    return [_announcement(tx, row) for row in rows]


async def unfinished(tx: Transaction) -> list[Announcement]:
    """Those there is something to do for, the oldest first, also after a restart."""
    later = sa.func.coalesce(announcements.c.starts_at, tx.now) > tx.now
    sending = announcements.c.state == "sending"
    going = _ANNOUNCEMENT.where(
        sa.or_(
            sa.and_(sending, ~later),
            sa.and_(~sending, announcements.c.listed_to.is_not(None)),
        )
    )
    rows = await tx.conn.execute(going.order_by(announcements.c.id))
    return [_announcement(tx, row) for row in rows]


async def _take_back(
    tx: Transaction, announcement_id: str, after: str, size: int
) -> str | None:
    """Note of the next who wait that they get nothing; who was the last of them."""
    this = recipients.c.announcement_id == announcement_id
    waiting = sa.and_(this, recipients.c.state == "waiting")
    ahead = sa.select(recipients.c.person_id).where(waiting)
    ahead = ahead.order_by(recipients.c.person_id).offset(size - 1).limit(1)
    last: str | None = (await tx.conn.execute(ahead)).scalar_one_or_none()
    those = span(recipients.c.person_id, after, last)
    change = sa.update(recipients).where(waiting, those)
    await tx.conn.execute(change.values(state="stopped", updated_at=tx.now))
    return last


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
        count=row.reached,
        state=row.state,
        listing=row.listed_to is not None,
        changed_at=row.changed_at,
        starts_at=row.starts_at,
        programme_id=row.programme_id,
        whom=_audience(row.audience),
    )


def _audience(kept: Mapping[str, Any]) -> Audience:
    """As it was kept: JSON knows no tuples."""
    narrowed = {n: tuple(e) for n, e in kept.items() if n != "office_id"}
    return Audience(kept["office_id"], **narrowed)


# A row is a tuple, which has a method of the name `count`.
_ANNOUNCEMENT = sa.select(announcements, announcements.c.count.label("reached"))
