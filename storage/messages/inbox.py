"""What came in: taken once, in order, kept open until it is dealt with."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.dialects import postgresql, sqlite

from conversations.cases.records import DeadLetter
from storage.core.bulk import added
from storage.core.database import Row, Transaction
from storage.core.seal import Unreadable
from storage.tables import businesses, inbox, officers, people, threads
from storage.tables.messages import behind, media, unfinished
from storage.tables.messages import dead as is_dead

OURS = "pandu"
"""The channel of events that we post ourselves."""


class InboxRow(Struct, frozen=True):
    """One event as it arrives; *key* comes from `event_key`.

    *state* is `done` when its turn is taken in this same commit (`fail` opens it
    again), `open` when it must wait, `media` while a file must be fetched first,
    `dead` or `ignored` when there is nothing to do. *body* is the delivery as bytes,
    *event* what was read.
    """

    key: str
    channel: str
    account: str
    person_id: str | None = None
    address_id: str | None = None
    body: bytes | None = None
    event: Mapping[str, Any] | None = None
    state: str = "open"
    reason: str = ""
    album: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """An event that still waits for its turn, or for its file."""

    seq: int
    key: str
    channel: str
    account: str
    person_id: str
    address_id: str | None
    event: dict[str, Any]
    attempts: int
    album: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that is not done yet, and whether it waits for a file (`media`)."""

    event: OpenEvent
    state: str


def event_key(tx: Transaction, channel: str, account: str, key: str) -> str:
    """What names an event among all: a platform's key holds ids of people."""
    return tx.ring.blind(f"inbox:{channel}:{account}", key)


async def known(tx: Transaction, keys: Sequence[str]) -> set[str]:
    """Those of *keys* that were delivered before."""
    found = sa.select(inbox.c.key).where(inbox.c.key.in_(list(keys)))
    return set((await tx.conn.execute(found)).scalars())


async def take_in(tx: Transaction, rows: Sequence[InboxRow]) -> dict[str, int]:
    """Store events; give the place in the order of each that was not known before."""
    if not rows:
        return {}
    values = [_values(tx, row) for row in rows]
    return dict(tuple(row) for row in await added(tx, _TAKE_IN[tx.dialect], values))


async def post_event(
    tx: Transaction, person_id: str, event: Mapping[str, Any], unique_key: str
) -> bool:
    """Tell a person's conversation of something, once for each *unique_key*."""
    key = event_key(tx, OURS, "", unique_key)
    row = InboxRow(key, OURS, "", person_id=person_id, event=event)
    return bool(await take_in(tx, [row]))


async def was_posted(tx: Transaction, unique_key: str) -> bool:
    """Whether an event of our own was posted under *unique_key* before."""
    key = event_key(tx, OURS, "", unique_key)
    return bool(await known(tx, [key]))


async def finish(tx: Transaction, seqs: Sequence[int], state: str = "done") -> None:
    """These were dealt with (`done`), or need nothing (`ignored`)."""
    if seqs:
        await tx.conn.execute(_FINISH, {"seqs": seqs, "now": tx.now, "to": state})


async def reopen(tx: Transaction, seqs: Sequence[int]) -> None:
    """These were written as done too early: their turn is still to come."""
    if seqs:
        change = sa.update(inbox).where(inbox.c.seq.in_(list(seqs)))
        await tx.conn.execute(change.values(state="open", done_at=None))


async def fail(tx: Transaction, seq: int, reason: str, retry_at: datetime) -> int:
    """A turn failed: the event is open again at *retry_at*; say how often."""
    change = (
        sa.update(inbox)
        .where(inbox.c.seq == seq)
        .values(
            state="open",
            attempts=inbox.c.attempts + 1,
            reason=reason,
            due_at=retry_at,
            done_at=None,
        )
        .returning(inbox.c.attempts)
    )
    attempts: int = (await tx.conn.execute(change)).scalar_one()
    return attempts


async def bury(tx: Transaction, seq: int, reason: str) -> None:
    """Give up on an event: officers see it, and what came after it may go on."""
    change = sa.update(inbox).where(inbox.c.seq == seq)
    await tx.conn.execute(change.values(state="dead", reason=reason, done_at=tx.now))


