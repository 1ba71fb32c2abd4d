"""News that waits some seconds, so that what was done can still be taken back."""

from typing import Any

import msgspec
import sqlalchemy as sa

from conversations.cases.held_news import HeldNews
from storage.core.database import Conflict, Row, Transaction
from storage.tables import held_news


async def hold(tx: Transaction, news: HeldNews) -> None:
    """Keep it until it goes."""
    row = {
        "id": news.id,
        "person_id": news.undo.owner,
        "case_id": news.undo.case,
        "by": news.by,
        "body_sealed": tx.ring.seal_json(_context(news.id), _body(news)),
        "created_at": news.created_at,
        "due_at": news.due_at,
    }
    await tx.conn.execute(sa.insert(held_news), row)


async def by_id(tx: Transaction, id_: str) -> HeldNews | None:
    """One of them, while it waits."""
    found = await _find(tx, held_news.c.id == id_)
    return found[0] if found else None


async def about(tx: Transaction, person_id: str, case_id: str | None) -> list[HeldNews]:
    """All that waits about one case, or about none, of an owner, in order."""
    of = held_news.c.case_id.is_not_distinct_from(case_id)
    return await _find(tx, sa.and_(held_news.c.person_id == person_id, of))


async def drop(tx: Transaction, held: str) -> None:
    """It waits no more; `Conflict` if it did not before."""
    own = sa.delete(held_news).where(held_news.c.id == held)
    if (await tx.conn.execute(own)).rowcount != 1:
        raise Conflict


async def _find(tx: Transaction, which: sa.ColumnElement[bool]) -> list[HeldNews]:
    found = sa.select(held_news).where(which).order_by(held_news.c.id)
    return [_held(tx, row) for row in await tx.conn.execute(found)]


def _body(news: HeldNews) -> Any:
    return msgspec.to_builtins({"undo": news.undo, "told": news.told})


def _held(tx: Transaction, row: Row) -> HeldNews:
    body = tx.ring.unseal_json(_context(row.id), row.body_sealed)
    known = {name: getattr(row, name) for name in ("id", "by", "created_at", "due_at")}
    return msgspec.convert({**known, **body}, HeldNews)


def _context(id_: str) -> str:
    return f"held_news:body:{id_}"
