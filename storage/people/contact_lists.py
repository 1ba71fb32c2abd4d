"""Files of contacts: brought, read in, and taken back."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from conversations.cases.contacts.records import Contact, ContactList, Sheet
from storage.core.database import Conflict, Row, Transaction
from storage.people import contacts
from storage.tables import contact_lists
from storage.tables import contacts as rows

DRAFTS = timedelta(days=1)
"""So long a file waits for whoever brought it."""


async def add(
    tx: Transaction,
    list_id: str,
    office_id: str,
    officer_id: str,
    called: str,
    sheets: Sequence[Sheet],
) -> None:
    """Somebody brought it; what they brought before and did not read in is gone."""
    before = contact_lists.c.officer_id == officer_id, contact_lists.c.kept_at.is_(None)
    await tx.conn.execute(sa.delete(contact_lists).where(*before))
    draft = tx.ring.seal_json(f"contact_lists:draft:{list_id}", sheets)
    await _insert(
        tx, list_id, office_id, called, officer_id=officer_id, draft_sealed=draft
    )


async def keep(
    tx: Transaction,
    list_id: str,
    office_id: str,
    found: Sequence[Contact],
    refused: int,
) -> None:
    """*found* are its contacts; `Conflict` if it was read in meanwhile."""
    own = contact_lists.c.id == list_id, contact_lists.c.kept_at.is_(None)
    kept = {"draft_sealed": None, "kept_at": tx.now}
    counted = {"taken": len(found), "refused": refused}
    change = sa.update(contact_lists).where(*own).values(**kept, **counted)
    if not (await tx.conn.execute(change)).rowcount:
        raise Conflict
    await contacts.add(tx, office_id, found, list_id)


async def bring(
    tx: Transaction,
    list_id: str,
    office_id: str,
    called: str,
    found: Sequence[Contact],
    refused: int,
) -> None:
    """Whoever runs Pandu read it in: at once, and as no officer."""
    await _insert(tx, list_id, office_id, called)
    await keep(tx, list_id, office_id, found, refused)


async def drop(tx: Transaction, list_id: str) -> None:
    """It is gone, with the contacts that were read in from it."""
    await tx.conn.execute(sa.delete(rows).where(rows.c.list_id == list_id))
    await tx.conn.execute(sa.delete(contact_lists).where(contact_lists.c.id == list_id))


async def forget(tx: Transaction) -> None:
    """What nobody read in is thrown away."""
    old = (
        contact_lists.c.created_at < tx.now - DRAFTS,
        contact_lists.c.kept_at.is_(None),
    )
    await tx.conn.execute(sa.delete(contact_lists).where(*old))


async def by_id(tx: Transaction, list_id: str) -> ContactList | None:
    """A list, with its rows while it is a draft."""
    own = sa.select(contact_lists).where(contact_lists.c.id == list_id)
    row = (await tx.conn.execute(own)).one_or_none()
    return _list(tx, row, row.draft_sealed) if row else None


async def draft_of(tx: Transaction, officer_id: str) -> ContactList | None:
    """What an officer brought and did not read in yet."""
    own = contact_lists.c.officer_id == officer_id, contact_lists.c.kept_at.is_(None)
    row = (await tx.conn.execute(sa.select(contact_lists).where(*own))).one_or_none()
    return _list(tx, row, row.draft_sealed) if row else None


async def kept(tx: Transaction, office_id: str, limit: int) -> list[ContactList]:
    """What was read in, the newest first."""
    own = contact_lists.c.office_id == office_id, contact_lists.c.kept_at.is_not(None)
    found = sa.select(contact_lists).where(*own)
    newest = found.order_by(contact_lists.c.created_at.desc()).limit(limit)
    return [_list(tx, row) for row in await tx.conn.execute(newest)]


async def _insert(
    tx: Transaction, list_id: str, office_id: str, called: str, **more: object
) -> None:
    row = {
        "id": list_id,
        "office_id": office_id,
        "called_sealed": tx.seal("contact_lists", "called", list_id, called),
        "created_at": tx.now,
        **more,
    }
    await tx.conn.execute(sa.insert(contact_lists), row)


def _list(tx: Transaction, row: Row, draft: bytes | None = None) -> ContactList:
    at = f"contact_lists:draft:{row.id}"
    return ContactList(
        row.id,
        row.office_id,
        tx.unseal("contact_lists", "called", row.id, row.called_sealed),
        row.kept_at or row.created_at,
        row.officer_id or "",
        draft=row.kept_at is None,
        sheets=tuple(tx.ring.unseal_json(at, draft, list[Sheet])) if draft else (),
        taken=row.taken,
        refused=row.refused,
    )
