"""Contacts of an office, read in from the list it had before."""

from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import to_builtins

from conversations.cases.contacts import Contact
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.tables import contacts


async def add(tx: Transaction, office_id: str, found: Sequence[Contact]) -> None:
    """All of *found* are contacts from here on."""
    rows = []
    for each in found:
        made = new_id()
        index = tx.ring.blind("phone", each.phone) if each.phone else None
        known = tx.ring.seal_json(f"contacts:known:{made}", to_builtins(each))
        rows.append(
            {
                "id": made,
                "office_id": office_id,
                "kecamatan": each.kecamatan,
                "phone_index": index,
                "known_sealed": known,
                "created_at": tx.now,
            }
        )
    if rows:
        await tx.conn.execute(sa.insert(contacts), rows)


async def of_office(
    tx: Transaction, office_id: str, limit: int, offset: int = 0
) -> list[Contact]:
    """An office's contacts, in the order they were read in."""
    own = sa.select(contacts).where(contacts.c.office_id == office_id)
    rows = await tx.conn.execute(
        own.order_by(contacts.c.id).limit(limit).offset(offset)
    )
    return [
        tx.ring.unseal_json(f"contacts:known:{row.id}", row.known_sealed, Contact)
        for row in rows
    ]


async def count(tx: Transaction, office_id: str) -> int:
    """How many there are."""
    own = sa.select(sa.func.count()).where(contacts.c.office_id == office_id)
    found: int = (await tx.conn.execute(own)).scalar_one()
    return found
