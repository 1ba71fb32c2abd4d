"""The history of every act: written once, never changed, free of personal data."""

from typing import Any

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import history


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
