"""Facts and sentences that the Dinas put right: what stands, and what waits."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from conversations.cases.records import SENTENCE, Override
from storage.core.database import Conflict, Row, Transaction
from storage.tables import overrides
from storage.tables.columns import among


async def add(  # noqa: PLR0913 -- the columns of a row
    tx: Transaction,
    override_id: str,
    office_id: str,
    officer_id: str,
    entry: str,
    wording: str,
    until: str,
    state: str,
    *,
    shipped: str = "",
) -> None:
    """Write other words for an entry down, as `proposed` or as what `stands`."""
    row = {
        "id": override_id,
        "office_id": office_id,
        "officer_id": officer_id,
        "entry": entry,
        "wording": wording,
        "until": until,
        "state": state,
        "shipped": shipped,
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(overrides), row)


async def settle(
    tx: Transaction, override_id: str, state: str, officer_id: str
) -> None:
    """Let a proposal stand or refuse it; `Conflict` when somebody did before."""
    await _become(tx, override_id, "proposed", state, officer_id)


async def end(tx: Transaction, override_id: str, officer_id: str) -> None:
    """It stands no more; `Conflict` when somebody ended it before."""
    await _become(tx, override_id, "stands", "ended", officer_id)


async def by_id(tx: Transaction, override_id: str) -> Override | None:
    """One, whatever became of it."""
    found = await _find(tx, overrides.c.id == override_id)
    return found[0] if found else None


async def standing(
    tx: Transaction, office_id: str, today: date
) -> Mapping[str, Override]:
    """The word of an office that holds *today*, by entry."""
    stands = among(overrides.c.state, "stands")
    found = await _find(tx, overrides.c.office_id == office_id, stands, _lasts(today))
    return {each.entry: each for each in found}


async def stands_at(tx: Transaction, office_id: str, entry: str) -> Override | None:
    """What stands at one entry, even where its last day is over."""
    here = (overrides.c.office_id == office_id, overrides.c.entry == entry)
    found = await _find(tx, *here, among(overrides.c.state, "stands"))
    return found[0] if found else None


async def history(tx: Transaction, office_id: str, entry: str) -> list[Override]:
    """All that was ever put at one entry, the newest first."""
    here = (overrides.c.office_id == office_id, overrides.c.entry == entry)
    return (await _find(tx, *here))[::-1]


async def listed(
    tx: Transaction,
    office_id: str,
    today: date,
    *,
    limit: int,
    offset: int = 0,
    sentences: bool = False,
) -> list[Override]:
    """What waits for a coordinator and what stands *today*, the newest first.

    It is facts, or *sentences*.
    """
    found = sa.select(overrides).where(*_current(office_id, today, sentences=sentences))
    own = found.order_by(overrides.c.id.desc()).limit(limit).offset(offset)
    return [_override(row) for row in await tx.conn.execute(own)]


async def count(tx: Transaction, office_id: str, today: date) -> int:
    """How many facts these are."""
    counted = sa.select(sa.func.count()).select_from(overrides)
    found = await tx.conn.execute(
        counted.where(*_current(office_id, today, sentences=False))
    )
    return int(found.scalar_one())


def _current(
    office_id: str, today: date, *, sentences: bool
) -> tuple[sa.ColumnElement[bool], ...]:
    open_ = overrides.c.state.in_(("proposed", "stands"))
    one = overrides.c.entry.startswith(SENTENCE)
    kind = one if sentences else sa.not_(one)
    return (overrides.c.office_id == office_id, open_, _lasts(today), kind)


def _lasts(today: date) -> sa.ColumnElement[bool]:
    return sa.or_(overrides.c.until == "", overrides.c.until >= today.isoformat())


async def _become(
    tx: Transaction, override_id: str, before: str, state: str, officer_id: str
) -> None:
    this = (overrides.c.id == override_id, overrides.c.state == before)
    values = {"state": state, "settled_by": officer_id, "settled_at": tx.now}
    done = await tx.conn.execute(sa.update(overrides).where(*this).values(values))
    if done.rowcount != 1:
        raise Conflict


async def _find(tx: Transaction, *which: sa.ColumnElement[bool]) -> list[Override]:
    found = sa.select(overrides).where(*which).order_by(overrides.c.id)
    return [_override(row) for row in await tx.conn.execute(found)]


def _override(row: Row) -> Override:
    return Override(**{name: getattr(row, name) for name in Override.__slots__})
