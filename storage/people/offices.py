"""Offices: each Dinas that this installation serves, as it was shipped or added."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Protocol

import sqlalchemy as sa

from conversations.cases.offices import UNSERVED
from conversations.cases.staff.records import Office
from storage.core.database import Row, Transaction
from storage.core.ids import new_id
from storage.tables import (
    days_off,
    history,
    office_grants,
    officers,
    offices,
    people,
)

OWN = ["id", "name", "short_name", "prefix", "region", "regency", "group_chat", "zone"]
"""What stands in its row as it is."""
Pair = tuple[time, time]


class Shipped(Protocol):
    """What the catalogue knows of an office."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def case_prefix(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def regency(self) -> str: ...


async def ensure(tx: Transaction, office: Shipped) -> None:
    """Have the office in the table; from then on its names are its own settings."""
    row = {
        "id": office.id,
        "name": office.name,
        "short_name": office.short,
        "prefix": office.case_prefix,
        "region": office.code,
        "regency": office.regency,
        "next_case": 1,
    }
    await tx.conn.execute(tx.insert(offices).values(row).on_conflict_do_nothing())


async def add(tx: Transaction, office: Office) -> None:
    """A further office; its id, prefix and region are its own."""
    row = {name: getattr(office, name) for name in OWN}
    await tx.conn.execute(
        sa.insert(offices), row | {"hours": _kept(office.hours), "shipped": False}
    )


async def change(tx: Transaction, office_id: str, values: Mapping[str, Any]) -> None:
    """Another name, group, clock or hours of an office."""
    hours = {"hours": _kept(values["hours"])} if "hours" in values else {}
    own = sa.update(offices).where(offices.c.id == office_id)
    await tx.conn.execute(own.values({**values, **hours}))


async def set_off(tx: Transaction, office_id: str, day: date, name: str | None) -> None:
    """A *day* on which nobody works, under a *name*; None: it is as any other."""
    own = days_off.c.office_id == office_id, days_off.c.day == day.isoformat()
    await tx.conn.execute(sa.delete(days_off).where(*own))
    if name is not None:
        row = {"office_id": office_id, "day": day.isoformat(), "name": name}
        await tx.conn.execute(sa.insert(days_off), row)


async def place(tx: Transaction, person_id: str, office_id: str) -> None:
    """A person is served by this office from here on."""
    own = sa.update(people).where(people.c.id == person_id)
    await tx.conn.execute(own.values(office_id=office_id))


async def serving(tx: Transaction, person_id: str) -> str:
    """The office that serves a person: of the region they named, else the shipped."""
    shipped = sa.select(offices.c.id).where(offices.c.shipped).limit(1)
    named = sa.func.nullif(people.c.office_id, "")
    found = sa.select(sa.func.coalesce(named, shipped.scalar_subquery()))
    own = found.where(people.c.id == person_id)
    return (await tx.conn.execute(own)).scalar_one_or_none() or ""


async def unserved(tx: Transaction) -> list[str]:
    """Who named a region that nobody served, and no other since."""
    named = sa.exists().where(
        history.c.person_id == people.c.id, history.c.act == UNSERVED
    )
    found = sa.select(people.c.id).where(
        people.c.office_id == sa.literal(""), people.c.erased_at.is_(None), named
    )
    return list((await tx.conn.execute(found)).scalars())


async def grant(
    tx: Transaction, office_id: str, officer_id: str, by: str, *, lasts: bool
) -> None:
    """A guide may see the cases of an office from here on, or no more."""
    if lasts:
        row = {
            "id": new_id(),
            "office_id": office_id,
            "officer_id": officer_id,
            "granted_by": by,
            "granted_at": tx.now,
        }
        await tx.conn.execute(sa.insert(office_grants), row)
        return
    own = office_grants.c.office_id == office_id, _lasts(officer_id)
    await tx.conn.execute(sa.update(office_grants).where(*own).values(ended_at=tx.now))


async def granted(tx: Transaction, office_id: str) -> set[str]:
    """The ids of the guides who may see the cases of an office."""
    lasts = office_grants.c.ended_at.is_(None)
    found = sa.select(office_grants.c.officer_id).where(
        office_grants.c.office_id == office_id, lasts
    )
    return set((await tx.conn.execute(found)).scalars())


def _lasts(officer_id: str | sa.Column[str]) -> sa.ColumnElement[bool]:
    own = office_grants.c.officer_id == officer_id
    return sa.and_(own, office_grants.c.ended_at.is_(None))


GRANTED = (
    sa.select(sa.func.aggregate_strings(office_grants.c.office_id, ","))
    .where(_lasts(officers.c.id))
    .correlate(officers)
    .scalar_subquery()
)
"""The offices that let an officer in beside their own, as one text of their ids."""


async def by_id(tx: Transaction, office_id: str) -> Office:
    """One office that exists."""
    return next(each for each in await every(tx) if each.id == office_id)


async def every(tx: Transaction) -> list[Office]:
    """All offices that there are, with when each is open; there are few."""
    off: dict[str, dict[date, str]] = {}
    for row in await tx.conn.execute(sa.select(days_off).order_by(days_off.c.day)):
        off.setdefault(row.office_id, {})[date.fromisoformat(row.day)] = row.name
    found = await tx.conn.execute(sa.select(offices).order_by(offices.c.id))
    return [_office(row, off.get(row.id, {})) for row in found]


def _office(row: Row, off: Mapping[date, str]) -> Office:
    own = {name: getattr(row, name) for name in OWN}
    return Office(**own, hours=_read(row.hours), off=off)


def _kept(hours: Mapping[int, Pair]) -> dict[str, list[str]]:
    return {str(day): [f"{at:%H:%M}" for at in pair] for day, pair in hours.items()}


def _read(kept: Mapping[str, list[str]]) -> dict[int, Pair]:
    found = {}
    for day, pair in kept.items():
        opens, shuts = (time.fromisoformat(each) for each in pair)
        found[int(day)] = (opens, shuts)
    return found
