"""Cases: opened with the next number of their office, taken by one, changed in turn."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from conversations.cases.doubles import digits
from conversations.cases.lifecycle import OPEN, WAITING
from conversations.cases.listing import number_of
from conversations.cases.records import Case
from storage.core.database import Conflict, Row, Transaction
from storage.core.ids import new_id
from storage.tables import businesses, cases, mandates, officers, offices, people
from storage.tables.cases import waits
from storage.tables.columns import among

NEAR = 200
"""So many of a kecamatan, the newest, are compared with one of them."""


async def open_case(
    tx: Transaction,
    office_id: str,
    person_id: str,
    business_id: str,
    road: str,
    *,
    details: Mapping[str, Any] | None = None,
    case_id: str = "",
    **plain: str,
) -> Case:
    """A new case; numbers of an office have no gap and no twin.

    *plain* are `stage` and `follows`, where there are such.
    """
    case_id = case_id or new_id()
    number, prefix = (
        await tx.conn.execute(
            sa.update(offices)
            .where(offices.c.id == office_id)
            .values(next_case=offices.c.next_case + 1)
            .returning(offices.c.next_case - 1, offices.c.prefix)
        )
    ).one()
    # Locked until the case is there: whoever corrects it meanwhile finds the case.
    kecamatan = (
        sa.select(businesses.c.kecamatan)
        .where(businesses.c.id == business_id)
        .with_for_update(read=True)
        .scalar_subquery()
    )
    row = {
        "id": case_id,
        "office_id": office_id,
        "number": number,
        "code": f"{prefix}-{number:04d}",
        "person_id": person_id,
        "business_id": business_id,
        "kecamatan": kecamatan,
        "road": road,
        **_told(tx, case_id, details or {}),
        "waiting_since": tx.now,
        "named_at": tx.now,
        "created_at": tx.now,
        "updated_at": tx.now,
        **plain,
    }
    await tx.conn.execute(sa.insert(cases).values(row))
    return await by_id(tx, case_id)


async def next_code(tx: Transaction, office_id: str) -> str:
    """The number that the next case of an office will have; nobody else gets it."""
    found = sa.select(offices.c.next_case, offices.c.prefix).where(
        offices.c.id == office_id
    )
    number, prefix = (await tx.conn.execute(found.with_for_update())).one()
    return f"{prefix}-{number:04d}"


async def change(
    tx: Transaction,
    case: Case,
    *,
    details: Mapping[str, Any] | None = None,
    certificate: str | None = None,
    reported: bool | None = None,
    **values: object,
) -> Case:
    """Change a case as it was read; `Conflict` if somebody changed it meanwhile.

    *values* are `state`, `stage`, `road`, `holder_id`, `asked`, `ending` and
    `waiting_since`; None leaves a thing as it is, an empty holder makes it nobody's.
    What was *reported* of a stage is over with it.
    """
    if details is not None:
        values |= {**_told(tx, case.id, details), "named_at": tx.now}
    own = sa.update(cases).where(cases.c.id == case.id, cases.c.version == case.version)
    new = {name: value for name, value in values.items() if value is not None}
    new |= {"version": case.version + 1, "updated_at": tx.now}
    if reported is not None or not new.keys().isdisjoint({"state", "stage"}):
        new["reported_at"] = tx.now if reported else None
    if certificate is not None:  # an empty one is sealed as nothing
        said = tx.seal("cases", "certificate", case.id, certificate)
        new["certificate_sealed"] = said
    if values.get("holder_id") == "":
        new["holder_id"] = None
    if (await tx.conn.execute(own.values(**new))).rowcount != 1:
        raise Conflict
    return await by_id(tx, case.id)


async def near(tx: Transaction, case: Case) -> list[Case]:
    """Open cases of its office: of the same kecamatan, telephone, NIB or owner."""
    theirs = people.alias()
    phone = sa.select(theirs.c.phone_index).where(theirs.c.id == case.person_id)
    same_phone = sa.select(people.c.id).where(
        people.c.phone_index == phone.scalar_subquery()
    )
    here = (
        sa.select(cases.c.id)
        .where(
            cases.c.office_id == case.office_id,
            among(cases.c.state, *OPEN),
            *(cases.c.kecamatan == case.kecamatan, cases.c.kecamatan != ""),
        )
        .order_by(cases.c.created_at.desc())
        .limit(NEAR)
        .subquery()
    )
    theirs_too = [
        cases.c.person_id.in_(same_phone),
        cases.c.person_id == case.person_id,
    ]
    if nib := digits(case.details.get("nib")):
        told = cases.c.nib_index != sa.literal_column("''")  # as its index says it
        same_nib = cases.c.nib_index == tx.ring.blind("nib", nib)
        theirs_too.append(sa.and_(told, same_nib))
    # Each by its own index, and only then what is open: else all of that would be read.
    each = (sa.select(cases.c.id).where(which) for which in theirs_too)
    ids = sa.union(sa.select(here.c.id), *each)
    found = _CASE.where(cases.c.id.in_(ids), cases.c.id != case.id)
    rows = await tx.conn.execute(found.order_by(cases.c.id))
    own = (row for row in rows if row.office_id == case.office_id)
    return [_case(tx, row) for row in own if row.state in OPEN]


async def index_nibs(tx: Transaction, after: str = "") -> str:
    """Give cases of before the index of their NIB; the last of a batch, if more follow.

    It is keyed, so no migration could: each case is opened once.
    """
    found = (
        sa.select(cases.c.id, cases.c.details_sealed)
        .where(cases.c.nib_index == "", cases.c.id > after)
        .order_by(cases.c.id)
        .limit(NEAR)
    )
    rows = (await tx.conn.execute(found)).all()
    for row in rows:
        told = tx.ring.unseal_json(_context(row.id), row.details_sealed)
        if nib := digits(told.get("nib")):
            # Whoever changed the answers in between gave it its own.
            own = cases.c.id == row.id, cases.c.details_sealed == row.details_sealed
            index = tx.ring.blind("nib", nib)
            await tx.conn.execute(sa.update(cases).where(*own).values(nib_index=index))
    return rows[-1].id if len(rows) == NEAR else ""


async def by_id(tx: Transaction, case_id: str) -> Case:
    """One case that exists."""
    return _case(tx, (await tx.conn.execute(_CASE.where(cases.c.id == case_id))).one())


async def by_ids(tx: Transaction, case_ids: Sequence[str]) -> list[Case]:
    """The cases that there are of *case_ids*, in their order."""
    found = await tx.conn.execute(_CASE.where(cases.c.id.in_(case_ids)))
    known = {row.id: _case(tx, row) for row in found}
    return [known[each] for each in case_ids if each in known]


async def by_numbers(
    tx: Transaction, office_id: str, numbers: Sequence[int]
) -> list[Case]:
    """The cases that an office has of *numbers*, in their order."""
    which = cases.c.office_id == office_id, cases.c.number.in_(numbers)
    found = [_case(tx, row) for row in await tx.conn.execute(_CASE.where(*which))]
    known = {number_of(case.code): case for case in found}
    return [known[each] for each in numbers if each in known]


async def by_code(tx: Transaction, code: str, office_id: str = "") -> Case | None:
    """The case that people call *code*; of *office_id* alone, where that is given."""
    found = _CASE.where(cases.c.code == code.strip().upper())
    if office_id:
        found = found.where(cases.c.office_id == office_id)
    row = (await tx.conn.execute(found)).one_or_none()
    return None if row is None else _case(tx, row)


async def of_person(tx: Transaction, person_id: str) -> list[Case]:
    """A person's cases, the newest first."""
    found = _CASE.where(cases.c.person_id == person_id).order_by(cases.c.id.desc())
    return [_case(tx, row) for row in await tx.conn.execute(found)]


