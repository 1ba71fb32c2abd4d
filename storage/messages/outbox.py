"""What goes out: posted in the commit of its turn, claimed by the one who sends.

Each message keeps its place behind the earlier ones of its address and lane.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from msgspec import Struct, structs
from sqlalchemy.dialects import postgresql, sqlite

from storage.core.bulk import many
from storage.core.database import Row, Transaction
from storage.core.seal import Unreadable
from storage.tables import addresses, outbox, people
from storage.tables.messages import due, waiting

RETIRES = "retires"
"""Where a body names, by our ids, the messages whose buttons it makes old."""
ABOUT, TELLER = "about", "teller"
"""Where a body names the case it is about, and the officer whose act it tells of."""
ASKS = "asks"
"""Where a body says that it is a question and nothing else."""
QUOTES = "quotes"
"""Where a body names, by the platform's id, the message that it answers."""
TOPIC, THREAD, EDITS, NOTES = "topic", "thread", "edits", "notes"
"""Where a body says what is done to a topic of a group, in which it stands, which
message by the platform's id it changes, and the owners' words that it shows."""
PATIENCE = 5
"""Tries of one message that later ones to the same chat wait for."""
LANES = (0, 1, 2, 3)
"""Replies, notices, reminders, announcements: the first goes first."""


class OutboxRow(Struct, frozen=True):
    """One message to send; with a *unique_key* it is posted once at most."""

    id: str
    person_id: str | None
    address_id: str
    channel: str
    account: str
    body: Mapping[str, Any]
    lane: int = 0
    kind: str = "prompt"
    subject: str = ""
    replaces: str | None = None
    unique_key: str | None = None
    due_at: datetime | None = None

    def noting(self, name: str, value: object) -> "OutboxRow":
        """The same with something more that its body says of other messages."""
        return structs.replace(self, body={**self.body, name: value})


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is ours to send until the lease ends.

    *to* is the address in clear; *edits* the platform's id of the message to change,
    empty when that one was never sent; *retires* those of messages whose buttons are
    old when this one is out.
    """

    id: str
    person_id: str | None
    address_id: str
    lane: int
    kind: str
    subject: str
    replaces: str | None
    maybe_twice: bool
    attempts: int
    due_at: datetime
    created_at: datetime
    body: dict[str, Any]
    to: str
    reachable: bool
    window_until: datetime | None
    heard_at: datetime | None = None
    language: str = ""
    edits: str = ""
    retires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A message about a subject, which may be edited when the subject changes."""

    id: str
    person_id: str | None
    address_id: str
    channel: str
    account: str
    state: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of a message so far."""

    state: str
    external_id: str
    reason: str
    maybe_twice: bool

    @property
    def waits(self) -> bool:
        """Whether it is still to go, or on its way."""
        return self.state in {"due", "sending"}

    @property
    def sent(self) -> bool:
        """Whether the platform took it."""
        return self.state in {"sent", "delivered", "read"}


async def post(tx: Transaction, rows: Sequence[OutboxRow]) -> None:
    """Add messages; those whose *unique_key* is known are passed over."""
    if not rows:
        return
    await many(tx, _POST[tx.dialect], [_values(tx, row) for row in rows])


async def claim(
    tx: Transaction,
    channel: str,
    account: str,
    *,
    holder: str,
    limit: int,
    lease: timedelta,
    lanes: Sequence[int] = LANES,
) -> list[Claimed]:
    """Up to *limit* due messages in the order of their lanes, ours until *lease* ends.

    One at most for each address and lane, so that none overtakes another but what
    rests after `PATIENCE` tries; and no edit before the message that it edits.
    """
    asked = {
        "of": channel,
        "by": account,
        "lanes": lanes,
        "now": tx.now,
        "most": limit,
        "holder": holder,
        "until": tx.now + lease,
    }
    rows = (await tx.conn.execute(_CLAIM, asked)).all()
    if not rows:
        return []
    rows = sorted(rows, key=lambda row: (row.lane, row.due_at, row.seq))
    return await _named(tx, await _opened(tx, rows))


async def by_ids(tx: Transaction, ids: Sequence[str]) -> list[Claimed]:
    """These messages as a relay sees them, whatever became of them."""
    found = sa.select(*_CLAIMED).where(outbox.c.id.in_(list(ids)))
    return await _opened(tx, (await tx.conn.execute(found)).all()) if ids else []


async def _opened(tx: Transaction, rows: Sequence[Row]) -> list[Claimed]:
    homes = await _homes(tx, {row.address_id for row in rows})
    found: list[Claimed] = []
    for row in rows:
        try:
            found.append(_claimed(tx, row, homes[row.address_id]))
        except Unreadable:
            # One row that no key opens must not hold up a whole account.
            lost = sa.update(outbox).where(outbox.c.id == row.id)
            await tx.conn.execute(lost.values(state="dead", reason="unreadable"))
    return found


async def _named(tx: Transaction, rows: Sequence[Claimed]) -> list[Claimed]:
    """*rows* with what the platform calls the messages that they change."""
    ids = {one for row in rows for one in (row.replaces, *_retires(row)) if one}
    names = await _external_ids(tx, ids)
    return [
        replace(
            row,
            edits=names.get(row.replaces or "", ""),
            retires=tuple(name for old in _retires(row) if (name := names.get(old))),
        )
        for row in rows
    ]


def _retires(row: Claimed) -> Sequence[str]:
    old: Sequence[str] = row.body.get(RETIRES, ())
    return old


async def cancel(
    tx: Transaction,
    *,
    subject: str = "",
    person_id: str = "",
    lanes: Sequence[int] = LANES,
) -> int:
    """Send no more about *subject*, or to a person; say how many were still due."""
    change = sa.update(outbox).where(due(outbox), outbox.c.lane.in_(list(lanes)))
    if subject:
        change = change.where(outbox.c.subject == subject, HAS_SUBJECT)
    if person_id:
        change = change.where(outbox.c.person_id == person_id)
    if not (subject or person_id):
        return 0
    return (await tx.conn.execute(change.values(state="cancelled"))).rowcount


async def fate(tx: Transaction, id_: str) -> Fate | None:
    """What has become of one message; None where it is not kept any more."""
    own = sa.select(*(outbox.c[name] for name in Fate.__slots__))
    row = (await tx.conn.execute(own.where(outbox.c.id == id_))).one_or_none()
    return Fate(*row) if row else None


async def drop(tx: Transaction, id_: str) -> None:
    """Keep a message no longer: it comes again as another one."""
    await tx.conn.execute(sa.delete(outbox).where(outbox.c.id == id_))


async def called(tx: Transaction, address_id: str, external: str) -> dict[str, Any]:
    """The body of what the platform calls *external* in a chat; empty for none."""
    own = sa.select(outbox.c.id, outbox.c.body_sealed).where(
        outbox.c.external_id == external,
        outbox.c.external_id != sa.literal_column("''"),
        outbox.c.address_id == address_id,
        outbox.c.replaces.is_(None),
    )
    row = (await tx.conn.execute(own.order_by(outbox.c.seq).limit(1))).first()
    if row is None:
        return {}
    body: dict[str, Any] = tx.ring.unseal_json(f"outbox:body:{row.id}", row.body_sealed)
    return body


async def cards(tx: Transaction, subject: str, address_id: str = "") -> list[Card]:
    """The newest message about *subject* at each address, or at one: to be edited."""
    columns = [outbox.c[name] for name in Card.__slots__]
    found = sa.select(*columns).where(
        outbox.c.subject == subject,
        HAS_SUBJECT,
        outbox.c.replaces.is_(None),
        outbox.c.state.not_in(["failed", "dead", "cancelled"]),
    )
    if address_id:
        found = found.where(outbox.c.address_id == address_id)
    rows = await tx.conn.execute(found.order_by(outbox.c.seq))
    return list({row.address_id: Card(*row) for row in rows}.values())


async def find_card(tx: Transaction, subject: str, address_id: str) -> Card | None:
    """The newest message about *subject* at an address, if there is one."""
    return next(iter(await cards(tx, subject, address_id)), None)


def _values(tx: Transaction, row: OutboxRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "person_id": row.person_id,
        "address_id": row.address_id,
        "channel": row.channel,
        "account": row.account,
        "lane": row.lane,
        "kind": row.kind,
        "subject": row.subject,
        "replaces": row.replaces,
        "body_sealed": tx.ring.seal_json(f"outbox:body:{row.id}", row.body),
        "due_at": row.due_at or tx.now,
        "unique_key": row.unique_key,
        "created_at": tx.now,
    }


async def _homes(tx: Transaction, ids: set[str]) -> dict[str, Row]:
    home = sa.select(
        addresses.c.id,
        addresses.c.external_sealed,
        addresses.c.reachable,
        addresses.c.window_until,
        addresses.c.heard_at,
        people.c.language,
    ).join(people, people.c.id == addresses.c.person_id)
    rows = await tx.conn.execute(home.where(addresses.c.id.in_(sorted(ids))))
    return {row.id: row for row in rows}


async def _external_ids(tx: Transaction, ids: set[str]) -> dict[str, str]:
    if not ids:
        return {}
    named = sa.select(outbox.c.id, outbox.c.external_id)
    rows = await tx.conn.execute(named.where(outbox.c.id.in_(sorted(ids))))
    return {row.id: row.external_id for row in rows}


def _claimed(tx: Transaction, row: Row, home: Row) -> Claimed:
    return Claimed(
        id=row.id,
        person_id=row.person_id,
        address_id=row.address_id,
        lane=row.lane,
        kind=row.kind,
        subject=row.subject,
        replaces=row.replaces,
        maybe_twice=row.maybe_twice,
        attempts=row.attempts,
        due_at=row.due_at,
        created_at=row.created_at,
        body=tx.ring.unseal_json(f"outbox:body:{row.id}", row.body_sealed),
        to=tx.unseal("addresses", "external", home.id, home.external_sealed),
        reachable=home.reachable,
        window_until=home.window_until,
        heard_at=home.heard_at,
        language=home.language,
    )


_POST = {
    "sqlite": sqlite.insert(outbox).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(outbox).on_conflict_do_nothing(),
}
HAS_SUBJECT = outbox.c.subject != sa.literal_column("''")
_CLAIMED = [
    outbox.c.seq,
    outbox.c.body_sealed,
    *(
        outbox.c[name]
        for name in Claimed.__slots__
        if name in outbox.c and name != "body"
    ),
]


def _tried(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Outbox *rows* that failed as often as anybody else can wait for them."""
    # What has a name there was taken once, and failed at the platform later.
    known = rows.c.external_id != sa.literal_column("''")
    return sa.or_(rows.c.attempts >= sa.literal_column(str(PATIENCE)), known)


