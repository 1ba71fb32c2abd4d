"""Topics of the office's group: which cases changed, what is to be said, what is shown.

Whatever may change in a group is planned by one process at a time, which holds the row
of the group (`hold`), and is under way in one message at most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from conversations.cases.topics import SILENT, Topic
from storage.core.database import Row, Transaction
from storage.core.ids import new_id
from storage.messages import outbox
from storage.messages.outbox import OutboxRow
from storage.tables import addresses, cases, desk_groups, topic_lines, topics

BELIEVED = {True: timedelta(hours=1), False: timedelta(minutes=2)}
"""So long it is not asked again what a group lacks, by whether all is well there."""
HURRY, WORDS = timedelta(minutes=1), timedelta(seconds=30)
"""So far ahead of others goes what somebody waits for with the phone in their hand,
and what owners say. What waits longer than that is not outdone."""


@dataclass(frozen=True, slots=True)
class Group:
    """The group of an office; *forum*: there are topics in it."""

    address_id: str
    office_id: str
    forum: bool
    lacks: str
    looked_at: datetime | None
    reachable: bool
    fresh: bool
    """Whether we looked so lately that it is believed."""
    person_id: str
    account: str
    external: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A case in a group, as the platform shows it."""

    case_id: str
    due_at: datetime
    topic: Topic


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something to be said in a topic: a bubble, and what is known of it."""

    id: str
    body: dict[str, Any]


# --- groups --------------------------------------------------------------------------


async def ensure(tx: Transaction, found: Mapping[str, str]) -> None:
    """Offices work in these groups, by their addresses, and in no other.

    A group that is another's already stays theirs.
    """
    own = sa.tuple_(desk_groups.c.office_id, desk_groups.c.address_id)
    await tx.conn.execute(sa.delete(desk_groups).where(own.not_in(found.items())))
    for office_id, address_id in found.items():
        row = {"address_id": address_id, "office_id": office_id}
        await tx.conn.execute(
            tx.insert(desk_groups).values(row).on_conflict_do_nothing()
        )


async def groups(tx: Transaction) -> list[Group]:
    """Every group where an office works."""
    of = addresses.c.id == desk_groups.c.address_id
    known = (addresses.c[n] for n in ("person_id", "account", "reachable"))
    found = sa.select(*desk_groups.c, *known, addresses.c.external_sealed)
    rows = await tx.conn.execute(
        found.join(addresses, of).order_by(desk_groups.c.address_id)
    )
    return [
        Group(
            **{name: getattr(row, name) for name in Group.__slots__[:5]},
            reachable=row.reachable,
            fresh=bool(row.looked_at)
            and tx.now - row.looked_at < BELIEVED[row.forum and row.reachable],
            person_id=row.person_id,
            account=row.account,
            external=tx.unseal(
                "addresses", "external", row.address_id, row.external_sealed
            ),
        )
        for row in rows
    ]


async def looked(tx: Transaction, address_id: str, lacks: str, *, forum: bool) -> None:
    """What a group lacks, as it was found now."""
    own = sa.update(desk_groups).where(desk_groups.c.address_id == address_id)
    await tx.conn.execute(own.values(forum=forum, lacks=lacks, looked_at=tx.now))
    if forum:
        here = sa.update(addresses).where(addresses.c.id == address_id)
        await tx.conn.execute(here.values(reachable=True))
        waits = sa.exists().where(topic_lines.c.case_id == topics.c.case_id)
        again = sa.update(topics).where(
            topics.c.address_id == address_id, topics.c.due_at.is_(None), waits
        )
        await tx.conn.execute(again.values(due_at=tx.now))


async def back(tx: Transaction, address_id: str) -> None:
    """We are in the group again: what it lacks is asked at once."""
    own = sa.update(desk_groups).where(desk_groups.c.address_id == address_id)
    await tx.conn.execute(own.values(looked_at=None))


async def hold(tx: Transaction, address_id: str) -> bool | None:
    """Whether there are topics in a group, for which this transaction alone plans.

    None where another one does.
    """
    own = sa.select(desk_groups.c.forum).where(desk_groups.c.address_id == address_id)
    held = (await tx.conn.execute(own.with_for_update(skip_locked=True))).first()
    return None if held is None else bool(held.forum)


# --- what changed, and what is to be said --------------------------------------------


async def touch(tx: Transaction, which: sa.ColumnElement[bool]) -> None:
    """These cases changed: their topics are looked at, those of another group anew."""
    own = sa.select(
        cases.c.id, desk_groups.c.address_id, sa.literal(tx.now, topics.c.due_at.type)
    ).join(desk_groups, desk_groups.c.office_id == cases.c.office_id)
    made = tx.insert(topics).from_select(
        ["case_id", "address_id", "due_at"], own.where(which)
    )
    here = topics.c.address_id == made.excluded.address_id
    due = sa.func.coalesce(topics.c.due_at, made.excluded.due_at)
    new = {"address_id": made.excluded.address_id, "due_at": due}
    anew = {"thread": "", "call_id": "", "state": {}}
    for name, value in anew.items():
        column = topics.c[name]
        new[name] = sa.case((here, column), else_=sa.literal(value, column.type))
    await tx.conn.execute(
        made.on_conflict_do_update(index_elements=["case_id"], set_=new)
    )


async def changed(tx: Transaction, case_id: str) -> None:
    """A case changed."""
    await touch(tx, cases.c.id == case_id)


async def renamed(tx: Transaction, business_id: str) -> None:
    """A business is called otherwise: so are the topics of its cases."""
    known = sa.exists().where(topics.c.case_id == cases.c.id)
    await touch(tx, sa.and_(cases.c.business_id == business_id, known))


async def say(
    tx: Transaction, code: str, body: Mapping[str, Any], *, quick: bool = False
) -> None:
    """Something is to be said about the case *code*, where its group has topics.

    Or had them, or will as far as we know: a group without hears of cards alone.
    """
    own = topics.c.case_id == cases.c.id
    kept = sa.or_(
        desk_groups.c.forum,
        desk_groups.c.looked_at.is_(None),
        desk_groups.c.lacks == SILENT,
        topics.c.thread != "",
    )
    found = (
        sa.select(cases.c.id)
        .join(desk_groups, desk_groups.c.office_id == cases.c.office_id)
        .outerjoin(topics, own)
        .where(cases.c.code == code, kept)
    )
    case_id = (await tx.conn.execute(found)).scalar_one_or_none()
    if case_id is None:
        return
    await changed(tx, case_id)
    line = new_id()
    sealed = tx.ring.seal_json(_context(line), body)
    row = {"id": line, "case_id": case_id, "body_sealed": sealed}
    await tx.conn.execute(sa.insert(topic_lines), row)
    ahead = tx.now - (HURRY if quick else WORDS)
    # A topic that rests after a failure goes on resting, unless somebody waits there.
    rests = sa.false() if quick else topics.c.due_at > tx.now
    early = sa.update(topics).where(
        topics.c.case_id == case_id, topics.c.due_at > ahead, ~rests
    )
    await tx.conn.execute(early.values(due_at=ahead))


async def state(tx: Transaction, office_id: str) -> tuple[str, int] | None:
    """What the group of an office lacks, and how many topics wait; None without one."""
    names = "lacks", "looked_at", "address_id"
    own = sa.select(*(desk_groups.c[name] for name in names))
    row = (
        await tx.conn.execute(own.where(desk_groups.c.office_id == office_id))
    ).first()
    if row is None:
        return None
    waits = sa.select(sa.func.count()).where(
        topics.c.address_id == row.address_id, topics.c.due_at <= tx.now
    )
    lacks = row.lacks if row.looked_at else SILENT
    return lacks, (await tx.conn.execute(waits)).scalar_one()


# --- what is planned -----------------------------------------------------------------


async def under_way(tx: Transaction, address_id: str) -> Kept | None:
    """The topic whose call is on its way, if there is one."""
    called = topics.c.call_id != sa.literal_column("''")
    return await _first(tx, topics.c.address_id == address_id, called)


async def next_due(tx: Transaction, address_id: str) -> Kept | None:
    """The topic that waited longest, whether it is its time or not."""
    return await _first(
        tx, topics.c.address_id == address_id, topics.c.due_at.is_not(None)
    )


async def lines(tx: Transaction, case_id: str) -> list[Spoken]:
    """What is still to be said in a topic, in order."""
    own = sa.select(topic_lines.c.id, topic_lines.c.body_sealed).where(
        topic_lines.c.case_id == case_id
    )
    return [
        Spoken(row.id, tx.ring.unseal_json(_context(row.id), row.body_sealed))
        for row in await tx.conn.execute(own.order_by(topic_lines.c.id))
    ]


async def said(tx: Transaction, ids: Sequence[str]) -> None:
    """These lines were said."""
    own = sa.delete(topic_lines).where(topic_lines.c.id.in_(list(ids)))
    await tx.conn.execute(own)


async def keep(
    tx: Transaction, case_id: str, topic: Topic, due_at: datetime | None
) -> None:
    """How a topic is now, and when it is looked at again."""
    own = sa.update(topics).where(topics.c.case_id == case_id)
    await tx.conn.execute(
        own.values(
            state=msgspec.to_builtins(topic),
            thread=topic.thread,
            call_id=topic.call.id if topic.call else "",
            due_at=due_at,
        )
    )


# --- where something was said --------------------------------------------------------


async def code_of(tx: Transaction, address_id: str, thread: str) -> str:
    """The case whose topic *thread* is; empty for none."""
    own = sa.select(cases.c.code).join(topics, topics.c.case_id == cases.c.id)
    here = own.where(topics.c.address_id == address_id, topics.c.thread == thread)
    found: str | None = (await tx.conn.execute(here)).scalar_one_or_none()
    return found or ""


async def bury(tx: Transaction, person_id: str) -> None:
    """Have the topics of a person's cases deleted, with all that was said there."""
    own = sa.select(
        topics.c.thread,
        topics.c.address_id,
        addresses.c.person_id,
        addresses.c.channel,
        addresses.c.account,
    )
    theirs = (
        own.join(cases, cases.c.id == topics.c.case_id)
        .join(addresses, addresses.c.id == topics.c.address_id)
        .where(cases.c.person_id == person_id, topics.c.thread != "")
    )
    rows = [
        OutboxRow(
            new_id(),
            row.person_id,
            row.address_id,
            row.channel,
            row.account,
            {"runs": [], outbox.TOPIC: {"do": "delete", "thread": row.thread}},
            lane=1,
            kind="edit",
        )
        for row in await tx.conn.execute(theirs)
    ]
    await outbox.post(tx, rows)


async def _first(tx: Transaction, *which: sa.ColumnElement[bool]) -> Kept | None:
    own = sa.select(topics.c.case_id, topics.c.due_at, topics.c.state).where(*which)
    row = (await tx.conn.execute(own.order_by(topics.c.due_at).limit(1))).first()
    return _kept(row) if row else None


def _kept(row: Row) -> Kept:
    return Kept(row.case_id, row.due_at, msgspec.convert(row.state, Topic))


def _context(id_: str) -> str:
    return f"topic_lines:body:{id_}"
