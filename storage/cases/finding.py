"""Cases found by what they are called, of which no index is stored (decision 0016).

The names of an office are opened once and kept in memory, batch by batch: ahead of the
first search where somebody does (`bot/jobs/names.py`). What was called otherwise since
is read before each search, and what was erased leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

import sqlalchemy as sa

from conversations.cases.name_index import Names
from conversations.cases.names import place
from storage.cases import listing
from storage.core.database import Row, Transaction
from storage.tables import businesses, cases, offices, people

BATCH = 200
"""So many are opened at once: whoever waits for the loop waits no longer."""
ENDING = 4
"""Figures of a telephone's end, by which people tell one from another."""
OVERLAP = timedelta(minutes=1)
"""So long a commit may take: what it changed is older than when it is seen."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class _Kept:
    """The names of an office, read as far as *at*; several threads look into them.

    *erased_at* is when a case of it was erased last, as far as is known here.
    """

    names: Names = field(default_factory=Names)
    at: tuple[datetime, str] = (_BEGINNING, "")
    erased_at: datetime | None = None
    lock: Lock = field(default_factory=Lock)


async def named(
    tx: Transaction,
    office_id: str,
    said: Sequence[str],
    most: int | None = None,
    *,
    owners: bool = True,
) -> set[int]:
    """The numbers of cases that these words name; of more than *most* the newest.

    Whoever reads owners shortened (not *owners*) finds none by the rest of their name.
    """
    while await read_on(tx, office_id, owners=owners):
        pass
    kept = _kept(tx, office_id, owners=owners)
    with kept.lock:
        return kept.names.find(said, most)


async def read_on(tx: Transaction, office_id: str, *, owners: bool = True) -> bool:
    """Open a batch of what was called anew since, and whether there is more.

    Two may do so at once: what is opened twice is the same.
    """
    kept = _kept(tx, office_id, owners=owners)
    await _forget(tx, office_id, kept)
    newer = sa.tuple_(cases.c.named_at, cases.c.id) > kept.at
    batch = _CALLED.where(cases.c.office_id == office_id, newer).limit(BATCH)
    rows = (await tx.conn.execute(batch)).all()
    called = [(row.number, _names(tx, row, owners=owners)) for row in rows]
    more = len(rows) == BATCH
    with kept.lock:
        kept.names.take(called)
        kept.at = (rows[-1].named_at, rows[-1].id) if more else (tx.now - OVERLAP, "")
    return more


def _kept(tx: Transaction, office_id: str, *, owners: bool) -> _Kept:
    about = ("names of cases", office_id, owners)
    kept: _Kept = tx.kept.setdefault(about, _Kept())
    return kept


async def _forget(tx: Transaction, office_id: str, kept: _Kept) -> None:
    """Whoever was erased since leaves memory, with their words."""
    last = sa.select(offices.c.erased_at).where(offices.c.id == office_id)
    erased_at = (await tx.conn.execute(last)).scalar_one()
    if kept.erased_at != erased_at:
        there = await listing.numbers(tx, cases.c.office_id == office_id)
        with kept.lock:
            kept.names.keep(there)
            kept.erased_at = erased_at


_CALLED = (
    sa.select(
        *(cases.c[name] for name in ("id", "number", "named_at", "kecamatan")),
        *(cases.c[name] for name in ("person_id", "business_id", "details_sealed")),
        people.c.name_sealed.label("owner"),
        people.c.phone_sealed.label("phone"),
        businesses.c.name_sealed.label("business"),
    )
    .join_from(cases, people, people.c.id == cases.c.person_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
    .order_by(cases.c.named_at, cases.c.id)
)


def _names(tx: Transaction, row: Row, *, owners: bool) -> list[str]:
    """Whatever a case may be remembered by."""
    details = tx.ring.unseal_json(f"cases:details:{row.id}", row.details_sealed)
    called = [
        tx.unseal("businesses", "name", row.business_id, row.business),
        str(details.get("village") or ""),
        place(row.kecamatan).label or row.kecamatan,
    ]
    if owners:
        called += [
            tx.unseal("people", "name", row.person_id, row.owner),
            tx.unseal("people", "phone", row.person_id, row.phone)[-ENDING:],
        ]
    return called
