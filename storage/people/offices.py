"""Offices: each Dinas that this installation serves, as the catalogue ships it."""

from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from storage.core.database import Transaction
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


@dataclass(frozen=True, slots=True)
class Office:
    """A Dinas; *prefix* is the mark before the numbers of its cases."""

    id: str
    name: str
    short_name: str
    prefix: str


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


async def by_id(tx: Transaction, office_id: str) -> Office:
    """One office that exists."""
    columns = [offices.c[name] for name in Office.__slots__]
    found = sa.select(*columns).where(offices.c.id == office_id)
    return Office(*(await tx.conn.execute(found)).one())
