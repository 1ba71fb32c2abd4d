"""Passes: secrets that work once and for ten minutes; only their hashes are kept."""

import secrets
from dataclasses import dataclass

import sqlalchemy as sa

from conversations.cases import codes
from storage.core.database import Conflict, Transaction
from storage.core.ids import new_id
from storage.people.officers import ALPHABET, MISREAD
from storage.tables import passes


@dataclass(frozen=True, slots=True)
class Spent:
    """Whose pass it was, or a *problem*: `unknown`, `used` or `expired`."""

    person_id: str = ""
    problem: str = ""


def new_code() -> str:
    """Twice four signs; with a digit among them they are no word that one writes."""
    letters = [secrets.choice(ALPHABET) for _ in range(7)]
    letters.insert(secrets.randbelow(8), secrets.choice("0123456789"))
    made = "".join(letters)
    return f"{made[:4]}-{made[4:]}"


async def keep_code(tx: Transaction, person_id: str, kind: str, made: str) -> None:
    """*made* is this person's code from here on; those of its *kind* before it end."""
    await keep_token(tx, person_id, kind, as_made(made))


async def keep_token(tx: Transaction, person_id: str, kind: str, made: str) -> None:
    """The same of a secret that nobody types."""
    own = passes.c.person_id == person_id, passes.c.kind == kind
    await tx.conn.execute(sa.delete(passes).where(*own, passes.c.used_at.is_(None)))
    await _issue(tx, kind, person_id, made)


async def end_all(tx: Transaction, person_id: str) -> None:
    """What was made for them and not used opens nothing any more."""
    own = passes.c.person_id == person_id, passes.c.used_at.is_(None)
    await tx.conn.execute(sa.delete(passes).where(*own))


def new_token() -> str:
    """A secret of 256 bits, for an address: too long to be found by trying."""
    return secrets.token_urlsafe(32)


async def token(tx: Transaction, person_id: str) -> str:
    """A new secret, by which a person's data is fetched."""
    made = new_token()
    await _issue(tx, "data", person_id, made)
    return made


async def find_code(tx: Transaction, typed: str, kind: str) -> Spent:
    """Whose code was typed, if it can be used."""
    return await _found(tx, kind, as_made(typed))


async def use(tx: Transaction, typed: str, kind: str) -> None:
    """A code that was found is used up; `Conflict` when somebody was quicker."""
    if (await _spend(tx, kind, as_made(typed))).problem:
        raise Conflict


async def spend_token(tx: Transaction, made: str, kind: str = "data") -> Spent:
    """Use a token of an address."""
    return await _spend(tx, kind, made)


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
    return await _found(tx, kind, secret)


async def _found(tx: Transaction, kind: str, secret: str) -> Spent:
    known = sa.select(passes).where(passes.c.code_hash == _hash(tx, kind, secret))
    row = (await tx.conn.execute(known)).one_or_none()
    if row is None:
        return Spent(problem="unknown")
    if row.used_at:
        return Spent(problem="used")
    if row.expires_at <= tx.now:
        return Spent(problem="expired")
    return Spent(row.person_id)


def as_made(typed: str) -> str:
    """As it was made, however it is written down."""
    return typed.upper().translate(MISREAD)


def _hash(tx: Transaction, kind: str, secret: str) -> str:
    return tx.ring.blind(f"pass:{kind}", secret)
