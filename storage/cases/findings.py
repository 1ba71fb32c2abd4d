"""What visits found wanting: kept until it is done, and looked at by an officer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from conversations.cases.visits.records import Finding, Visit
from storage.core.database import Conflict, Transaction
from storage.tables import businesses, cases, findings, officers, people, visits
from storage.tables.cases import at_work


async def find_wanting(
    tx: Transaction, visit: Visit, found: Sequence[tuple[str, str, date]]
) -> None:
    """What *visit* found wanting, in the place of what nobody has answered yet."""
    old = findings.c.visit_id == visit.id, findings.c.state == "open"
    await tx.conn.execute(sa.delete(findings).where(*old))
    for finding_id, text, due in found:
        row = {
            "id": finding_id,
            "visit_id": visit.id,
            "case_id": visit.case_id,
            "person_id": visit.person_id,
            "text_sealed": tx.seal("findings", "text", finding_id, text),
            "due": due.isoformat(),
            "created_at": tx.now,
            "updated_at": tx.now,
        }
        await tx.conn.execute(sa.insert(findings), row)


async def settle(
    tx: Transaction,
    finding: Finding,
    state: str,
    files: Sequence[str] | None = None,
) -> None:
    """A finding is answered, open again or done; `Conflict` if it changed meanwhile."""
    own = sa.update(findings).where(
        findings.c.id == finding.id, findings.c.state == finding.state
    )
    new: dict[str, Any] = {"state": state, "updated_at": tx.now}
    if files is not None:
        new["files"] = list(files)
    if (await tx.conn.execute(own.values(**new))).rowcount != 1:
        raise Conflict


async def by_id(tx: Transaction, finding_id: str) -> Finding | None:
    """One finding."""
    found = await _find(tx, findings.c.id == finding_id)
    return found[0] if found else None


async def listed(
    tx: Transaction, *, case_id: str = "", person_id: str = "", visit_id: str = ""
) -> list[Finding]:
    """Those of a visit; else what is to be put right in a case, or by an owner."""
    if visit_id:
        return await _find(tx, findings.c.visit_id == visit_id)
    case, person = findings.c.case_id == case_id, findings.c.person_id == person_id
    whose = case if case_id or not person_id else person
    return await _find(tx, whose, findings.c.state != "done")


async def answered(tx: Transaction, office_id: str) -> list[Finding]:
    """Those of an office that wait to be looked at."""
    waits = findings.c.state == sa.literal_column("'answered'")
    # Said so that SQLite begins with the few that wait, and not with all the cases.
    return await _find(tx, waits, cases.c.office_id.concat("") == office_id)


_FINDING = (
    sa.select(
        findings,
        cases.c.code,
        cases.c.business_id,
        businesses.c.name_sealed.label("business"),
        people.c.name_sealed.label("owner"),
        at_work.label("officer_person"),
    )
    .join_from(findings, cases, cases.c.id == findings.c.case_id)
    .join(people, people.c.id == findings.c.person_id)
    .join(visits, visits.c.id == findings.c.visit_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
    .join(officers, officers.c.id == visits.c.officer_id)
)


async def _find(tx: Transaction, *which: sa.ColumnElement[bool]) -> list[Finding]:
    order = findings.c.due, findings.c.id
    rows = await tx.conn.execute(_FINDING.where(*which).order_by(*order))
    return [
        Finding(
            id=row.id,
            visit_id=row.visit_id,
            case_id=row.case_id,
            person_id=row.person_id,
            code=row.code,
            business=tx.unseal("businesses", "name", row.business_id, row.business),
            owner=tx.unseal("people", "name", row.person_id, row.owner),
            officer_person=row.officer_person,
            text=tx.unseal("findings", "text", row.id, row.text_sealed),
            due=date.fromisoformat(row.due),
            state=row.state,
            files=tuple(row.files),
            updated_at=row.updated_at,
        )
        for row in rows
    ]
