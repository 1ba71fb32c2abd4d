"""The numbers of an office, counted when somebody asks for them."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from conversations.cases.calendar import day_of
from conversations.cases.records import Report, outcome
from storage.cases import certificates, visits
from storage.cases.cases import outcomes
from storage.core.database import Transaction
from storage.messages import hours
from storage.tables import addresses, cases, outbox

MONTH = timedelta(days=30)
SOON = timedelta(days=90)
"""Certificates that expire within so many days are counted apart."""
RECENT = 500
"""So many of the latest cases say how many messages one takes."""
NEWEST, PLACES = 500, 5
"""So many of the latest cases say where the next is from, and so many places."""


async def since(tx: Transaction, office_id: str, moment: datetime) -> Report:
    """What happened in an office since *moment*, the beginning of an hour."""
    new = sa.and_(cases.c.office_id == office_id, cases.c.created_at >= moment)
    roads, kecamatan = await _opened(tx, new)
    traffic = await hours.since(tx, moment)
    today = day_of(tx.now)
    soon = (today + SOON).isoformat()
    stand, expire = await certificates.counts(tx, office_id, today.isoformat(), soon)
    states = Counter[str]()
    for (state, ending), number in (await outcomes(tx, office_id)).items():
        states[outcome(state, ending)] += number
    return Report(
        opened=sum(roads.values()),
        states=_sorted(states),
        roads=roads,
        kecamatan=kecamatan,
        received=traffic.received,
        sent=traffic.sent,
        whatsapp=traffic.whatsapp,
        each=await _each(tx, new),
        visits=await visits.counted(tx, office_id, moment),
        certified=stand,
        expiring=expire,
    )


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
    found = tuple(_sorted(Counter(rows.scalars())))[:PLACES]
    return found if len(found) == PLACES else ()


async def _opened(
    tx: Transaction, which: sa.ColumnElement[bool]
) -> tuple[dict[str, int], dict[str, int]]:
    """How many cases there are by road, and by kecamatan, the most first."""
    columns = cases.c.road, cases.c.kecamatan
    counted = sa.select(*columns, sa.func.count()).where(which).group_by(*columns)
    roads: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for road, kecamatan, number in await tx.conn.execute(counted):
        roads[road] += number
        places[kecamatan] += number
    return _sorted(roads), _sorted(places)


def _sorted(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
