"""Certificates: recorded, followed by others, shown to everybody; and their days."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

import sqlalchemy as sa

from conversations.cases.calendar import at, day_of
from conversations.cases.certificates.records import (
    Certificate,
    CertificateTask,
    Task,
    called,
)
from conversations.cases.records import Waiting
from storage.core.database import Conflict, Row, Transaction
from storage.tables import businesses, cases, certificate_tasks, certificates
from storage.tables.certificates import stands
from storage.tables.columns import among

MOST = 500
"""So many missed days are told of, the oldest."""
OPEN = ("due", "said")
"""States of a task that is not over."""


async def add(
    tx: Transaction,
    certificate_id: str,
    *,
    number: str,
    scope: str = "",
    files: Sequence[str] = (),
    **values: object,
) -> None:
    """Record a certificate."""
    row = {
        "id": certificate_id,
        "number_sealed": tx.seal("certificates", "number", certificate_id, number),
        "scope_sealed": tx.seal("certificates", "scope", certificate_id, scope),
        "files": list(files),
        "created_at": tx.now,
        **values,
    }
    await tx.conn.execute(sa.insert(certificates), row)


async def end(tx: Transaction, certificate_id: str, state: str) -> None:
    """It stands no more, nor do its days; `Conflict` if it did not."""
    own = sa.update(certificates).where(
        certificates.c.id == certificate_id, certificates.c.state == "stands"
    )
    gone = {"state": state, "public_code": None, "shown_at": None}
    if (await tx.conn.execute(own.values(**gone))).rowcount != 1:
        raise Conflict
    days = sa.update(certificate_tasks).where(
        certificate_tasks.c.certificate_id == certificate_id,
        among(certificate_tasks.c.state, *OPEN),
    )
    await tx.conn.execute(days.values(state="ended"))


async def drop(tx: Transaction, certificate_id: str) -> None:
    """It never was; what it followed stands again, with its page and its days."""
    own = sa.select(certificates).where(certificates.c.id == certificate_id)
    row = (await tx.conn.execute(own)).one_or_none()
    if row is None:
        return
    for table, column in (
        (certificate_tasks, certificate_tasks.c.certificate_id),
        (certificates, certificates.c.id),
    ):
        await tx.conn.execute(sa.delete(table).where(column == certificate_id))
    before = sa.update(certificates).where(certificates.c.id == row.replaces)
    page = {"public_code": row.public_code, "shown_at": row.shown_at}
    await tx.conn.execute(before.values(state="stands", **page))
    days = sa.update(certificate_tasks).where(
        certificate_tasks.c.certificate_id == row.replaces,
        certificate_tasks.c.state == "ended",
    )
    await tx.conn.execute(days.values(state="due"))


async def open_page(tx: Transaction, certificate_id: str, public_code: str) -> None:
    """Everybody may see its page from here on."""
    own = sa.update(certificates).where(certificates.c.id == certificate_id)
    await tx.conn.execute(own.values(public_code=public_code, shown_at=tx.now))


async def close_pages(
    tx: Transaction, person_id: str, certificate_id: str = ""
) -> None:
    """Nobody may see the pages of a person, or that of one certificate."""
    own = sa.update(certificates).where(certificates.c.person_id == person_id)
    if certificate_id:
        own = own.where(certificates.c.id == certificate_id)
    await tx.conn.execute(own.values(shown_at=None))


async def by_id(tx: Transaction, certificate_id: str) -> Certificate | None:
    """One, whatever became of it."""
    found = await _find(tx, certificates.c.id == certificate_id)
    return found[0] if found else None


async def by_public_code(tx: Transaction, code: str) -> Certificate | None:
    """The one whose page has this code."""
    found = await _find(tx, certificates.c.public_code == code)
    return found[0] if found else None


async def of_business(tx: Transaction, business_id: str) -> list[Certificate]:
    """Those of a business that stand, in the order in which they came."""
    return await _find(tx, certificates.c.business_id == business_id, _STANDS)


async def of_person(tx: Transaction, person_id: str) -> list[Certificate]:
    """Those of a person that stand, in the order in which they came."""
    return await _find(tx, certificates.c.person_id == person_id, _STANDS)


async def shown(tx: Transaction, business_ids: Sequence[str]) -> list[Certificate]:
    """Those of these businesses whose pages everybody may see."""
    theirs = certificates.c.business_id.in_(list(business_ids))
    return await _find(tx, theirs, _STANDS, certificates.c.shown_at.is_not(None))


async def ending(
    tx: Transaction, office_id: str, until: str, *, limit: int, offset: int = 0
) -> list[Certificate]:
    """Those of an office that end by a day, or have ended, the soonest first."""
    which = certificates.c.office_id == office_id, _STANDS
    ends = certificates.c.valid_until.between("0", until)
    order = certificates.c.valid_until, certificates.c.id
    found = _CERTIFICATE.where(*which, ends).order_by(None).order_by(*order)
    rows = await tx.conn.execute(found.limit(limit).offset(offset))
    return [_certificate(tx, row) for row in rows]


# --- their days ----------------------------------------------------------------------


async def add_task(
    tx: Transaction,
    task_id: str,
    certificate_id: str,
    person_id: str,
    kind: Task,
    due_on: str,
) -> None:
    """A certificate asks for something by a day."""
    row = {
        "id": task_id,
        "certificate_id": certificate_id,
        "person_id": person_id,
        "kind": kind,
        "due_on": due_on,
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(certificate_tasks), row)


async def change_task(tx: Transaction, task_id: str, was: str, state: str) -> None:
    """What *was* so is so no more; `Conflict` if somebody was quicker."""
    own = sa.update(certificate_tasks).where(
        certificate_tasks.c.id == task_id, certificate_tasks.c.state == was
    )
    if (await tx.conn.execute(own.values(state=state))).rowcount != 1:
        raise Conflict


async def task(tx: Transaction, task_id: str) -> CertificateTask | None:
    """One, whatever became of it."""
    found = await _tasks(tx, certificate_tasks.c.id == task_id)
    return found[0] if found else None


async def open_tasks(
    tx: Transaction, certificate_ids: Sequence[str]
) -> list[CertificateTask]:
    """What these certificates still ask for, the soonest first."""
    theirs = certificate_tasks.c.certificate_id.in_(list(certificate_ids))
    return await _tasks(tx, theirs, _OPEN)


async def due(
    tx: Transaction, office_id: str, until: str, limit: int
) -> list[tuple[CertificateTask, Certificate]]:
    """What is asked for until a day, the soonest first, and of which certificate."""
    of = sa.and_(
        certificates.c.id == certificate_tasks.c.certificate_id,
        certificates.c.office_id == office_id,
    )
    soon = certificate_tasks.c.due_on <= until, _OPEN, sa.exists().where(of)
    found = await _tasks(tx, *soon, limit=limit)
    if not found:
        return []
    ids = sorted({each.certificate_id for each in found})
    named = {each.id: each for each in await _find(tx, certificates.c.id.in_(ids))}
    return [(each, named[each.certificate_id]) for each in found]


async def missed(tx: Transaction, office_id: str) -> list[Waiting]:
    """What certificates of an office asked for by a day that is over."""
    yesterday = day_of(tx.now) - timedelta(days=1)
    found = await due(tx, office_id, yesterday.isoformat(), MOST)
    return [
        Waiting(
            "missed",
            task.id,
            at(date.fromisoformat(task.due_on), time()),
            one.case,
            one.business,
            "",
            one.holder_id,
            called(one).label,
        )
        for task, one in found
    ]


_STANDS = stands(certificates)
_OPEN = among(certificate_tasks.c.state, *OPEN)
_READ = {"number", "scope", "case", "holder_id", "business", "kecamatan"}
_PLAIN = tuple(name for name in Certificate.__slots__ if name not in _READ)
_CERTIFICATE = (
    sa.select(
        *(certificates.c[name] for name in _PLAIN),
        certificates.c.number_sealed,
        certificates.c.scope_sealed,
        cases.c.code,
        cases.c.holder_id,
        cases.c.certificate_sealed,
        businesses.c.name_sealed,
        businesses.c.kecamatan,
    )
    .join_from(certificates, cases, cases.c.id == certificates.c.case_id)
    .join(businesses, businesses.c.id == certificates.c.business_id)
    .order_by(certificates.c.created_at, certificates.c.id)
)


async def _find(tx: Transaction, *which: sa.ColumnElement[bool]) -> list[Certificate]:
    rows = await tx.conn.execute(_CERTIFICATE.where(*which))
    return [_certificate(tx, row) for row in rows]


def _certificate(tx: Transaction, row: Row) -> Certificate:
    plain: dict[str, Any] = dict(zip(_PLAIN, row, strict=False))
    number = tx.unseal("certificates", "number", row.id, row.number_sealed)
    # Of what was closed before there were certificates the case has the number.
    before = tx.unseal("cases", "certificate", row.case_id, row.certificate_sealed)
    return Certificate(
        **{**plain, "files": tuple(row.files)},
        number=number or before,
        scope=tx.unseal("certificates", "scope", row.id, row.scope_sealed),
        case=row.code,
        holder_id=row.holder_id,
        business=tx.unseal("businesses", "name", row.business_id, row.name_sealed),
        kecamatan=row.kecamatan,
    )


async def _tasks(
    tx: Transaction, *which: sa.ColumnElement[bool], limit: int | None = None
) -> list[CertificateTask]:
    columns = [certificate_tasks.c[name] for name in CertificateTask.__slots__]
    order = certificate_tasks.c.due_on, certificate_tasks.c.id
    found = sa.select(*columns).where(*which).order_by(*order).limit(limit)
    return [CertificateTask(*row) for row in await tx.conn.execute(found)]
