"""Contacts of an office, read in from the list it had before."""

from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import to_builtins

from conversations.cases.contacts.records import Contact, Known
from storage.core.database import Row, Transaction
from storage.core.ids import new_id
from storage.tables import businesses, cases, contacts, people


async def add(
    tx: Transaction, office_id: str, found: Sequence[Contact], list_id: str = ""
) -> None:
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
                "list_id": list_id,
                "kecamatan": each.kecamatan,
                "phone_index": index,
                "known_sealed": known,
                "created_at": tx.now,
            }
        )
    if rows:
        await tx.conn.execute(sa.insert(contacts), rows)


async def of_office(tx: Transaction, office_id: str, limit: int) -> list[Known]:
    """An office's contacts, those that were read in first before others."""
    own = _KNOWN.where(contacts.c.office_id == office_id)
    rows = await tx.conn.execute(own.order_by(contacts.c.id).limit(limit))
    return [_known(tx, row) for row in rows]


async def by_phone(tx: Transaction, office_id: str, phone: str) -> Known | None:
    """The contact with this number, of this office before that of any other.

    Whoever applies for the first time may not have said yet which is theirs.
    """
    own = contacts.c.phone_index == tx.ring.blind("phone", phone)
    first = contacts.c.office_id != office_id, contacts.c.id
    found = _KNOWN.where(own).order_by(*first).limit(1)
    row = (await tx.conn.execute(found)).one_or_none()
    return _known(tx, row) if row else None


async def stands(tx: Transaction, office_id: str, person_id: str) -> bool:
    """Whether a person is among them: by who wrote, or by the number they gave."""
    number = sa.select(people.c.phone_index).where(people.c.id == person_id)
    own = contacts.c.phone_index == number.scalar_subquery()
    theirs = sa.or_(contacts.c.person_id == person_id, own)
    among = sa.exists().where(contacts.c.office_id == office_id, theirs)
    return bool((await tx.conn.execute(sa.select(among))).scalar_one())


async def by_id(tx: Transaction, contact_id: str) -> Known | None:
    """A contact of some office."""
    own = contacts.c.id == contact_id
    row = (await tx.conn.execute(_KNOWN.where(own))).one_or_none()
    return _known(tx, row) if row else None


async def meet(tx: Transaction, contact_id: str, person_id: str) -> None:
    """Whoever stands there wrote to us, and is this person."""
    own = sa.update(contacts).where(contacts.c.id == contact_id)
    await tx.conn.execute(own.values(person_id=person_id))


async def erase(tx: Transaction, contact_id: str) -> None:
    """It stands there no more."""
    await tx.conn.execute(sa.delete(contacts).where(contacts.c.id == contact_id))


async def count(tx: Transaction, office_id: str, *, met: bool = False) -> int:
    """How many there are; or of those how many were *met*."""
    own = sa.select(sa.func.count()).where(contacts.c.office_id == office_id)
    own = own.where(_MET) if met else own
    found: int = (await tx.conn.execute(own)).scalar_one()
    return found


async def with_cases(
    tx: Transaction, office_id: str, limit: int
) -> list[tuple[str, Contact]]:
    """Whoever has a case in the office: its number, and what may be on a list too."""
    own = _OWNERS.where(cases.c.office_id == office_id)
    rows = await tx.conn.execute(own.order_by(cases.c.number.desc()).limit(limit))
    return [(row.code, _owner(tx, row)) for row in rows]


_MET = sa.or_(
    contacts.c.person_id != "",
    sa.exists()
    .where(people.c.phone_index == contacts.c.phone_index)
    .correlate(contacts),
)
_KNOWN = sa.select(
    *(contacts.c[name] for name in ("id", "office_id", "list_id", "known_sealed")),
    _MET.label("met"),
)
_OWNERS = (
    sa.select(
        *(cases.c[name] for name in ("code", "kecamatan", "person_id", "business_id")),
        businesses.c.name_sealed.label("business"),
        people.c.phone_sealed.label("phone"),
    )
    .join_from(cases, people, people.c.id == cases.c.person_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
)


def _known(tx: Transaction, row: Row) -> Known:
    sealed = f"contacts:known:{row.id}", row.known_sealed
    one = tx.ring.unseal_json(*sealed, Contact)
    return Known(row.id, one, row.office_id, row.list_id, row.met)


def _owner(tx: Transaction, row: Row) -> Contact:
    return Contact(
        business=tx.unseal("businesses", "name", row.business_id, row.business),
        phone=tx.unseal("people", "phone", row.person_id, row.phone),
        kecamatan=row.kecamatan,
    )
