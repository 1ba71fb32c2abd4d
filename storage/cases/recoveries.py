"""Recoveries: tries to get a case back from a new chat, and what became of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from conversations.cases.records import Recovery
from storage.core.database import Conflict, Row, Transaction
from storage.tables import recoveries


def order(tx: Transaction, code: str, names: Sequence[str]) -> list[str]:
    """*names* in an order that is always that of this code, and nobody can foresee."""
    return sorted(names, key=lambda name: tx.ring.blind("recovery:order", code + name))


async def tries_of(tx: Transaction, person_id: str, within: timedelta) -> int:
    """How often a person tried of late."""
    return await _since(tx, recoveries.c.person_id == person_id, within)


async def tries_for(tx: Transaction, code: str, within: timedelta) -> int:
    """How often somebody tried this code of late."""
    return await _since(tx, recoveries.c.code_hash == _hash(tx, code), within)


async def add(
    tx: Transaction,
    recovery_id: str,
    person_id: str,
    code: str,
    *,
    case_id: str | None = None,
    said: Mapping[str, str] | None = None,
    doubts: Sequence[str] = (),
    due_at: datetime | None = None,
) -> None:
    """Write a try down; with a *case_id* it waits to be settled."""
    context = _context(recovery_id)
    row = {
        "id": recovery_id,
        "person_id": person_id,
        "case_id": case_id,
        "code_hash": _hash(tx, code),
        "said_sealed": tx.ring.seal_json(context, dict(said)) if said else None,
        "doubts": list(doubts),
        "state": "waiting" if case_id else "refused",
        "created_at": tx.now,
        "due_at": due_at,
    }
    await tx.conn.execute(sa.insert(recoveries), row)


async def by_id(tx: Transaction, recovery_id: str) -> Recovery | None:
    """One try."""
    found = await _find(tx, recoveries.c.id == recovery_id)
    return found[0] if found else None


async def waiting(tx: Transaction, case_id: str) -> list[Recovery]:
    """Those for a case that are not settled, the oldest first."""
    this = recoveries.c.case_id == case_id
    return await _find(tx, this, recoveries.c.state == "waiting")


async def settle(
    tx: Transaction, recovery_id: str, state: str, officer_id: str | None = None
) -> None:
    """End it: `moved`, `denied` or `stopped`; `Conflict` when somebody did before."""
    open_ = recoveries.c.id == recovery_id, recoveries.c.state == "waiting"
    values = {
        "state": state,
        "officer_id": officer_id,
        "settled_at": tx.now,
        "due_at": None,
        "said_sealed": None,
    }
    done = await tx.conn.execute(sa.update(recoveries).where(*open_).values(values))
    if done.rowcount != 1:
        raise Conflict


async def doubt(tx: Transaction, recovery_id: str, doubts: Sequence[str]) -> None:
    """It will not come about by itself after all."""
    own = sa.update(recoveries).where(recoveries.c.id == recovery_id)
    await tx.conn.execute(own.values(doubts=list(doubts), due_at=None))


async def _since(tx: Transaction, which: sa.ColumnElement[bool], ago: timedelta) -> int:
    recent = sa.select(sa.func.count()).where(
        which, recoveries.c.created_at > tx.now - ago
    )
    count: int = (await tx.conn.execute(recent)).scalar_one()
    return count


def _hash(tx: Transaction, code: str) -> str:
    return tx.ring.blind("recovery", code)


def _context(recovery_id: str) -> str:
    return f"recoveries:said:{recovery_id}"


async def _find(tx: Transaction, *which: sa.ColumnElement[bool]) -> list[Recovery]:
    found = sa.select(recoveries).where(*which).order_by(recoveries.c.id)
    return [_recovery(tx, row) for row in await tx.conn.execute(found)]


def _recovery(tx: Transaction, row: Row) -> Recovery:
    said: dict[str, Any] = {}
    if row.said_sealed is not None:
        said = tx.ring.unseal_json(_context(row.id), row.said_sealed)
    plain = {name: getattr(row, name) for name in Recovery.__slots__ if name != "said"}
    return Recovery(**plain, said=said)
