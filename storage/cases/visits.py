"""Visits: offered, booked, reported; what they found wanting, and their guests."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from conversations.cases.lifecycle import OPEN
from conversations.cases.records import Waiting
from conversations.cases.visits.records import AHEAD, DESKS, LASTS, Visit
from storage.cases import findings
from storage.core.database import Conflict, Row, Transaction
from storage.core.ids import new_id
from storage.people.one_time_codes import as_made
from storage.tables import (
    businesses,
    cases,
    officers,
    people,
    visit_guests,
    visits,
)
from storage.tables.cases import at_work
from storage.tables.columns import among

# --- what is written -----------------------------------------------------------------


async def add(
    tx: Transaction,
    visit_id: str,
    office_id: str,
    case_id: str,
    person_id: str,
    officer_id: str,
    slots: Sequence[datetime],
) -> None:
    """A visit is offered at some times."""
    row = {
        "id": visit_id,
        "office_id": office_id,
        "case_id": case_id,
        "person_id": person_id,
        "officer_id": officer_id,
        "slots": [each.isoformat() for each in slots],
        "created_at": tx.now,
        "updated_at": tx.now,
    }
    await tx.conn.execute(sa.insert(visits), row)


async def change(
    tx: Transaction,
    visit: Visit,
    *,
    state: str | None = None,
    slots: Sequence[datetime] | None = None,
    at: datetime | None = None,
    report: Mapping[str, Any] | None = None,
    files: Sequence[str] | None = None,
    officer_id: str | None = None,
) -> None:
    """Change a visit as it was read; `Conflict` if somebody changed it meanwhile."""
    new: dict[str, Any] = {"updated_at": tx.now}
    if state is not None:
        new["state"] = state
    if slots is not None:
        new |= {"slots": [each.isoformat() for each in slots], "at": None}
    if at is not None:
        new["at"] = at
    if report is not None:
        new["report_sealed"] = tx.ring.seal_json(_context(visit.id), dict(report))
    if files is not None:
        new["files"] = list(files)
    if officer_id is not None:
        new["officer_id"] = officer_id
    own = sa.update(visits).where(
        visits.c.id == visit.id,
        visits.c.state == visit.state,
        visits.c.updated_at == visit.updated_at,
    )
    if (await tx.conn.execute(own.values(**new))).rowcount != 1:
        raise Conflict


async def put_back(
    tx: Transaction,
    visit_id: str,
    left: str,
    state: str = "",
    slots: Sequence[datetime] = (),
    at: datetime | None = None,
    officer_id: str = "",
) -> None:
    """It is as it was before it was *left* so; `Conflict` if it is not so any more."""
    own = visits.c.id == visit_id, visits.c.state == left
    was = {"state": state, "at": at, "officer_id": officer_id, "updated_at": tx.now}
    change: sa.Delete | sa.Update = sa.delete(visits).where(*own)
    if state:
        times = [each.isoformat() for each in slots]
        change = sa.update(visits).where(*own).values(slots=times, **was)
    if (await tx.conn.execute(change)).rowcount != 1:
        raise Conflict


async def invite(tx: Transaction, visit_id: str, made: str) -> None:
    """By the code that was *made* one guest may look at a visit."""
    row = {
        "id": new_id(),
        "visit_id": visit_id,
        "code_hash": _hash(tx, made),
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(visit_guests), row)


async def join(tx: Transaction, typed: str, person_id: str) -> None:
    """The code is this guest's from here on; `Conflict` if somebody was quicker."""
    free = (
        visit_guests.c.code_hash == _hash(tx, typed),
        visit_guests.c.used_at.is_(None),
    )
    own = sa.update(visit_guests).where(*free)
    new = {"person_id": person_id, "used_at": tx.now}
    if (await tx.conn.execute(own.values(**new))).rowcount != 1:
        raise Conflict


# --- what is read --------------------------------------------------------------------


async def by_id(tx: Transaction, visit_id: str) -> Visit | None:
    """One visit."""
    found = await _find(tx, visits.c.id == visit_id)
    return found[0] if found else None


async def by_ids(tx: Transaction, ids: Sequence[str]) -> list[Visit]:
    """Some of them."""
    return await _find(tx, visits.c.id.in_(list(ids))) if ids else []


async def of_case(tx: Transaction, case_id: str) -> list[Visit]:
    """Those of a case, the newest first."""
    return (await _find(tx, visits.c.case_id == case_id))[::-1]


async def ahead_of(tx: Transaction, person_id: str) -> list[Visit]:
    """Those of an owner that are still to come."""
    coming = visits.c.person_id == person_id, visits.c.state.in_(AHEAD)
    return await _find(tx, *coming)


async def confirmed_of(tx: Transaction, person_id: str) -> list[Visit]:
    """Those of an owner whose report they confirmed, the newest first."""
    done = visits.c.person_id == person_id, visits.c.state == "confirmed"
    return (await _find(tx, *done))[::-1]


async def of_officer(tx: Transaction, officer_id: str) -> list[Visit]:
    """Those of an officer, whatever became of them."""
    return await _find(tx, visits.c.officer_id == officer_id)


async def booked(
    tx: Transaction, officer_id: str, since: datetime, *, lock: bool = False
) -> list[Visit]:
    """What an officer has promised from *since* on, in the order of the days.

    With a *lock* nobody else promises anything in their name until this is written.
    """
    if lock:
        own = sa.select(officers.c.id).where(officers.c.id == officer_id)
        await tx.conn.execute(own.with_for_update())
    which = (
        visits.c.officer_id == officer_id,
        visits.c.state == "booked",
        visits.c.at >= since,
    )
    return await _find(tx, *which, order=visits.c.at)