async def waiting(
    tx: Transaction, office_id: str, *, limit: int | None = 50, offset: int = 0
) -> list[Case]:
    """What waits in an office, the longest first; of guided cases those of nobody."""
    # Chosen by the index first, so that only those that are shown are joined.
    chosen = (
        sa.select(cases.c.id)
        .where(
            cases.c.office_id == office_id,
            waits(cases),
            among(cases.c.state, *WAITING, "accepted"),
        )
        .order_by(cases.c.waiting_since, cases.c.id)
        .limit(limit)
        .offset(offset)
    )
    found = _CASE.where(cases.c.id.in_(chosen))
    rows = await tx.conn.execute(found.order_by(cases.c.waiting_since, cases.c.id))
    return [_case(tx, row) for row in rows]


async def count_waiting(tx: Transaction, office_id: str) -> tuple[int, int, int]:
    """How many that are; how many of them are nobody's, and how many reported done."""
    held = cases.c.holder_id.is_not(None)
    nobodys = sa.func.count().filter(~held)
    reported = sa.func.count().filter(held, cases.c.reported_at.is_not(None))
    which = cases.c.office_id == office_id, waits(cases)
    found = sa.select(sa.func.count(), nobodys, reported).where(*which)
    every, untaken, done = (await tx.conn.execute(found)).one()
    return every, untaken, done


