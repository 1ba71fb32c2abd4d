"""Businesses: what an owner told about theirs, in as many sittings as it took."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from conversations.cases.records import Business
from storage.core.database import Row, Transaction
from storage.core.ids import new_id
from storage.tables import businesses, cases


async def add(
    tx: Transaction,
    person_id: str,
    office_id: str,
    *,
    kind: str = "business",
    name: str = "",
    profile: Mapping[str, Any] | None = None,
    business_id: str = "",
    **plain: str,
) -> str:
    """A new business; *plain* are `kecamatan`, `sector`, `road` and `stage`."""
    business_id = business_id or new_id()
    row = {
        "id": business_id,
        "person_id": person_id,
        "office_id": office_id,
        "kind": kind,
        "created_at": tx.now,
        **_values(tx, business_id, name=name, profile=profile or {}, **plain),
    }
    await tx.conn.execute(sa.insert(businesses), row)
    return business_id


async def change(tx: Transaction, business_id: str, **values: Any) -> None:
    """Write down what is new; what is not named, or None, stays as it is."""
    new = {name: value for name, value in values.items() if value is not None}
    own = sa.update(businesses).where(businesses.c.id == business_id)
    await tx.conn.execute(own.values(**_values(tx, business_id, **new)))
    named = {"kecamatan": new["kecamatan"]} if "kecamatan" in new else {}
    if named or "name" in new:
        theirs = sa.update(cases).where(cases.c.business_id == business_id)
        await tx.conn.execute(theirs.values(**named, named_at=tx.now))


async def by_id(tx: Transaction, business_id: str) -> Business | None:
    """One business."""
    found = await _find(tx, businesses.c.id == business_id)
    return found[0] if found else None


async def of_person(tx: Transaction, person_id: str) -> list[Business]:
    """All businesses of a person, the newest first: a helper files for many."""
    return await _find(tx, businesses.c.person_id == person_id)


async def _find(tx: Transaction, which: sa.ColumnElement[bool]) -> list[Business]:
    found = sa.select(businesses).where(which).order_by(businesses.c.id.desc())
    return [_business(tx, row) for row in await tx.conn.execute(found)]


def _values(tx: Transaction, business_id: str, **values: Any) -> dict[str, Any]:
    if "name" in values:
        name = values.pop("name")
        values["name_sealed"] = tx.seal("businesses", "name", business_id, name)
    if "profile" in values:
        context = f"businesses:profile:{business_id}"
        values["profile_sealed"] = tx.ring.seal_json(context, values.pop("profile"))
    return {**values, "updated_at": tx.now}


def _business(tx: Transaction, row: Row) -> Business:
    context = f"businesses:profile:{row.id}"
    profile = tx.ring.unseal_json(context, row.profile_sealed)
    return Business(
        id=row.id,
        person_id=row.person_id,
        office_id=row.office_id,
        kind=row.kind,
        name=tx.unseal("businesses", "name", row.id, row.name_sealed),
        kecamatan=row.kecamatan,
        sector=row.sector,
        road=row.road,
        stage=row.stage,
        profile=profile,
    )
