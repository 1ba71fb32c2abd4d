"""Everything that is kept about one person, opened: what they may see and carry off."""

from typing import Any

import msgspec
import sqlalchemy as sa

from storage.database import Row, Transaction
from storage.people import LINKED
from storage.personal import INDEXED, NAMES_A_PERSON, SEALED
from storage.resealing import NAMED_BY
from storage.tables import history, metadata

Dossier = dict[str, list[dict[str, Any]]]
"""Rows by table, each with its columns by name."""


async def everything(tx: Transaction, person_id: str) -> Dossier:
    """Every row that is about the person, in the order it was made."""
    ids = [person_id, *await _linked(tx, person_id)]
    found: Dossier = {}
    for name, column in NAMES_A_PERSON.items():
        table = metadata.tables[name]
        theirs = sa.select(table).where(table.c[column].in_(ids))
        rows = await tx.conn.execute(theirs.order_by(*table.primary_key.columns))
        found[name] = [_opened(tx, table, row) for row in rows]
    return found


async def _linked(tx: Transaction, person_id: str) -> list[str]:
    """The ids this person had before two chats were found to be one person's."""
    acts = sa.select(history.c.detail).where(
        history.c.person_id == person_id, history.c.act == LINKED
    )
    return [detail["other"] for (detail,) in await tx.conn.execute(acts)]


def _opened(tx: Transaction, table: sa.Table, row: Row) -> dict[str, Any]:
    """A row with its seals open; what only serves to find it is left out."""
    kept: dict[str, Any] = {}
    named = str(row._mapping[NAMED_BY.get(table.name, "id")]) if _seals(table) else ""  # noqa: SLF001 -- SQLAlchemy's own public name
    for column, value in row._mapping.items():  # noqa: SLF001 -- the same
        name = str(column)
        if name in INDEXED.get(table.name, ()):
            continue
        if name not in SEALED.get(table.name, ()):
            kept[name] = value
        elif not _internal(table, row):
            plain = name.removesuffix("_sealed")
            kept[plain] = _read(tx.unseal(table.name, plain, named, value))
    return kept


def _seals(table: sa.Table) -> bool:
    return table.name in SEALED


def _internal(table: sa.Table, row: Row) -> bool:
    """What officers note for themselves is named, and not shown."""
    return table.name == "notes" and row.kind == "internal"


def _read(text: str) -> Any:
    """JSON where it is an object or a list; any other text as it is."""
    if not text.startswith(("{", "[")):
        return text
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
