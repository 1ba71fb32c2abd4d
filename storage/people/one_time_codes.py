"""Passes: secrets that work once and for ten minutes; only their hashes are kept."""

import secrets
from dataclasses import dataclass

import sqlalchemy as sa

from conversations.cases import codes
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.people.officers import ALPHABET, MISREAD, tries
from storage.tables import passes


@dataclass(frozen=True, slots=True)
class Spent:
    """Whose pass it was, or a *problem*: `unknown`, `used`, `expired`, `too_many`."""

    person_id: str = ""
    problem: str = ""


async def code(tx: Transaction, person_id: str, kind: str = "link") -> str:
    """A new code that links a chat to this person, or lets another act for them.

    The codes of the same *kind* before it end.
    """
    own = passes.c.person_id == person_id, passes.c.kind == kind
    await tx.conn.execute(sa.delete(passes).where(*own, passes.c.used_at.is_(None)))
    # With a digit in it, it is no word that somebody might write.
    letters = [secrets.choice(ALPHABET) for _ in range(7)]
    letters.insert(secrets.randbelow(8), secrets.choice("0123456789"))
    made = "".join(letters)
    await _issue(tx, kind, person_id, made)
    return f"{made[:4]}-{made[4:]}"


async def token(tx: Transaction, person_id: str) -> str:
    """A new secret of 256 bits, by which a person's data is fetched."""
    made = secrets.token_urlsafe(32)
    await _issue(tx, "data", person_id, made)
    return made


async def spend_code(
    tx: Transaction, tried_by: str, typed: str, kind: str = "link"
) -> Spent:
    """Use a code that was typed; nobody may try more than a few an hour."""
    if await tries(tx, tried_by, codes.WITHIN) >= codes.TRIES:
        return Spent(problem="too_many")
    return await _spend(tx, kind, typed.upper().translate(MISREAD))


async def spend_token(tx: Transaction, made: str) -> Spent:
    """Use a token of an address; it is too long to be found by trying."""
    return await _spend(tx, "data", made)


async def _issue(tx: Transaction, kind: str, person_id: str, secret: str) -> None:
    row = {
        "id": new_id(),
        "kind": kind,
        "code_hash": _hash(tx, kind, secret),
        "person_id": person_id,
        "created_at": tx.now,
        "expires_at": tx.now + codes.VALID,
    }
    await tx.conn.execute(sa.insert(passes), row)


async def _spend(tx: Transaction, kind: str, secret: str) -> Spent:
    """Of many who spend one pass at once, one does."""
    this = passes.c.code_hash == _hash(tx, kind, secret)
    use = (
        sa.update(passes)
        .where(this, passes.c.used_at.is_(None), passes.c.expires_at > tx.now)
        .values(used_at=tx.now)
        .returning(passes.c.person_id)
    )
    person_id = (await tx.conn.execute(use)).scalar_one_or_none()
    if person_id:
        return Spent(person_id)
    known = await tx.conn.execute(sa.select(passes.c.used_at).where(this))
    row = known.one_or_none()
    if row is None:
        return Spent(problem="unknown")
    return Spent(problem="used" if row.used_at else "expired")


def _hash(tx: Transaction, kind: str, secret: str) -> str:
    return tx.ring.blind(f"pass:{kind}", secret)
