"""Officers: invited by a code that works once, and asked again at every press."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from conversations.cases import codes
from conversations.cases.records import Officer
from storage.core.database import Row, Transaction
from storage.core.ids import new_id
from storage.people.addresses import latest_of
from storage.tables import addresses, invitation_tries, invitations, officers, people

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: nothing in it is read as something else."""

MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What a code came to: an *officer*, or a *problem*.

    A problem is `unknown`, `used`, `expired` or `too_many`.
    """

    officer: Officer | None = None
    problem: str = ""


async def invite(tx: Transaction, office_id: str, role: str, valid: timedelta) -> str:
    """A new code, to be shown once: only its hash is kept."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(10))
    row = {
        "id": new_id(),
        "code_hash": _hash(tx, code),
        "office_id": office_id,
        "role": role,
        "created_at": tx.now,
        "expires_at": tx.now + valid,
    }
    await tx.conn.execute(sa.insert(invitations), row)
    return f"{code[:5]}-{code[5:]}"


async def redeem(tx: Transaction, person_id: str, code: str, name: str) -> Redeemed:
    """Make a person the officer that *code* promises; of many at once, one wins."""
    if await tries(tx, person_id, codes.WITHIN) >= codes.TRIES:
        return Redeemed(problem="too_many")
    this = invitations.c.code_hash == _hash(tx, code)
    use = (
        sa.update(invitations)
        .where(this, invitations.c.used_at.is_(None), invitations.c.expires_at > tx.now)
        .values(used_at=tx.now, used_by=person_id)
        .returning(invitations.c.office_id, invitations.c.role)
    )
    invitation = (await tx.conn.execute(use)).one_or_none()
    if invitation is None:
        asked = await tx.conn.execute(sa.select(invitations.c.used_at).where(this))
        row = asked.one_or_none()
        if row is None:
            return Redeemed(problem="unknown")
        return Redeemed(problem="used" if row.used_at else "expired")
    await _join(tx, person_id, name, invitation)
    return Redeemed(officer=await by_person(tx, person_id))


async def by_id(tx: Transaction, officer_id: str) -> Officer | None:
    """One officer, active or not."""
    found = await _find(tx, officers.c.id == officer_id)
    return found[0] if found else None


async def names(tx: Transaction, officer_ids: Iterable[str]) -> dict[str, str]:
    """What officers are called, by id."""
    found = await _find(tx, officers.c.id.in_(set(officer_ids)))
    return {each.id: each.name for each in found}


async def by_person(tx: Transaction, person_id: str) -> Officer | None:
    """The officer that a person is now, if they are one."""
    found = await _find(tx, officers.c.person_id == person_id, officers.c.active)
    return found[0] if found else None


async def on_duty(tx: Transaction, office_id: str) -> list[Officer]:
    """Who is to be alerted in an office."""
    duty = (officers.c.office_id == office_id, officers.c.active, officers.c.on_duty)
    return await _find(tx, *duty)


async def of_office(tx: Transaction, office_id: str) -> list[Officer]:
    """All who work in an office."""
    return await _find(tx, officers.c.office_id == office_id, officers.c.active)


async def change(
    tx: Transaction,
    officer_id: str,
    *,
    on_duty: bool | None = None,
    active: bool | None = None,
    role: str | None = None,
    name: str | None = None,
) -> None:
    """Go on or off duty, leave, get another role or name; None leaves it as it is."""
    asked: dict[str, object] = {"on_duty": on_duty, "active": active, "role": role}
    if name is not None:
        asked["name_sealed"] = tx.seal("officers", "name", officer_id, name)
    values = {column: value for column, value in asked.items() if value is not None}
    own = sa.update(officers).where(officers.c.id == officer_id)
    await tx.conn.execute(own.values(**values))


def _hash(tx: Transaction, code: str) -> str:
    return tx.ring.blind("invitation", code.upper().translate(MISREAD))


async def tries(tx: Transaction, person_id: str, within: timedelta) -> int:
    """How many codes a person tried of late, whatever kind; this try is noted."""
    own = invitation_tries.c.person_id == person_id
    recent = sa.select(sa.func.count()).where(
        own, invitation_tries.c.at > tx.now - within
    )
    count: int = (await tx.conn.execute(recent)).scalar_one()
    row = {"person_id": person_id, "at": tx.now}
    await tx.conn.execute(sa.insert(invitation_tries), row)
    return count


async def _join(tx: Transaction, person_id: str, name: str, invitation: Row) -> None:
    known = sa.select(officers.c.id).where(officers.c.person_id == person_id)
    found = (await tx.conn.execute(known)).scalar_one_or_none()
    officer_id = found or new_id()
    values = {
        "office_id": invitation.office_id,
        "role": invitation.role,
        "name_sealed": tx.seal("officers", "name", officer_id, name),
        "active": True,
        "on_duty": True,
    }
    if found:
        own = sa.update(officers).where(officers.c.id == officer_id)
        await tx.conn.execute(own.values(**values))
        return
    row = {"id": officer_id, "person_id": person_id, "joined_at": tx.now, **values}
    await tx.conn.execute(sa.insert(officers), row)


_OFFICER = (
    sa.select(
        officers,
        people.c.language,
        addresses.c.id.label("address_id"),
        addresses.c.channel,
        addresses.c.account,
    )
    .join_from(officers, people, people.c.id == officers.c.person_id)
    .outerjoin(addresses, addresses.c.id == latest_of(officers.c.person_id))
    .order_by(officers.c.id)
)


async def _find(tx: Transaction, *which: sa.ColumnElement[bool]) -> list[Officer]:
    rows = await tx.conn.execute(_OFFICER.where(*which))
    return [
        Officer(
            id=row.id,
            person_id=row.person_id,
            office_id=row.office_id,
            role=row.role,
            name=tx.unseal("officers", "name", row.id, row.name_sealed),
            on_duty=row.on_duty,
            active=row.active,
            language=row.language,
            address_id=row.address_id or "",
            channel=row.channel or "",
            account=row.account or "",
        )
        for row in rows
    ]
