"""The numbers of an office, counted when somebody asks for them."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from conversations.cases.calendar import day_of, last_months
from conversations.cases.lifecycle import OPEN
from conversations.cases.reports.opd import Opd
from conversations.cases.reports.records import (
    LONG,
    SOON,
    STUCK,
    VERY_SOON,
    Alike,
    Certified,
    Follower,
    Followers,
    Messages,
    Month,
    Report,
    most_first,
)
from storage.cases import visits
from storage.cases.certificates import missed
from storage.core.database import Row, Transaction
from storage.messages import hours
from storage.tables import (
    addresses,
    businesses,
    cases,
    certificates,
    notes,
    outbox,
    people,
    stays,
)
from storage.tables.cases import is_office
from storage.tables.certificates import stands
from storage.tables.columns import among

MONTH, MONTHS = timedelta(days=30), 12
"""How long ago an application began at most; and of how many months a trend is."""
RECENT = 500
"""So many of the latest cases say how many messages one takes."""
NEWEST, PLACES = 500, 5
"""So many of the latest cases say where the next is from, and so many places."""
REASONS = ("question", "reason")
"""Kinds of note that say why a case does not move: its owner's words, an officer's."""


async def since(tx: Transaction, office_id: str, moment: datetime) -> Report:
    """How an office stands, and what happened since *moment*."""
    return Report(
        await _alike(tx, office_id, moment),
        await _certified(tx, office_id),
        await _moved(tx, office_id, moment),
        await visits.counted(tx, office_id, moment),
        len(await missed(tx, office_id)),
    )


async def _alike(
    tx: Transaction, office_id: str, moment: datetime
) -> tuple[Alike, ...]:
    """All cases of an office, in the order of the index that holds all of this."""
    columns = [cases.c[name] for name in ("kecamatan", "road", "stage", "state")]
    columns.append(cases.c.ending)
    reported = cases.c.reported_at.is_not(None)
    stuck = cases.c.waiting_since <= tx.now - STUCK
    counted = sa.select(
        *columns,
        sa.func.count(),
        sa.func.count().filter(cases.c.created_at >= moment),
        sa.func.count().filter(reported),
        sa.func.count().filter(stuck),
        sa.func.count().filter(cases.c.waiting_since <= tx.now - LONG),
        sa.func.count().filter(stuck, reported),
    ).where(cases.c.office_id == office_id)
    rows = await tx.conn.execute(counted.group_by(*columns))
    return tuple([_group(row) for row in rows])


def _group(of: Row) -> Alike:
    """What is over waits for nobody."""
    kecamatan, road, stage, state, ending, count, opened, *waiting = of
    open_ = waiting if state in OPEN else ()
    return Alike(kecamatan, road, stage, state, ending, count, opened, *open_)


async def _certified(tx: Transaction, office_id: str) -> tuple[Certified, ...]:
    """Those that stand; of one that names no last day nobody knows when it is over."""
    today, until = day_of(tx.now), certificates.c.valid_until
    over = sa.and_(until != "", until < today.isoformat())
    ends = [
        sa.and_(until != "", until.between(today.isoformat(), day.isoformat()))
        for day in (today + timedelta(days=SOON), today + timedelta(days=VERY_SOON))
    ]
    columns = cases.c.kecamatan, certificates.c.road
    counts = [sa.func.count().filter(each) for each in (~over, *ends, over)]
    found = (
        sa.select(*columns, *counts)
        .join_from(certificates, cases, cases.c.id == certificates.c.case_id)
        .where(certificates.c.office_id == office_id, stands(certificates))
        .group_by(*columns)
    )
    return tuple([Certified(*row) for row in await tx.conn.execute(found)])


async def _moved(tx: Transaction, office_id: str, moment: datetime) -> int:
    """How many cases went a stage on."""
    on = stays.c.office_id == office_id, stays.c.ended_at >= moment, stays.c.finished
    found = sa.select(sa.func.count(stays.c.case_id.distinct())).where(*on)
    count: int = (await tx.conn.execute(found)).scalar_one()
    return count


# --- with names ----------------------------------------------------------------------


async def followers(
    tx: Transaction,
    office_id: str,
    *,
    kecamatan: str | None = None,
    road: str | None = None,
    stuck: bool = False,
    limit: int,
    offset: int = 0,
) -> Followers:
    """The cases on their way, those first where nothing moved for the longest.

    Only those of a *kecamatan* or a *road*, or those that are *stuck*.
    """
    which = [cases.c.office_id == office_id, among(cases.c.state, *OPEN)]
    if kecamatan is not None:
        which.append(cases.c.kecamatan == kecamatan)
    if road is not None:
        which.append(cases.c.road == road)
    if stuck:
        which.append(cases.c.waiting_since <= tx.now - STUCK)
    counted = sa.select(sa.func.count()).select_from(cases).where(*which)
    count: int = (await tx.conn.execute(counted)).scalar_one()
    order = cases.c.waiting_since, cases.c.id
    # Chosen first, so that only those that are shown are joined.
    chosen = sa.select(cases.c.id).where(*which).order_by(*order)
    found = _FOLLOWERS.where(cases.c.id.in_(chosen.limit(limit).offset(offset)))
    rows = (await tx.conn.execute(found.order_by(*order))).all()
    said = await _reasons(tx, [row.id for row in rows])
    return Followers(count, tuple([_follower(tx, row, said) for row in rows]))


async def _reasons(tx: Transaction, ids: Collection[str]) -> dict[str, Row]:
    """The last note on each of these cases that says why it does not move."""
    own = notes.c.case_id.in_(sorted(ids)), notes.c.kind.in_(REASONS)
    columns = [notes.c[name] for name in ("case_id", "id", "author", "body_sealed")]
    found = sa.select(*columns).where(*own).order_by(notes.c.id)
    return {row.case_id: row for row in await tx.conn.execute(found)}


_FOLLOWERS = (
    sa.select(
        *(cases.c[name] for name in ("id", "code", "kecamatan", "road", "stage")),
        *(cases.c.state, cases.c.waiting_since, cases.c.reported_at),
        *(cases.c.business_id, cases.c.person_id),
        people.c.name_sealed.label("owner"),
        businesses.c.name_sealed.label("business"),
    )
    .join_from(cases, people, people.c.id == cases.c.person_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
)


def _follower(tx: Transaction, row: Row, said: dict[str, Row]) -> Follower:
    note = said.get(row.id)
    return Follower(
        row.code,
        tx.unseal("businesses", "name", row.business_id, row.business),
        tx.unseal("people", "name", row.person_id, row.owner),
        row.kecamatan,
        row.road,
        row.stage,
        row.state,
        row.waiting_since,
        reported=row.reported_at is not None,
        said=tx.unseal("notes", "body", note.id, note.body_sealed) if note else "",
        by=note.author if note else "",
    )


async def opd(tx: Transaction, office_id: str) -> tuple[Opd, ...]:
    """The offices that applied, and how far each has come."""
    stand = sa.exists().where(
        certificates.c.business_id == businesses.c.id, stands(certificates)
    )
    on_its_way = sa.exists().where(
        cases.c.business_id == businesses.c.id, among(cases.c.state, *OPEN)
    )
    found = sa.select(businesses.c.id, businesses.c.name_sealed, stand, on_its_way)
    own = found.where(businesses.c.office_id == office_id, is_office(businesses))
    return tuple(
        [
            Opd(tx.unseal("businesses", "name", id_, name), bool(done), bool(going))
            for id_, name, done, going in await tx.conn.execute(own)
        ]
    )


# --- month by month ------------------------------------------------------------------


async def trend(tx: Transaction, office_id: str) -> tuple[Month, ...]:
    """The last months, this one too: what came in, and what was issued."""
    spans = last_months(tx.now, MONTHS)
    opened = sa.select(
        *(
            sa.select(sa.func.count())
            .select_from(cases)
            .where(
                cases.c.office_id == office_id,
                cases.c.created_at >= first,
                cases.c.created_at < last,
            )
            .scalar_subquery()
            for first, last in spans
        )
    )
    issued = sa.select(*(sa.func.count().filter(_issued(*each)) for each in spans))
    own = issued.where(
        certificates.c.office_id == office_id, certificates.c.state != "withdrawn"
    )
    came = (await tx.conn.execute(opened)).one()
    went = (await tx.conn.execute(own)).one()
    return tuple(
        [Month(day_of(at), *of) for (at, _), *of in zip(spans, came, went, strict=True)]
    )


def _issued(first: datetime, last: datetime) -> sa.ColumnElement[bool]:
    """The certificates of a time; of what names no day, when it was written down."""
    day, made = certificates.c.issued_on, certificates.c.created_at
    until = day_of(last - timedelta(seconds=1)).isoformat()
    within = day.between(day_of(first).isoformat(), until)
    return sa.or_(
        sa.and_(day != "", within),
        sa.and_(day == "", made >= first, made < last),
    )


# --- messages ------------------------------------------------------------------------


async def messages(tx: Transaction, office_id: str, moment: datetime) -> Messages:
    """What came and went since *moment*, the beginning of an hour."""
    new = sa.and_(cases.c.office_id == office_id, cases.c.created_at >= moment)
    traffic = await hours.since(tx, moment)
    each = await _each(tx, new)
    return Messages(traffic.received, traffic.sent, traffic.whatsapp, each)


async def _each(tx: Transaction, which: sa.ColumnElement[bool]) -> float | None:
    """How many WhatsApp messages led to a case, from the case before, its receipt too.

    The latest cases tell it. More than a month before is another conversation. A case
    that a helper filed has none, for they were written to and not its owner.
    """
    earlier = cases.alias()
    before = (
        sa.select(sa.func.max(earlier.c.created_at))
        .where(
            earlier.c.person_id == cases.c.person_id,
            earlier.c.created_at < cases.c.created_at,
        )
        .scalar_subquery()
    )
    latest = (
        sa.select(cases.c.id, cases.c.person_id, cases.c.created_at, before)
        .where(which)
        .order_by(cases.c.created_at.desc())
        .limit(RECENT)
    )
    took: Counter[str] = Counter()
    found = (await tx.conn.execute(latest)).all()
    said = await _said(tx, {person for _, person, _, _ in found})
    for case, person, opened, last in found:
        begun = max(last or opened - MONTH, opened - MONTH)
        took[case] = sum(begun < at <= opened for at in said[person])
    took += Counter()  # without those that took none
    return sum(took.values()) / len(took) if took else None


async def _said(tx: Transaction, people: Collection[str]) -> dict[str, list[datetime]]:
    """When something was said to each of *people* on WhatsApp."""
    found = (
        sa.select(addresses.c.person_id, outbox.c.created_at)
        .join_from(addresses, outbox, outbox.c.address_id == addresses.c.id)
        .where(
            addresses.c.person_id.in_(sorted(people)),
            outbox.c.channel == "whatsapp",
            outbox.c.replaces.is_(None),
        )
    )
    said: dict[str, list[datetime]] = defaultdict(list)
    for person, at in await tx.conn.execute(found):
        said[person].append(at)
    return said


async def places(tx: Transaction, office_id: str) -> tuple[str, ...]:
    """The kecamatan that most of an office's newest cases are from, the most first.

    Of fewer cases than are from so many places nothing can be said.
    """
    own = cases.c.office_id == office_id, cases.c.kecamatan != ""
    newest = sa.select(cases.c.kecamatan).where(*own).order_by(cases.c.id.desc())
    rows = await tx.conn.execute(newest.limit(NEWEST))
    found = tuple(most_first(Counter(rows.scalars())))[:PLACES]
    return found if len(found) == PLACES else ()
