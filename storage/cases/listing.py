"""Lists of cases: which they are, how many, and a page of them at a time.

A page goes on behind the last case of the one before (or ends before its first), so
the hundredth costs what the first does. It is chosen by an index, and only what is
shown is joined and opened.
"""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from conversations.cases.lifecycle import OPEN
from conversations.cases.listing import COUNTED, ME, NOBODY, STATES, Filters, Start
from conversations.cases.queue import PAGE
from conversations.cases.records import Case
from conversations.cases.turns import DINAS, MANDATORY, OWNER, Limits, at_turn
from storage.cases import cases as rows
from storage.core.database import Transaction
from storage.tables import cases, people
from storage.tables.cases import returned
from storage.tables.columns import among

Condition = sa.ColumnElement[bool]
_ORDER = cases.c.waiting_since, cases.c.number
_AT_ONCE = 500
"""So many are asked for by number; of more, all that the filters let through."""


async def count(
    tx: Transaction, at: Collection[str], by: Filters, own: Collection[str] = ()
) -> int:
    """How many that are *at* these offices, or one more than are `COUNTED`.

    *own* are the officers one acts for.
    """
    which = conditions(tx, at, by, own)
    some: sa.Select[Any] = (
        sa.select(sa.literal_column("1")).select_from(cases).where(*which)
    )
    if by.urgent == "urgent":  # of those that wait the longest nearly all are
        some = some.order_by(*_ORDER)
    found = sa.select(sa.func.count()).select_from(some.limit(COUNTED + 1).subquery())
    number: int = (await tx.conn.execute(found)).scalar_one()
    return number


async def board(
    tx: Transaction, at: Collection[str]
) -> dict[tuple[str, str, str], int]:
    """How many open cases are on each road, in each state and at each stage."""
    by = cases.c.road, cases.c.state, cases.c.stage
    own = _at(at), among(cases.c.state, *OPEN)
    found = sa.select(*by, sa.func.count()).where(*own).group_by(*by)
    rows = await tx.conn.execute(found)
    return {(road, state, stage): count for road, state, stage, count in rows}


async def page(
    tx: Transaction,
    at: Collection[str],
    by: Filters,
    start: Start,
    own: Collection[str] = (),
    limit: int = PAGE,
) -> list[Case]:
    """A page of them, those that wait the longest first."""
    which = conditions(tx, at, by, own)
    chosen = sa.select(cases.c.id).where(*which, *_from(start))
    order = [column.desc() for column in _ORDER] if start.back else _ORDER
    ids = (await tx.conn.execute(chosen.order_by(*order).limit(limit))).scalars().all()
    return await rows.by_ids(tx, ids[::-1] if start.back else ids)


async def of_code(tx: Transaction, office_id: str, code: str) -> set[int]:
    """The number of the case that is called so."""
    return await numbers(tx, cases.c.office_id == office_id, cases.c.code == code)


async def of_phone(tx: Transaction, office_id: str, phone: str) -> set[int]:
    """The numbers of the cases of the owner with this telephone."""
    known = people.c.phone_index == tx.ring.blind("phone", phone)
    owners = (await tx.conn.execute(sa.select(people.c.id).where(known))).scalars()
    if not (ids := owners.all()):  # SQLite would look at every case for nobody's
        return set()
    own = cases.c.office_id == office_id
    return await numbers(tx, own, cases.c.person_id.in_(ids))


async def let_through(
    tx: Transaction,
    office_id: str,
    by: Filters,
    said: set[int],
    own: Collection[str] = (),
) -> set[int]:
    """Those of the cases *said* that the filters let through as well."""
    which = conditions(tx, [office_id], by, own)
    if len(said) <= _AT_ONCE:
        which = [cases.c.number.in_(said), *which]
    return said & await numbers(tx, *which)


async def numbers(tx: Transaction, *which: Condition) -> set[int]:
    """The numbers of the cases of an office, as one text: they may be very many."""
    each = sa.cast(cases.c.number, sa.Text)
    found = sa.select(sa.func.aggregate_strings(each, ",")).where(*which)
    told: str | None = (await tx.conn.execute(found)).scalar_one()
    return set(map(int, told.split(","))) if told else set()


def _at(offices: Collection[str]) -> Condition:
    """Of these *offices*; nearly always it is one, whose index has them in order."""
    if len(offices) == 1:
        return cases.c.office_id == next(iter(offices))
    return cases.c.office_id.in_(sorted(offices))


def _from(start: Start) -> tuple[Condition, ...]:
    """Behind the case that the page before ended with; or before its first."""
    if start.at is None:
        return ()
    at, number = cases.c.waiting_since, cases.c.number
    if start.back:
        later = sa.or_(at < start.at, number < start.number)
        return at <= start.at, later
    return at >= start.at, sa.or_(at > start.at, number > start.number)


def conditions(
    tx: Transaction, at: Collection[str], by: Filters, own: Collection[str]
) -> list[Condition]:
    """The conditions, in the words of the indexes."""
    found = [_at(at)]
    if by.states != STATES["all"]:
        found.append(among(cases.c.state, *by.states))
    found += [
        cases.c[name] == value
        for name in ("kecamatan", "road", "stage")
        if (value := getattr(by, name))
    ]
    if by.holder == NOBODY:
        found.append(cases.c.holder_id.is_(None))
    elif by.holder:
        whose = own if by.holder == ME else (by.holder,)
        found.append(cases.c.holder_id.in_(sorted(whose)))
    if by.team:
        found.append(cases.c.team_id == by.team)
    if by.turn:
        found.append(_turn(by.turn))
    if by.urgent:
        found.append(_urgent(by.urgent, Limits.at(tx.now)))
    if by.days:
        found.append(cases.c.waiting_since <= tx.now - by.since)
    return found


def _turn(who: str) -> Condition:
    """Whose turn it is, as `turns.turn` tells of one case."""
    guided = cases.c.state == "accepted"
    looked_at = sa.and_(cases.c.holder_id.is_not(None), cases.c.reported_at.is_(None))
    at = [
        sa.and_(cases.c.road == road, cases.c.stage.in_(stages))
        for road, stages in at_turn().get(who, {}).items()
    ]
    theirs = sa.and_(guided, looked_at, sa.or_(sa.false(), *at))
    if who == OWNER:
        return sa.or_(cases.c.state == "sent_back", theirs)
    if who == DINAS:
        ours = cases.c.state.in_(("submitted", "taken"))
        return sa.or_(ours, sa.and_(guided, ~looked_at), theirs)
    return theirs


def _urgent(why: str, limits: Limits) -> Condition:
    """Why they are urgent, as `turns.marks` tells of one case."""
    since, held = cases.c.waiting_since, cases.c.holder_id.is_not(None)
    waits = sa.or_(
        sa.and_(held, since <= limits.in_hand), sa.and_(~held, since <= limits.untaken)
    )
    each = {
        "mandatory": cases.c.road == MANDATORY,
        "late": sa.and_(waits, since > limits.stuck, _turn(DINAS)),
        "stuck": since <= limits.stuck,
        "returned": returned(cases),
    }
    open_ = among(cases.c.state, *OPEN)
    return sa.and_(open_, each[why] if why in each else sa.or_(*each.values()))
