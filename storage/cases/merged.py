"""What belongs to a case that is made one with another, and comes back from there."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from conversations.cases.closing import DUPLICATE
from conversations.cases.records import Case
from storage import tables
from storage.core.database import Transaction
from storage.tables import cases

MOVES = (tables.documents, tables.notes, tables.visits, tables.findings)


async def move_to(
    tx: Transaction,
    case_id: str,
    documents: Sequence[str] = (),
    notes: Sequence[str] = (),
    visits: Sequence[str] = (),
) -> None:
    """Make documents, notes and visits, with what these found, another case's."""
    for table, key, ids in (
        (tables.documents, tables.documents.c.id, documents),
        (tables.notes, tables.notes.c.id, notes),
        (tables.visits, tables.visits.c.id, visits),
        (tables.findings, tables.findings.c.visit_id, visits),
    ):
        if ids:
            own = sa.update(table).where(key.in_(list(ids)))
            await tx.conn.execute(own.values(case_id=case_id))


async def part(tx: Transaction, case: Case) -> None:
    """What the owner of *case* has in whatever it goes on as is its own again."""
    codes = [case.follows]
    for code in codes:
        found = sa.select(cases.c.id, cases.c.person_id, cases.c.follows)
        row = (await tx.conn.execute(found.where(cases.c.code == code))).one_or_none()
        if row is None:
            return
        if row.follows not in ("", *codes):
            codes.append(row.follows)
        if row.person_id != case.person_id:
            await _back(tx, [row.id], case.id, case.person_id)


async def give_back(tx: Transaction, person_id: str) -> None:
    """Whatever others have in the cases of a person goes back to their own."""
    own = sa.select(cases.c.id, cases.c.code).where(cases.c.person_id == person_id)
    rows = (await tx.conn.execute(own)).all()
    theirs, codes = [row.id for row in rows], [row.code for row in rows]
    told = sa.select(cases.c.id, cases.c.person_id, cases.c.code)
    seen = set(codes)
    while codes:
        ended = told.where(cases.c.ending == DUPLICATE, cases.c.follows.in_(codes))
        found = [row for row in await tx.conn.execute(ended) if row.code not in seen]
        for row in found:
            if row.person_id != person_id:
                await _back(tx, theirs, row.id, row.person_id)
        codes = [row.code for row in found]
        seen |= set(codes)


async def _back(
    tx: Transaction, from_: Iterable[str], case_id: str, person_id: str
) -> None:
    for table in MOVES:
        theirs = table.c.case_id.in_(list(from_)), table.c.person_id == person_id
        await tx.conn.execute(sa.update(table).where(*theirs).values(case_id=case_id))
