"""What owners ask for: a place in a programme, or a letter for a mark."""

import sqlalchemy as sa

from conversations.cases.records import Waiting
from conversations.cases.requests import Request
from storage.core.database import Conflict, Row, Transaction
from storage.tables import businesses, people, programmes, requests
from storage.tables.programmes import waits


async def add(
    tx: Transaction,
    request_id: str,
    office_id: str,
    person_id: str,
    business_id: str,
    programme_id: str | None = None,
    brand: str = "",
) -> None:
    """An owner asks for something."""
    row = {
        "id": request_id,
        "office_id": office_id,
        "person_id": person_id,
        "business_id": business_id,
        "programme_id": programme_id,
        "brand_sealed": tx.seal("requests", "brand", request_id, brand),
        "created_at": tx.now,
    }
    await tx.conn.execute(sa.insert(requests), row)


async def settle(
    tx: Transaction, request_id: str, was: str, state: str, officer_id: str
) -> None:
    """An officer answered; `Conflict` if somebody was quicker."""
    own = sa.update(requests).where(
        requests.c.id == request_id, requests.c.state == was
    )
    values = {"state": state, "officer_id": officer_id, "settled_at": tx.now}
    if (await tx.conn.execute(own.values(**values))).rowcount != 1:
        raise Conflict


async def by_id(tx: Transaction, request_id: str) -> Request | None:
    """One, whatever became of it."""
    rows = await tx.conn.execute(_REQUESTS.where(requests.c.id == request_id))
    row = rows.one_or_none()
    return _request(tx, row) if row else None


async def of_person(tx: Transaction, person_id: str) -> list[Request]:
    """All of a person, the oldest first."""
    rows = await tx.conn.execute(_REQUESTS.where(requests.c.person_id == person_id))
    return [_request(tx, row) for row in rows]


async def waiting(tx: Transaction, office_id: str) -> list[Waiting]:
    """Those of an office that nobody answered."""
    open_ = _REQUESTS.where(requests.c.office_id == office_id, waits(requests))
    return [
        Waiting(
            "request",
            one.id,
            row.created_at,
            "",
            one.business,
            one.owner,
            None,
            one.programme,
        )
        for row in await tx.conn.execute(open_)
        for one in [_request(tx, row)]
    ]


_PLAIN = ("id", "office_id", "person_id", "business_id", "programme_id", "state")
_REQUESTS = (
    sa.select(
        *(requests.c[name] for name in (*_PLAIN, "brand_sealed", "created_at")),
        people.c.name_sealed.label("owner"),
        businesses.c.name_sealed.label("business"),
        businesses.c.kecamatan,
        programmes.c.name.label("programme"),
    )
    .join_from(requests, people, people.c.id == requests.c.person_id)
    .join(businesses, businesses.c.id == requests.c.business_id)
    .outerjoin(programmes, programmes.c.id == requests.c.programme_id)
    .order_by(requests.c.created_at, requests.c.id)
)


def _request(tx: Transaction, row: Row) -> Request:
    return Request(
        **{name: getattr(row, name) for name in _PLAIN},
        brand=tx.unseal("requests", "brand", row.id, row.brand_sealed),
        owner=tx.unseal("people", "name", row.person_id, row.owner),
        business=tx.unseal("businesses", "name", row.business_id, row.business),
        kecamatan=row.kecamatan,
        programme=row.programme or "",
    )
