"""Cases on their way out as a table: who asked for it, and the rows page by page."""

from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import convert, to_builtins

from conversations.cases.codes import VALID
from conversations.cases.exports import CaseRow, Export
from storage.cases import listing
from storage.core.database import Row, Transaction
from storage.tables import businesses, cases, exports, officers, people

_PASS = "pass:export"  # noqa: S105 -- the kind of a hash


async def add(
    tx: Transaction,
    export_id: str,
    token: str,
    reason: str,
    about: Export,
    **by: str,
) -> None:
    """It was asked for."""
    row = {
        "id": export_id,
        "code_hash": tx.ring.blind(_PASS, token),
        "about": to_builtins(about),
        "reason_sealed": tx.seal("exports", "reason", export_id, reason),
        "created_at": tx.now,
        "expires_at": tx.now + VALID,
        **by,
    }
    await tx.conn.execute(sa.insert(exports), row)


async def spend(tx: Transaction, token: str) -> Export | None:
    """What the link is of; once, in time, and while its officer works there."""
    works = sa.exists().where(officers.c.id == exports.c.officer_id, officers.c.active)
    use = (
        sa.update(exports)
        .where(
            exports.c.code_hash == tx.ring.blind(_PASS, token),
            exports.c.used_at.is_(None),
            exports.c.expires_at > tx.now,
            works,
        )
        .values(used_at=tx.now)
        .returning(exports.c.about)
    )
    about = (await tx.conn.execute(use)).scalar_one_or_none()
    # One of before had no filters: it is over, and can be asked for again.
    return convert(about, Export) if about and "by" in about else None


async def page(
    tx: Transaction, about: Export, after: int, limit: int
) -> Sequence[CaseRow]:
    """The cases that follow *after*, in the order they came in."""
    which = listing.conditions(tx, [about.office_id], about.by, about.own)
    found = (
        _ROWS.where(*which, cases.c.number > after)
        .order_by(cases.c.number)
        .limit(limit)
    )
    return [_row(tx, row) for row in await tx.conn.execute(found)]


_ROWS = (
    sa.select(
        *(cases.c[name] for name in ("number", "code", "kecamatan", "road", "stage")),
        *(cases.c[name] for name in ("state", "ending", "created_at")),
        *(cases.c.waiting_since, cases.c.person_id, cases.c.business_id),
        cases.c.holder_id,
        businesses.c.name_sealed.label("business"),
        people.c.name_sealed.label("owner"),
        people.c.phone_sealed.label("phone"),
        officers.c.name_sealed.label("holder"),
    )
    .join_from(cases, people, people.c.id == cases.c.person_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
    .outerjoin(officers, officers.c.id == cases.c.holder_id)
)


def _row(tx: Transaction, row: Row) -> CaseRow:
    return CaseRow(
        row.number,
        row.code,
        tx.unseal("businesses", "name", row.business_id, row.business),
        tx.unseal("people", "name", row.person_id, row.owner),
        tx.unseal("people", "phone", row.person_id, row.phone),
        row.kecamatan,
        row.road,
        row.stage,
        row.state,
        row.ending,
        tx.unseal("officers", "name", row.holder_id or "", row.holder),
        row.created_at,
        row.waiting_since,
    )