async def open_of(
    tx: Transaction, person_ids: Sequence[str]
) -> dict[str, list[OpenEvent]]:
    """What each person's conversation can take now, in order.

    The list ends before the first event that waits for its file or its next try.
    """
    ready: dict[str, list[OpenEvent]] = {}
    blocked: set[str] = set()
    rows = await tx.conn.execute(_OPEN_OF, {"ids": list(person_ids)})
    for row in rows:
        if row.state != "open" or row.due_at > tx.now:
            blocked.add(row.person_id)
        if row.person_id not in blocked:
            ready.setdefault(row.person_id, []).append(_event(tx, row))
    return ready


async def claim_behind(tx: Transaction, limit: int) -> list[str]:
    """People whose oldest open event is due, locked, passing over those at work."""
    found = await tx.conn.execute(_CLAIM_BEHIND, {"now": tx.now, "most": limit})
    return list(found.scalars())


async def next_turn(tx: Transaction) -> datetime | None:
    """When `claim_behind` finds somebody, as far as is known; locks nothing."""
    if (await tx.conn.execute(_BEHIND, {"now": tx.now, "most": 1})).first():
        return tx.now
    at: datetime | None = (
        await tx.conn.execute(_LATER_BEHIND, {"now": tx.now})
    ).scalar_one()
    return at