async def planned(
    tx: Transaction, offices: Sequence[str], since: datetime, until: datetime
) -> list[Visit]:
    """Where the officers of these offices are expected within this time."""
    which = (
        visits.c.office_id.in_(offices),
        visits.c.state == "booked",
        visits.c.at >= since,
        visits.c.at < until,
    )
    return await _find(tx, *which, order=visits.c.at)


async def guest_of(tx: Transaction, person_id: str) -> list[Visit]:
    """The visits that somebody may look at as a guest, the newest first."""
    theirs = sa.select(visit_guests.c.visit_id).where(
        visit_guests.c.person_id == person_id
    )
    return (await _find(tx, visits.c.id.in_(theirs)))[::-1]


async def guests(tx: Transaction, visit_id: str) -> list[str]:
    """Who came to look at a visit, by the id of the person."""
    own = sa.select(visit_guests.c.person_id).where(
        visit_guests.c.visit_id == visit_id, visit_guests.c.person_id.is_not(None)
    )
    return [*(await tx.conn.execute(own)).scalars()]


async def invited(tx: Transaction, typed: str) -> tuple[str, bool]:
    """The visit that a code lets one look at, by id, and whether it was used."""
    own = visit_guests.c.code_hash == _hash(tx, typed)
    columns = visit_guests.c.visit_id, visit_guests.c.used_at
    row = (await tx.conn.execute(sa.select(*columns).where(own))).one_or_none()
    return (row.visit_id, row.used_at is not None) if row else ("", False)


async def waiting(tx: Transaction, office_id: str) -> list[Waiting]:
    """What of visits waits at the desk: a time, a report, a finding to look at."""
    over = sa.or_(visits.c.state != "booked", visits.c.at <= tx.now - LASTS)
    desk = among(visits.c.state, *DESKS), visits.c.office_id == office_id
    rows = await _find(tx, *desk, over, cases.c.state.in_(OPEN))
    found = await findings.answered(tx, office_id)
    return [
        *(
            Waiting(
                "visit" if each.state == "asked" else "report",
                each.id,
                each.at or each.updated_at,
                each.code,
                each.business,
                each.owner,
                each.holder_id,
                "",
            )
            for each in rows
        ),
        *(
            Waiting(
                "finding",
                each.id,
                each.updated_at,
                each.code,
                each.business,
                each.owner,
                None,
                each.text,
            )
            for each in found
        ),
    ]


async def counted(
    tx: Transaction, office_id: str, since: datetime
) -> Mapping[str, int]:
    """How many visits of an office took place since then, and how many lie ahead."""
    columns = visits.c.state, sa.func.count()
    which = visits.c.office_id == office_id, visits.c.at >= since
    found = sa.select(*columns).where(*which).group_by(visits.c.state)
    rows = await tx.conn.execute(found)
    return {row[0]: row[1] for row in rows}


def _hash(tx: Transaction, code: str) -> str:
    return tx.ring.blind("visit", as_made(code))


def _context(visit_id: str) -> str:
    return f"visits:report:{visit_id}"


_VISIT = (
    sa.select(
        *(
            visits.c[name]
            for name in (
                *("id", "office_id", "case_id", "person_id", "officer_id", "state"),
                *("slots", "at", "files", "updated_at", "report_sealed"),
            )
        ),
        *(cases.c[name] for name in ("code", "road", "kecamatan", "business_id")),
        cases.c.holder_id,
        cases.c.state.label("case_state"),
        businesses.c.sector,
        businesses.c.profile_sealed,
        businesses.c.name_sealed.label("business"),
        people.c.name_sealed.label("owner"),
        people.c.phone_sealed.label("phone"),
        officers.c.name_sealed.label("officer"),
        at_work.label("officer_person"),
    )
    .join_from(visits, cases, cases.c.id == visits.c.case_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
    .join(people, people.c.id == visits.c.person_id)
    .join(officers, officers.c.id == visits.c.officer_id)
)


async def _find(
    tx: Transaction, *which: sa.ColumnElement[bool], order: Any = visits.c.id
) -> list[Visit]:
    rows = await tx.conn.execute(_VISIT.where(*which).order_by(order))
    return [_visit(tx, row) for row in rows]


def _visit(tx: Transaction, row: Row) -> Visit:
    report = row.report_sealed
    profile = f"businesses:profile:{row.business_id}"
    return Visit(
        id=row.id,
        office_id=row.office_id,
        case_id=row.case_id,
        person_id=row.person_id,
        officer_id=row.officer_id,
        state=row.state,
        slots=tuple(datetime.fromisoformat(each) for each in row.slots),
        at=row.at,
        files=tuple(row.files),
        updated_at=row.updated_at,
        report=tx.ring.unseal_json(_context(row.id), report) if report else {},
        code=row.code,
        road=row.road,
        kecamatan=row.kecamatan,
        business_id=row.business_id,
        business=tx.unseal("businesses", "name", row.business_id, row.business),
        sector=row.sector,
        profile=tx.ring.unseal_json(profile, row.profile_sealed),
        owner=tx.unseal("people", "name", row.person_id, row.owner),
        phone=tx.unseal("people", "phone", row.person_id, row.phone),
        officer=tx.unseal("officers", "name", row.officer_id, row.officer),
        officer_person=row.officer_person,
        holder_id=row.holder_id or "",
        case_state=row.case_state,
    )