def _claiming() -> sa.Update:
    """The statement of `claim`: made once, for it is made of much."""
    earlier, edited = outbox.alias(), outbox.alias()
    before = sa.select(1).where(
        earlier.c.address_id == outbox.c.address_id,
        earlier.c.lane == outbox.c.lane,
        earlier.c.seq < outbox.c.seq,
        waiting(earlier),
        ~sa.and_(due(earlier), earlier.c.due_at > sa.bindparam("now"), _tried(earlier)),
    )
    unsent = sa.select(1).where(edited.c.id == outbox.c.replaces, waiting(edited))
    ready = (
        sa.select(outbox.c.seq)
        .where(
            due(outbox),
            outbox.c.channel == sa.bindparam("of"),
            outbox.c.account == sa.bindparam("by"),
            outbox.c.lane.in_(sa.bindparam("lanes", expanding=True)),
            outbox.c.due_at <= sa.bindparam("now"),
            ~before.exists(),
            sa.or_(outbox.c.replaces.is_(None), ~unsent.exists()),
        )
        .order_by(outbox.c.lane, outbox.c.due_at, outbox.c.seq)
        .limit(sa.bindparam("most", type_=sa.Integer()))
        .with_for_update(skip_locked=True)
    )
    # Without this PostgreSQL may run the choice again, and take more than it was asked.
    chosen = ready.cte("chosen").prefix_with("MATERIALIZED", dialect="postgresql")
    return (
        sa.update(outbox)
        .where(outbox.c.seq.in_(sa.select(chosen.c.seq)), due(outbox))
        .values(
            state="sending",
            attempts=outbox.c.attempts + 1,
            lease_until=sa.bindparam("until"),
            lease_by=sa.bindparam("holder"),
        )
        .returning(*_CLAIMED)
    )


_CLAIM = _claiming()
