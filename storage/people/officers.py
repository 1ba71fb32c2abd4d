"""Officers: invited by a code that works once, and asked again at every press."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from conversations.cases.calendar import day_of
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Absence, Officer
from conversations.cases.staff.records import Invitation
from storage.core.database import Conflict, Row, Transaction
from storage.core.ids import ids_in, new_id
from storage.ops import jobs
from storage.people.absences import LASTING, STANDS_FOR
from storage.people.addresses import latest_of
from storage.people.offices import GRANTED
from storage.tables import (
    absences,
    addresses,
    desk_sessions,
    exports,
    invitation_tries,
    invitations,
    office_grants,
    officers,
    people,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: nothing in it is read as something else."""

MENU = "menu"
"""The job that shows somebody the commands of their role."""

MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_code() -> str:
    """A code that nobody can guess."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"{code[:5]}-{code[5:]}"


async def invite(
    tx: Transaction,
    office_id: str,
    role: str,
    valid: timedelta,
    made: str = "",
    invitation_id: str = "",
    **plain: str | bool | None,
) -> str:
    """A code, perhaps *made* before, to be shown once: only its hash is kept.

    *plain* are `invited_by`, `officer_id` and `waits`, where there are such.
    """
    code = made or new_code()
    row = {
        "id": invitation_id or new_id(),
        "code_hash": _hash(tx, code),
        "office_id": office_id,
        "role": role,
        "created_at": tx.now,
        "expires_at": tx.now + valid,
        **plain,
    }
    await tx.conn.execute(sa.insert(invitations), row)
    return code


async def invited(tx: Transaction, code: str) -> Invitation | None:
    """What a code promises, or once did."""
    columns = [invitations.c[name] for name in Invitation.__slots__]
    this = sa.select(*columns).where(invitations.c.code_hash == _hash(tx, code))
    row = (await tx.conn.execute(this)).one_or_none()
    return Invitation(*row) if row else None


async def use(tx: Transaction, invitation_id: str, person_id: str) -> None:
    """Nobody can use it again; `Conflict` when somebody did before."""
    open_ = invitations.c.id == invitation_id, invitations.c.used_at.is_(None)
    values = {"used_at": tx.now, "used_by": person_id}
    done = await tx.conn.execute(sa.update(invitations).where(*open_).values(values))
    if done.rowcount != 1:
        raise Conflict


async def open_invitations(tx: Transaction, office_id: str) -> list[Invitation]:
    """Those that can still be used, the ones that end first in front."""
    columns = [invitations.c[name] for name in Invitation.__slots__]
    which = (
        invitations.c.office_id == office_id,
        invitations.c.used_at.is_(None),
        invitations.c.expires_at > tx.now,
    )
    found = sa.select(*columns).where(*which).order_by(invitations.c.expires_at)
    return [Invitation(*row) for row in await tx.conn.execute(found)]


async def confirm(tx: Transaction, invitation_id: str) -> None:
    """Its code works from here on; `Conflict` when somebody settled it before."""
    waiting = invitations.c.id == invitation_id, invitations.c.waits
    done = await tx.conn.execute(
        sa.update(invitations).where(*waiting).values(waits=False)
    )
    if done.rowcount != 1:
        raise Conflict


async def revoke(tx: Transaction, invitation_id: str) -> None:
    """Its code lets nobody in any more; `Conflict` when somebody came in before."""
    open_ = invitations.c.id == invitation_id, invitations.c.used_at.is_(None)
    done = await tx.conn.execute(sa.delete(invitations).where(*open_))
    if done.rowcount != 1:
        raise Conflict


async def add(
    tx: Transaction,
    officer_id: str,
    person_id: str,
    office_id: str,
    role: str,
    name: str,
) -> None:
    """A person works in an office from here on; who did before, does again."""
    values = {
        "office_id": office_id,
        "role": role,
        "name_sealed": tx.seal("officers", "name", officer_id, name),
        "active": True,
        "on_duty": True,
        "team_id": "",
    }
    row = {"id": officer_id, "person_id": person_id, "joined_at": tx.now, **values}
    insert = tx.insert(officers).values(row)
    again = insert.on_conflict_do_update(index_elements=["id"], set_=values)
    await tx.conn.execute(again)
    await _end_what_rested_on_it(tx, officer_id)
    await jobs.queue(tx, MENU, {"officer": officer_id})


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
    found = await ever(tx, person_id)
    return found if found and found.active else None


async def ever(tx: Transaction, person_id: str) -> Officer | None:
    """The officer that a person is, or was."""
    found = await _find(tx, officers.c.person_id == person_id)
    return found[0] if found else None


async def on_duty(tx: Transaction, office_id: str) -> list[Officer]:
    """Who is to be alerted in an office."""
    duty = (officers.c.office_id == office_id, officers.c.active, officers.c.on_duty)
    return await _find(tx, *duty)


async def of_office(tx: Transaction, office_id: str) -> list[Officer]:
    """All who work in an office."""
    return await _find(tx, officers.c.office_id == office_id, officers.c.active)


async def guides(tx: Transaction) -> list[Officer]:
    """All guides, whatever office they are of."""
    return await _find(tx, officers.c.role == "guide", officers.c.active)


async def locked(tx: Transaction, office_id: str) -> set[str]:
    """The ids of all who work in an office, of whom none changes until the commit."""
    # First lock, then look: what is read while waiting is how it was before.
    here = sa.select(officers.c.id).where(officers.c.office_id == office_id)
    await tx.conn.execute(here.order_by(officers.c.id).with_for_update())
    working = await tx.conn.execute(here.where(officers.c.active))
    return set(working.scalars())


@dataclass(frozen=True, slots=True)
class Admin:
    """Where one who runs an office is reached, in clear."""

    channel: str
    to: str
    language: str
    window_until: datetime | None


async def admins(tx: Transaction) -> list[Admin]:
    """Who runs each office; where nobody does, its coordinators."""
    home = sa.and_(
        addresses.c.person_id == people.c.id,
        addresses.c.id == latest_of(people.c.id),
    )
    found = (
        sa.select(
            officers.c.office_id,
            officers.c.role,
            addresses.c.id,
            addresses.c.channel,
            addresses.c.external_sealed,
            addresses.c.window_until,
            people.c.language,
        )
        .join_from(officers, people, people.c.id == officers.c.person_id)
        .join(addresses, home)
        .where(officers.c.active, officers.c.role.in_(["admin", "coordinator"]))
    )
    rows = (await tx.conn.execute(found)).all()
    # By the alphabet an admin comes before a coordinator, who is to be outdone.
    wanted = {
        row.office_id: row.role
        for row in sorted(rows, key=lambda row: str(row.role), reverse=True)
    }
    return [
        Admin(
            row.channel,
            tx.unseal("addresses", "external", row.id, row.external_sealed),
            row.language,
            row.window_until,
        )
        for row in rows
        if row.role == wanted[row.office_id]
    ]


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
    if active is False:
        await tx.conn.execute(sa.delete(desk_sessions).where(_signed_in(officer_id)))
    if active is False or (role is not None and role not in LEADERS):
        made = invitations.c.invited_by == officer_id, invitations.c.used_at.is_(None)
        await tx.conn.execute(sa.delete(invitations).where(*made))
    if active is not None or role is not None:
        await _end_what_rested_on_it(tx, officer_id)
        await jobs.queue(tx, MENU, {"officer": officer_id})


async def _end_what_rested_on_it(tx: Transaction, officer_id: str) -> None:
    """Links to tables, and what other offices let them see, went by what they were."""
    links = exports.c.officer_id == officer_id, exports.c.used_at.is_(None)
    await tx.conn.execute(sa.update(exports).where(*links).values(expires_at=tx.now))
    grants = (
        office_grants.c.officer_id == officer_id,
        office_grants.c.ended_at.is_(None),
    )
    await tx.conn.execute(
        sa.update(office_grants).where(*grants).values(ended_at=tx.now)
    )


def _signed_in(officer_id: str) -> sa.ColumnElement[bool]:
    person = sa.select(officers.c.person_id).where(officers.c.id == officer_id)
    return desk_sessions.c.person_id == person.scalar_subquery()


def _hash(tx: Transaction, code: str) -> str:
    return tx.ring.blind("invitation", code.upper().translate(MISREAD))


async def tried(tx: Transaction, person_id: str, within: timedelta) -> int:
    """How many codes a person tried of late, whatever kind."""
    own = invitation_tries.c.person_id == person_id
    recent = sa.select(sa.func.count()).where(
        own, invitation_tries.c.at > tx.now - within
    )
    count: int = (await tx.conn.execute(recent)).scalar_one()
    return count


async def note_try(tx: Transaction, person_id: str) -> None:
    """A person tried a code."""
    row = {"person_id": person_id, "at": tx.now}
    await tx.conn.execute(sa.insert(invitation_tries), row)


_OFFICER = (
    sa.select(
        officers,
        people.c.language,
        addresses.c.id.label("address_id"),
        addresses.c.channel,
        addresses.c.account,
        absences.c.deputy_id,
        absences.c.begins_at,
        absences.c.ends_at,
        GRANTED.label("granted"),
        STANDS_FOR.label("stands_for"),
    )
    .join_from(officers, people, people.c.id == officers.c.person_id)
    .outerjoin(addresses, addresses.c.id == latest_of(officers.c.person_id))
    .outerjoin(absences, sa.and_(absences.c.officer_id == officers.c.id, LASTING))
    .order_by(officers.c.id)
)


async def _find(tx: Transaction, *which: sa.ColumnElement[bool]) -> list[Officer]:
    rows = await tx.conn.execute(_OFFICER.where(*which), {"now": tx.now})
    return [
        Officer(
            id=row.id,
            person_id=row.person_id,
            office_id=row.office_id,
            role=row.role,
            name=tx.unseal("officers", "name", row.id, row.name_sealed),
            on_duty=row.on_duty and not _away(row, tx.now),
            active=row.active,
            language=row.language,
            address_id=row.address_id or "",
            channel=row.channel or "",
            account=row.account or "",
            absence=_absence(row),
            away=_away(row, tx.now),
            granted=ids_in(row.granted),
            stands_for=ids_in(row.stands_for),
            team_id=row.team_id,
        )
        for row in rows
    ]


def _away(row: Row, now: datetime) -> bool:
    """Whether they are away by *now*."""
    return row.deputy_id is not None and row.begins_at <= now


def _absence(row: Row) -> Absence | None:
    """Their next absence; there is one at a time."""
    if row.deputy_id is None:
        return None
    last = day_of(row.ends_at - timedelta(microseconds=1))
    return Absence(row.deputy_id, day_of(row.begins_at), last)