async def claim_media(tx: Transaction, limit: int, lease: timedelta) -> list[OpenEvent]:
    """Events whose file is to be fetched; again after *lease* if nobody says more."""
    due = (
        sa.select(inbox.c.seq)
        .where(media(inbox), inbox.c.due_at <= tx.now)
        .order_by(inbox.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    chosen = due.cte("chosen").prefix_with("MATERIALIZED", dialect="postgresql")
    claim = (
        sa.update(inbox)
        .where(inbox.c.seq.in_(sa.select(chosen.c.seq)))
        .values(due_at=tx.now + lease, attempts=inbox.c.attempts + 1)
        .returning(*_EVENT)
    )
    rows = (await tx.conn.execute(claim)).all()
    return [_event(tx, row) for row in sorted(rows, key=lambda row: row.seq)]


async def next_media(tx: Transaction) -> datetime | None:
    """When `claim_media` finds an event; locks nothing."""
    first = sa.select(sa.func.min(inbox.c.due_at)).where(media(inbox))
    at: datetime | None = (await tx.conn.execute(first)).scalar_one()
    return at


async def waiting_of(tx: Transaction, person_id: str) -> list[Waiting]:
    """Everything of one person that is not done yet, in order."""
    rows = await tx.conn.execute(_OPEN_OF, {"ids": [person_id]})
    return [Waiting(_event(tx, row), row.state) for row in rows]


async def postpone(tx: Transaction, seq: int, until: datetime) -> None:
    """Leave an event for later: more of its album is still to come. That is no try."""
    change = sa.update(inbox).where(inbox.c.seq == seq)
    tries = inbox.c.attempts - 1
    await tx.conn.execute(change.values(due_at=until, attempts=tries))


async def lease(tx: Transaction, seqs: Sequence[int], until: datetime) -> None:
    """Nobody else takes these events until then."""
    change = sa.update(inbox).where(inbox.c.seq.in_(list(seqs)))
    await tx.conn.execute(change.values(due_at=until))


async def hasten(tx: Transaction, person_ids: Sequence[str], album: str) -> None:
    """Files of *album* that these people sent are waited for no longer."""
    if not person_ids:
        return
    change = sa.update(inbox).where(
        inbox.c.person_id.in_(list(person_ids)),
        inbox.c.album == album,
        inbox.c.attempts == 0,
        media(inbox),
    )
    await tx.conn.execute(change.values(due_at=tx.now))


async def fetched(
    tx: Transaction, claimed: OpenEvent, event: Mapping[str, Any]
) -> None:
    """The file is there, or never will be, as *event* says: it may have its turn."""
    change = sa.update(inbox).where(
        inbox.c.seq == claimed.seq, inbox.c.state == "media"
    )
    sealed = tx.ring.seal_json(f"inbox:event:{claimed.key}", event)
    await tx.conn.execute(
        change.values(event_sealed=sealed, state="open", due_at=tx.now, attempts=0)
    )


async def dead(
    tx: Transaction, office_id: str, *, whole: bool = False, limit: int = 50
) -> list[DeadLetter]:
    """The dead letters of *office_id*, and those of no office yet; the *whole* of all.

    Their writer has a business there, works there, or is served there.
    """
    by = inbox.c.person_id
    own = sa.select(businesses.c.office_id).where(businesses.c.person_id == by)
    works = sa.select(officers.c.office_id).where(officers.c.person_id == by)
    lives = sa.select(people.c.office_id).where(people.c.id == by)
    at = sa.func.coalesce(works.scalar_subquery(), lives.scalar_subquery(), "")
    nowhere = sa.and_(at == sa.literal(""), ~own.exists())
    theirs = sa.or_(nowhere, at == office_id, sa.literal(office_id).in_(own))
    columns = [inbox.c[name] for name in DeadLetter.__slots__]
    found = sa.select(*columns).where(is_dead(inbox), sa.true() if whole else theirs)
    rows = await tx.conn.execute(found.order_by(inbox.c.seq.desc()).limit(limit))
    return [DeadLetter(*row) for row in rows]


def _values(tx: Transaction, row: InboxRow) -> dict[str, Any]:
    seal, event = tx.ring.seal, row.event
    return {
        "key": row.key,
        "channel": row.channel,
        "account": row.account,
        "person_id": row.person_id,
        "address_id": row.address_id,
        "body_sealed": None
        if row.body is None
        else seal(f"inbox:body:{row.key}", row.body),
        "event_sealed": None
        if event is None
        else tx.ring.seal_json(f"inbox:event:{row.key}", event),
        "state": row.state,
        "reason": row.reason,
        "album": row.album,
        "due_at": row.due_at or tx.now,
        "received_at": tx.now,
        "done_at": None if row.state in {"open", "media"} else tx.now,
    }


def _event(tx: Transaction, row: Row) -> OpenEvent:
    event = {}
    if row.event_sealed is not None:
        # What cannot be read is left empty: its turn fails, and only its own.
        with suppress(Unreadable, msgspec.DecodeError):
            event = tx.ring.unseal_json(f"inbox:event:{row.key}", row.event_sealed)
    return OpenEvent(
        seq=row.seq,
        key=row.key,
        channel=row.channel,
        account=row.account,
        person_id=row.person_id,
        address_id=row.address_id,
        event=event,
        attempts=row.attempts,
        album=row.album,
        received_at=row.received_at,
    )


_EVENT = [
    *(inbox.c[name] for name in OpenEvent.__slots__ if name != "event"),
    inbox.c.event_sealed,
]
_OPEN_OF = (
    sa.select(*_EVENT, inbox.c.state, inbox.c.due_at)
    .where(
        inbox.c.person_id.in_(sa.bindparam("ids", expanding=True)), unfinished(inbox)
    )
    .order_by(inbox.c.seq)
)
_FINISH = (
    sa.update(inbox)
    .where(inbox.c.seq.in_(sa.bindparam("seqs", expanding=True)))
    .values(state=sa.bindparam("to"), done_at=sa.bindparam("now"))
)
_TAKE_IN = {
    name: insert(inbox)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(inbox.c.key, inbox.c.seq)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def _behind() -> sa.Select[Any]:
    """People whose oldest open event is due, the one who waits longest first."""
    first, older = inbox.alias(), inbox.alias()
    before = sa.select(1).where(
        older.c.person_id == first.c.person_id,
        unfinished(older),
        older.c.seq < first.c.seq,
    )
    return (
        sa.select(threads.c.person_id)
        .join_from(first, threads, threads.c.person_id == first.c.person_id)
        .where(behind(first), first.c.due_at <= _NOW, ~before.exists())
        .order_by(first.c.seq)
        .limit(sa.bindparam("most", type_=sa.Integer()))
    )


_NOW: sa.BindParameter[datetime] = sa.bindparam("now")
_BEHIND = _behind()
_CLAIM_BEHIND = _behind().with_for_update(of=threads, skip_locked=True)
_LATER_BEHIND = sa.select(sa.func.min(inbox.c.due_at)).where(
    behind(inbox), inbox.c.due_at > _NOW
)
