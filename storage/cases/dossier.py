"""Everything that is kept about one person, opened: what they may see and carry off."""

from collections.abc import Collection
from typing import Any

import msgspec
import sqlalchemy as sa

from storage.core.database import Row, Transaction
from storage.people.people import LINKED
from storage.privacy.key_rotation import NAMED_BY
from storage.privacy.privacy_map import (
    HELPS,
    INDEXED,
    NAMES_A_PERSON,
    OF_THE_HELPED,
    SEALED,
)
from storage.tables import history, metadata

Dossier = dict[str, list[dict[str, Any]]]
"""Rows by table, each with its columns by name."""


async def everything(tx: Transaction, person_id: str) -> Dossier:
    """Every row that is about the person, in the order it was made."""
    ids = [person_id, *await _linked(tx, person_id)]
    found: Dossier = {}
    for name, column in NAMES_A_PERSON.items():
        table = metadata.tables[name]
        naming = table.c[column], table.c[HELPS.get(name, column)]
        theirs = sa.select(table).where(sa.or_(*(each.in_(ids) for each in naming)))
        rows = await tx.conn.execute(theirs.order_by(*table.primary_key.columns))
        found[name] = [_opened(tx, table, row, ids) for row in rows]
    return found


async def _linked(tx: Transaction, person_id: str) -> list[str]:
    """The ids this person had before two chats were found to be one person's."""
    acts = sa.select(history.c.detail).where(
        history.c.person_id == person_id, history.c.act == LINKED
    )
    return [detail["other"] for (detail,) in await tx.conn.execute(acts)]


def _opened(
    tx: Transaction, table: sa.Table, row: Row, ids: Collection[str]
) -> dict[str, Any]:
    """A row with its seals open; what only serves to find it is left out."""
    kept: dict[str, Any] = {}
    named = str(row._mapping[NAMED_BY.get(table.name, "id")]) if _seals(table) else ""  # noqa: SLF001 -- SQLAlchemy's own public name
    for column, value in row._mapping.items():  # noqa: SLF001 -- the same
        name = str(column)
        if name in INDEXED.get(table.name, ()):
            continue
        if name not in SEALED.get(table.name, ()):
            kept[name] = value
        elif not _internal(table, row) and not _anothers(table, row, name, ids):
            plain = name.removesuffix("_sealed")
            kept[plain] = _read(tx.unseal(table.name, plain, named, value))
    return kept


def _seals(table: sa.Table) -> bool:
    return table.name in SEALED


def _internal(table: sa.Table, row: Row) -> bool:
    """What officers note for themselves is named, and not shown."""
    return table.name == "notes" and row.kind == "internal"


def _anothers(table: sa.Table, row: Row, name: str, ids: Collection[str]) -> bool:
    """What belongs to an owner whom the person helps is that owner's to see."""
    whose = row._mapping  # noqa: SLF001 -- the same
    hidden = name in OF_THE_HELPED.get(table.name, ())
    return hidden and whose[NAMES_A_PERSON[table.name]] not in ids


def _read(text: str) -> Any:
    """JSON where it is an object or a list; any other text as it is."""
    if not text.startswith(("{", "[")):
        return text
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
