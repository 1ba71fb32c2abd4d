"""Readiness checks: each one kept, so that the next can say what changed."""

from collections.abc import Mapping

import sqlalchemy as sa

from conversations.cases.records import Check
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.tables import checks


async def add(
    tx: Transaction,
    person_id: str,
    checklist: str,
    percent: int,
    band: str,
    answers: Mapping[str, str],
) -> None:
    """Keep a check."""
    check_id = new_id()
    row = {
        "id": check_id,
        "person_id": person_id,
        "checklist": checklist,
        "percent": percent,
        "band": band,
        "answers_sealed": tx.ring.seal_json(f"checks:answers:{check_id}", answers),
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(checks), row)


async def of_person(tx: Transaction, person_id: str, limit: int = 20) -> list[Check]:
    """A person's last checks, the newest first."""
    found = (
        sa.select(checks)
        .where(checks.c.person_id == person_id)
        .order_by(checks.c.id.desc())
        .limit(limit)
    )
    return [
        Check(
            id=row.id,
            checklist=row.checklist,
            percent=row.percent,
            band=row.band,
            answers=tx.ring.unseal_json(f"checks:answers:{row.id}", row.answers_sealed),
            created_at=row.created_at,
        )
        for row in await tx.conn.execute(found)
    ]
