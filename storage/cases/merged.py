"""What belongs to a case that is made one with another, and comes back from there."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from conversations.cases.closing import DUPLICATE
from conversations.cases.merging import MERGED
from conversations.cases.records import Case
from conversations.cases.undo import MoveToCase
from storage import tables
from storage.core.database import Transaction
from storage.tables import cases, history

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


async def brought(tx: Transaction, case: Case) -> tuple[MoveToCase, ...]:
    """What *case* brought to those that it goes on as, by where it is now.

    That is what was moved from it, and what its owner has in those of others.
    """
    codes, went = [case.follows], dict[str, list[str]]()
    found: list[MoveToCase] = []
    for code in codes:
        told = sa.select(cases.c.id, cases.c.person_id, cases.c.follows)
        row = (await tx.conn.execute(told.where(cases.c.code == code))).one_or_none()
        if row is None:
            break
        if row.follows not in ("", *codes):
            codes.append(row.follows)
        went = went or await _moved(tx, row.id, case.id)
        owner = case.person_id if row.person_id != case.person_id else ""
        has = {
            table.name: await _of(tx, table, row.id, went.get(table.name, ()), owner)
            for table in (tables.documents, tables.notes, tables.visits)
        }
        if any(has.values()):
            found.append(MoveToCase(row.id, **has))
    return tuple(found)


async def _moved(tx: Transaction, into: str, case_id: str) -> dict[str, list[str]]:
    """What the last merging of a case moved; of long ago, nothing is known."""
    lines = sa.select(history.c.detail).where(
        history.c.case_id == into, history.c.act == MERGED
    )
    found = await tx.conn.execute(lines.order_by(history.c.seq.desc()))
    return next((each for each in found.scalars() if each["case"] == case_id), {})


async def _of(
    tx: Transaction, table: sa.Table, at: str, ids: Sequence[str], owner: str
) -> tuple[str, ...]:
    """Which rows of a case are among *ids*, or of this *owner*."""
    theirs = table.c.id.in_(list(ids)), table.c.person_id == owner
    own = sa.select(table.c.id).where(table.c.case_id == at, sa.or_(*theirs))
    return tuple((await tx.conn.execute(own.order_by(table.c.id))).scalars())


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