async def counts_held(tx: Transaction, office_id: str) -> dict[str, int]:
    """How many open cases each officer of an office holds, by id."""
    found = sa.select(cases.c.holder_id, sa.func.count()).where(
        cases.c.office_id == office_id,
        among(cases.c.state, *OPEN),
        cases.c.holder_id.is_not(None),
    )
    rows = await tx.conn.execute(found.group_by(cases.c.holder_id))
    return {row[0]: row[1] for row in rows}


def _told(tx: Transaction, case_id: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """What its owner told, sealed; and how it is found again by its NIB."""
    nib = digits(details.get("nib"))
    return {
        "details_sealed": tx.ring.seal_json(_context(case_id), details),
        "nib_index": tx.ring.blind("nib", nib) if nib else "",
    }


def _context(case_id: str) -> str:
    return f"cases:details:{case_id}"


_JOINED = {
    *("details", "certificate"),
    *("owner_name", "business_name", "holder_name", "helper_name"),
}
_PLAIN = tuple(name for name in Case.__slots__ if name not in _JOINED)
_HELPERS = people.alias("helpers")
_HELPER = (
    sa.select(mandates.c.helper_id)
    .where(
        mandates.c.owner_id == cases.c.person_id,
        mandates.c.granted_at.is_not(None),
        mandates.c.ended_at.is_(None),
    )
    .order_by(mandates.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_CASE = (
    sa.select(
        *(cases.c[name] for name in _PLAIN),
        cases.c.details_sealed,
        cases.c.certificate_sealed,
        people.c.name_sealed.label("owner"),
        businesses.c.name_sealed.label("business"),
        officers.c.name_sealed.label("holder"),
        _HELPERS.c.id.label("helper_id"),
        _HELPERS.c.name_sealed.label("helper"),
    )
    .join_from(cases, people, people.c.id == cases.c.person_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
    .outerjoin(officers, officers.c.id == cases.c.holder_id)
    .outerjoin(_HELPERS, _HELPERS.c.id == _HELPER)
)


def _case(tx: Transaction, row: Row) -> Case:
    holder = row.holder_id or ""
    plain: dict[str, Any] = dict(zip(_PLAIN, row, strict=False))
    return Case(
        **plain,
        details=tx.ring.unseal_json(_context(row.id), row.details_sealed),
        certificate=tx.unseal("cases", "certificate", row.id, row.certificate_sealed),
        owner_name=tx.unseal("people", "name", row.person_id, row.owner),
        business_name=tx.unseal("businesses", "name", row.business_id, row.business),
        holder_name=tx.unseal("officers", "name", holder, row.holder),
        helper_name=tx.unseal("people", "name", row.helper_id or "", row.helper),
    )
