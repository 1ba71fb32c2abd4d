"""Programmes: opened, counted, closed."""

from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from conversations.cases.announcements import NARROWS
from conversations.cases.programmes import Programme
from conversations.cases.records import Audience
from storage.core.database import Conflict, Row, Transaction
from storage.tables import programmes, requests


async def add(
    tx: Transaction, programme_id: str, audience: Audience, **values: Any
) -> None:
    """One is open from here on."""
    row = {"id": programme_id, "office_id": audience.office_id, "created_at": tx.now}
    row |= {"audience": asdict(audience), **values}
    await tx.conn.execute(sa.insert(programmes), row)


async def end(tx: Transaction, programme_id: str) -> None:
    """It is closed; `Conflict` if it was."""
    own = sa.update(programmes).where(
        programmes.c.id == programme_id, programmes.c.state == "open"
    )
    if (await tx.conn.execute(own.values(state="closed"))).rowcount != 1:
        raise Conflict


async def by_id(tx: Transaction, programme_id: str) -> Programme | None:
    """One, whatever became of it; nobody else counts its places meanwhile."""
    own = sa.select(programmes.c.id).where(programmes.c.id == programme_id)
    await tx.conn.execute(own.with_for_update())
    found = await _find(tx, programmes.c.id == programme_id)
    return found[0] if found else None


async def running(tx: Transaction, office_id: str, today: str) -> list[Programme]:
    """Those that are open, the soonest over first."""
    return await _find(
        tx,
        programmes.c.office_id == office_id,
        programmes.c.until >= today,
        programmes.c.state == "open",
    )


def _counted(state: str) -> sa.ColumnElement[int]:
    those = requests.c.programme_id == programmes.c.id, requests.c.state == state
    found = sa.select(sa.func.count()).select_from(requests).where(*those)
    return found.scalar_subquery().label(state)


_PLAIN = ("id", "office_id", "name", "gives", "quota", "until", "state")


async def _find(tx: Transaction, *which: sa.ColumnElement[bool]) -> list[Programme]:
    columns = [programmes.c[name] for name in (*_PLAIN, "audience")]
    found = sa.select(*columns, _counted("granted"), _counted("asked")).where(*which)
    order = programmes.c.until, programmes.c.id
    return [_programme(row) for row in await tx.conn.execute(found.order_by(*order))]


def _programme(row: Row) -> Programme:
    narrowed = {name: tuple(row.audience[name]) for name in NARROWS}
    plain = {name: getattr(row, name) for name in _PLAIN}
    counted = {"granted": row.granted, "asked": row.asked}
    return Programme(**plain, audience=Audience(row.office_id, **narrowed), **counted)
