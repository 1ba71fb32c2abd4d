"""Cases found by what they are called, of which no index is stored (decision 0016).

The names of an office are opened once and kept in memory. What was called otherwise
since is read before each search, and all of it anew where a case was erased.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

import sqlalchemy as sa

from conversations.cases.name_index import Names
from conversations.cases.names import place
from storage.core.database import Row, Transaction
from storage.tables import businesses, cases, people

BATCH = 500
"""So many are opened at once: whoever waits for the loop waits no longer."""
OVERLAP = timedelta(minutes=1)
"""So long a commit may take: what it changed is older than when it is seen."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class _Kept:
    """The names of an office as they were read last; several threads look into them.

    Those that changed *lately* are read again, and known by when that was.
    """

    names: Names = field(default_factory=Names)
    until: datetime = _BEGINNING
    lately: dict[str, datetime] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


async def named(
    tx: Transaction, offices: Collection[str], said: Sequence[str]
) -> list[str]:
    """The ids of the cases that these words name, office by office, newest first."""
    found: list[str] = []
    for office_id in offices:
        kept = await _fresh(tx, office_id)
        with kept.lock:
            found += kept.names.find(said)
    return found


async def _fresh(tx: Transaction, office_id: str) -> _Kept:
    """What is kept, with all that changed since."""
    key = "names of cases", office_id
    kept: _Kept = tx.kept.setdefault(key, _Kept())
    await _read(tx, office_id, kept)
    own = sa.select(sa.func.count()).where(cases.c.office_id == office_id)
    if (await tx.conn.execute(own)).scalar_one() != len(kept.names):
        kept = tx.kept[key] = _Kept()
        await _read(tx, office_id, kept)
    return kept


async def _read(tx: Transaction, office_id: str, kept: _Kept) -> None:
    """Open what was called anew since, batch by batch."""
    at, id_, more = kept.until - OVERLAP, "", True
    lately: dict[str, datetime] = {}
    while more:
        newer = sa.tuple_(cases.c.named_at, cases.c.id) > (at, id_)
        batch = _CALLED.where(cases.c.office_id == office_id, newer).limit(BATCH)
        rows = (await tx.conn.execute(batch)).all()
        called = [
            (row.id, _names(tx, row))
            for row in rows
            if kept.lately.get(row.id) != row.named_at
        ]
        lately |= {r.id: r.named_at for r in rows if r.named_at > tx.now - OVERLAP}
        with kept.lock:
            kept.names.take(called)
        if more := len(rows) == BATCH:
            at, id_ = rows[-1].named_at, rows[-1].id
    kept.until, kept.lately = tx.now, lately


_CALLED = (
    sa.select(
        *(cases.c[name] for name in ("id", "named_at", "kecamatan")),
        *(cases.c[name] for name in ("person_id", "business_id", "details_sealed")),
        people.c.name_sealed.label("owner"),
        businesses.c.name_sealed.label("business"),
    )
    .join_from(cases, people, people.c.id == cases.c.person_id)
    .join(businesses, businesses.c.id == cases.c.business_id)
    .order_by(cases.c.named_at, cases.c.id)
)


def _names(tx: Transaction, row: Row) -> list[str]:
    """Whatever a case may be remembered by."""
    details = tx.ring.unseal_json(f"cases:details:{row.id}", row.details_sealed)
    return [
        tx.unseal("businesses", "name", row.business_id, row.business),
        tx.unseal("people", "name", row.person_id, row.owner),
        str(details.get("village") or ""),
        place(row.kecamatan).label or row.kecamatan,
    ]
