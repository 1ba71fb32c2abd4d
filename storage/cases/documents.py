"""Documents: what is known of the files in the store, and to which case they belong."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from conversations.cases.records import Document
from storage.core.database import Transaction
from storage.tables import documents

MARKS = ("unshown", "unexamined", "script", "attachment")
"""What is to be known of a file that was kept as it came; it stands as its kind."""
BROUGHT = ("photo", "document", "voice")
"""The kinds of file that people send."""


async def add(tx: Transaction, document: Document) -> None:
    """Note a file that was checked, sealed and stored."""
    row: dict[str, Any] = {name: getattr(document, name) for name in _NAMES}
    row["called_sealed"] = tx.seal("documents", "called", document.id, document.called)
    row["created_at"] = tx.now
    await tx.conn.execute(sa.insert(documents), row)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Document]:
    """These documents; who may see them is for the caller to ask."""
    return {one.id: one for one in await _find(tx, documents.c.id.in_(list(ids)))}


async def of_case(tx: Transaction, case_id: str) -> list[Document]:
    """What was handed in for a case, in order."""
    return await _find(tx, documents.c.case_id == case_id)


async def of_person(tx: Transaction, person_id: str) -> list[Document]:
    """What a person sent, in order."""
    return await _find(tx, documents.c.person_id == person_id)


async def attach(
    tx: Transaction,
    ids: Sequence[str],
    case_id: str,
    person_id: str,
    purpose: str = "",
) -> None:
    """Hand documents in for a case; only a person's own. *purpose*: for which paper."""
    own = sa.update(documents).where(
        documents.c.id.in_(list(ids)), documents.c.person_id == person_id
    )
    values = {"case_id": case_id} | ({"purpose": purpose} if purpose else {})
    await tx.conn.execute(own.values(**values))


async def replaced(tx: Transaction, case_id: str, purpose: str) -> None:
    """What was sent for a paper before stands for it no more, unless it was enough."""
    old = sa.update(documents).where(
        documents.c.case_id == case_id,
        documents.c.purpose == purpose,
        documents.c.state != "accepted",
    )
    await tx.conn.execute(old.values(state="orphan"))


async def decide(tx: Transaction, ids: Sequence[str], state: str) -> None:
    """What became of documents: `accepted`, `sent_back`, or `orphan`."""
    own = sa.update(documents).where(documents.c.id.in_(list(ids)))
    await tx.conn.execute(own.values(state=state))


async def made(tx: Transaction, id_: str, **known: int | str) -> bool:
    """What a document's file is, now that it is drawn; False where nobody knows it."""
    own = sa.update(documents).where(documents.c.id == id_)
    done = await tx.conn.execute(own.values(**known))
    return done.rowcount == 1


async def unattached(tx: Transaction, before: datetime) -> list[Document]:
    """Files older than *before* that no case ever got; what proves a mandate stays."""
    old = sa.and_(
        documents.c.case_id.is_(None),
        documents.c.purpose != "mandate",
        documents.c.created_at < before,
    )
    return await _find(tx, old)


async def of_kind(tx: Transaction, kind: str, before: datetime) -> list[Document]:
    """Files of one *kind* that are older than *before*."""
    old = sa.and_(documents.c.kind == kind, documents.c.created_at < before)
    return await _find(tx, old)


async def brought(
    tx: Transaction, person_id: str, since: datetime, drawn: Collection[str]
) -> tuple[int, int]:
    """How many files a person brought since then, and their bytes; not what we made.

    What we have *drawn* for them has that for its purpose.
    """
    theirs = sa.and_(
        documents.c.person_id == person_id,
        documents.c.kind.in_(BROUGHT),
        documents.c.purpose.not_in(drawn),
        documents.c.created_at > since,
    )
    size = sa.func.coalesce(sa.func.sum(documents.c.size), 0)
    found = await tx.conn.execute(sa.select(sa.func.count(), size).where(theirs))
    count, total = found.one()
    return int(count), int(total)


async def drop(tx: Transaction, ids: Sequence[str]) -> None:
    """Forget documents whose files are gone from the store."""
    await tx.conn.execute(sa.delete(documents).where(documents.c.id.in_(list(ids))))


_NAMES = tuple(name for name in Document.__slots__ if name != "called")


async def _find(tx: Transaction, which: sa.ColumnElement[bool]) -> list[Document]:
    columns = [documents.c[name] for name in (*_NAMES, "called_sealed")]
    found = sa.select(*columns).where(which).order_by(documents.c.id)
    return [
        Document(**row, called=tx.unseal("documents", "called", row["id"], sealed))
        for row in map(dict, (await tx.conn.execute(found)).mappings())
        for sealed in [row.pop("called_sealed")]
    ]
