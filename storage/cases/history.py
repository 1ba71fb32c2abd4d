"""The history of every act: written once, never changed, free of personal data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import history


@dataclass(frozen=True, slots=True)
class Line:
    """One act: what was done, to which case, about whom, by which officer."""

    seq: int
    at: datetime
    act: str
    case_id: str | None
    person_id: str | None
    officer_id: str | None
    detail: dict[str, Any]


async def write(
    tx: Transaction,
    act: str,
    *,
    case_id: str | None = None,
    person_id: str | None = None,
    officer_id: str | None = None,
    **detail: Any,
) -> None:
    """Add one act; what stands in *detail* is there for ever, so never a name."""
    row = {
        "at": tx.now,
        "act": act,
        "case_id": case_id,
        "person_id": person_id,
        "officer_id": officer_id,
        "detail": detail,
    }
    await tx.conn.execute(sa.insert(history), row)


async def of_case(tx: Transaction, case_id: str) -> list[Line]:
    """All that was done to a case, in order."""
    return await _lines(tx, history.c.case_id == case_id)


async def of_person(tx: Transaction, person_id: str) -> list[Line]:
    """All that was done about a person, in order."""
    return await _lines(tx, history.c.person_id == person_id)


async def _lines(tx: Transaction, which: sa.ColumnElement[bool]) -> list[Line]:
    columns = [history.c[name] for name in Line.__slots__]
    found = sa.select(*columns).where(which).order_by(history.c.seq)
    return [Line(*row) for row in await tx.conn.execute(found)]
