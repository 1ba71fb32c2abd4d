"""The showcase: what everybody sees of makers, while they agree and are guided."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from conversations.cases.showcase import Exhibit
from storage.core.database import Row, Transaction
from storage.tables import cases, certificates, documents, exhibits
from storage.tables.certificates import stands


async def add(
    tx: Transaction, business_id: str, shown: Mapping[str, str], **plain: Any
) -> None:
    """Everybody sees this of a business, in place of what they saw."""
    sealed = tx.ring.seal_json(f"exhibits:shown:{business_id}", dict(shown))
    row = {"business_id": business_id, "shown_sealed": sealed, "shown_at": tx.now}
    await drop(tx, plain["person_id"], business_id)
    await tx.conn.execute(sa.insert(exhibits), {**row, **plain})


async def drop(tx: Transaction, person_id: str, business_id: str = "") -> None:
    """Nobody sees any business of a person, or that one."""
    gone = sa.delete(exhibits).where(exhibits.c.person_id == person_id)
    if business_id:
        gone = gone.where(exhibits.c.business_id == business_id)
    await tx.conn.execute(gone)


async def of_person(tx: Transaction, person_id: str) -> frozenset[str]:
    """Which businesses of a person everybody sees."""
    own = sa.select(exhibits.c.business_id).where(exhibits.c.person_id == person_id)
    return frozenset((await tx.conn.execute(own)).scalars())


async def listed(
    tx: Transaction, at: Sequence[str], limit: int, offset: int = 0, **only: str
) -> list[Exhibit]:
    """Those of the offices *at*, the newest first; *only* of a kecamatan or a kind."""
    narrowed = [exhibits.c[name] == value for name, value in only.items() if value]
    found = (
        sa.select(exhibits)
        .where(exhibits.c.office_id.in_(at), _SEEN, *narrowed)
        .order_by(exhibits.c.shown_at.desc(), exhibits.c.business_id)
        .limit(limit)
        .offset(offset)
    )
    return [_exhibit(tx, row) for row in await tx.conn.execute(found)]


async def counted(tx: Transaction, at: Sequence[str]) -> list[tuple[str, str, int]]:
    """How many there are of each kecamatan and kind."""
    by = exhibits.c.kecamatan, exhibits.c.kind
    found = sa.select(*by, sa.func.count()).group_by(*by)
    rows = await tx.conn.execute(found.where(exhibits.c.office_id.in_(at), _SEEN))
    return [(place, kind, count) for place, kind, count in rows]


async def photo(tx: Transaction, code: str) -> str:
    """The preview of what this exhibit shows, in the store; empty if it has none."""
    found = (
        sa.select(documents.c.thumbnail)
        .join_from(exhibits, documents, documents.c.id == exhibits.c.photo)
        .where(exhibits.c.code == code, _SEEN)
    )
    return (await tx.conn.execute(found)).scalar_one_or_none() or ""


_OWN = cases.c.business_id == exhibits.c.business_id
_SEEN = sa.or_(
    sa.exists().where(_OWN, cases.c.state == "accepted"),
    sa.exists().where(
        certificates.c.business_id == exhibits.c.business_id, stands(certificates)
    ),
)
"""Who is still guided, or certified."""


def _exhibit(tx: Transaction, row: Row) -> Exhibit:
    context = f"exhibits:shown:{row.business_id}"
    shown = tx.ring.unseal_json(context, row.shown_sealed)
    plain = (row.business_id, row.code, row.kecamatan, row.kind, row.photo)
    return Exhibit(*plain, **shown)
