"""Offices: each Dinas that this installation serves, as the catalogue ships it."""

from typing import Protocol

from storage.database import Transaction
from storage.tables import offices


class Shipped(Protocol):
    """What the catalogue knows of an office."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def case_prefix(self) -> str: ...
    @property
    def code(self) -> str: ...


async def ensure(tx: Transaction, office: Shipped) -> None:
    """Have the office in the table, under the name it has now."""
    names = {"name": office.name, "short_name": office.short}
    row = {
        "id": office.id,
        "prefix": office.case_prefix,
        "region": office.code,
        "next_case": 1,
        **names,
    }
    insert = tx.insert(offices).values(row)
    await tx.conn.execute(
        insert.on_conflict_do_update(index_elements=["id"], set_=names)
    )
