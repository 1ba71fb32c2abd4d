"""Notes: questions and replies between owner and officer, and what officers keep."""

from collections.abc import Sequence

import sqlalchemy as sa

from conversations.cases.records import Note
from storage.core.database import Conflict, Row, Transaction
from storage.core.ids import new_id
from storage.tables import documents, notes

OWNERS = ("question", "answer")
"""Kinds of note that an owner writes."""


async def write(
    tx: Transaction,
    person_id: str,
    kind: str,
    body: str,
    *,
    note_id: str = "",
    case_id: str | None = None,
    officer_id: str | None = None,
    files: Sequence[str] = (),
) -> str:
    """Add a note, give its id."""
    note_id = note_id or new_id()
    row = {
        "id": note_id,
        "case_id": case_id,
        "person_id": person_id,
        "author": "owner" if kind in OWNERS else "officer",
        "officer_id": officer_id,
        "kind": kind,
        "body_sealed": tx.seal("notes", "body", note_id, body),
        "files": list(files),
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(notes), row)
    return note_id


async def answer(tx: Transaction, note_id: str, officer_id: str) -> None:
    """A question was answered; `Conflict` when somebody did so before."""
    own = sa.update(notes).where(notes.c.id == note_id, ~notes.c.answered)
    by = own.values(answered=True, answered_by=officer_id)
    if (await tx.conn.execute(by)).rowcount != 1:
        raise Conflict


async def take_back(tx: Transaction, note_id: str, answered: Sequence[str]) -> None:
    """What an officer wrote is gone; what it *answered* is open again.

    Its files are no case's any more.
    """
    gone = sa.delete(notes).where(notes.c.id == note_id)
    wrote = (await tx.conn.execute(gone.returning(notes.c.kind, notes.c.files))).first()
    if wrote and wrote.kind == "reply" and wrote.files:
        brought = sa.update(documents).where(documents.c.id.in_(wrote.files))
        await tx.conn.execute(brought.values(case_id=None))
    open_ = sa.update(notes).where(notes.c.id.in_(list(answered)))
    await tx.conn.execute(open_.values(answered=False, answered_by=""))


async def by_id(tx: Transaction, note_id: str) -> Note | None:
    """One note."""
    found = await _find(tx, notes.c.id == note_id)
    return found[0] if found else None


async def of_case(tx: Transaction, case_id: str, *, internal: bool) -> list[Note]:
    """What was said about a case, in order; the *internal* ones are for officers."""
    which = notes.c.case_id == case_id
    if not internal:
        which = sa.and_(which, notes.c.kind != "internal")
    return await _find(tx, which)


async def of_person(tx: Transaction, person_id: str) -> list[Note]:
    """What was said with a person, in order, what officers keep left out."""
    own = sa.and_(notes.c.person_id == person_id, notes.c.kind != "internal")
    return await _find(tx, own)


async def _find(tx: Transaction, which: sa.ColumnElement[bool]) -> list[Note]:
    found = sa.select(notes).where(which).order_by(notes.c.id)
    return [_note(tx, row) for row in await tx.conn.execute(found)]


def _note(tx: Transaction, row: Row) -> Note:
    return Note(
        id=row.id,
        case_id=row.case_id,
        person_id=row.person_id,
        author=row.author,
        officer_id=row.officer_id,
        kind=row.kind,
        body=tx.unseal("notes", "body", row.id, row.body_sealed),
        files=tuple(row.files),
        created_at=row.created_at,
        answered=row.answered,
        answered_by=row.answered_by,
    )
