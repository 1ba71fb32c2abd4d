"""Mandates: who may act for whom, and the conversation they have for them.

`standing` is asked at every act. It finds only what holds at that moment: given, not
ended, the owner's consent not withdrawn, and neither of the two an officer.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import json

from conversations.cases.records import Mandate, Statement
from storage.core.database import Row, Transaction
from storage.core.ids import new_id
from storage.tables import businesses, documents, mandates, officers, people, threads

PURPOSE = "mandate"
"""What the photo of a signed statement is for."""


async def give(
    tx: Transaction,
    office_id: str,
    helper_id: str,
    owner_id: str,
    mandate_id: str = "",
) -> str:
    """A mandate from an owner's own chat; give its id."""
    return await _add(
        tx,
        mandate_id or new_id(),
        office_id,
        helper_id,
        "code",
        owner_id=owner_id,
        granted_at=tx.now,
        talk=await _left(tx, helper_id, owner_id),
    )


async def ask(
    tx: Transaction,
    office_id: str,
    helper_id: str,
    details: Mapping[str, str],
    files: Sequence[str],
    mandate_id: str = "",
) -> str:
    """A signed statement, for an officer to look at; give its id."""
    asked = await _add(
        tx,
        mandate_id or new_id(),
        office_id,
        helper_id,
        "statement",
        files=list(files),
        details=details,
    )
    await _for_statement(tx, files, PURPOSE)
    return asked


async def asked(tx: Transaction, mandate_id: str) -> Statement | None:
    """What was asked for and is not decided yet."""
    found = sa.select(mandates).where(
        mandates.c.id == mandate_id,
        mandates.c.granted_at.is_(None),
        mandates.c.ended_at.is_(None),
    )
    row = (await tx.conn.execute(found)).one_or_none()
    if row is None:
        return None
    context = f"mandates:details:{row.id}"
    return Statement(
        id=row.id,
        office_id=row.office_id,
        how=row.how,
        helper_id=row.helper_id,
        files=tuple(row.files),
        details=tx.ring.unseal_json(context, row.details_sealed),
    )


async def record(
    tx: Transaction, found: Statement, officer_id: str | None, owner_id: str
) -> None:
    """An officer saw the statement: the owner is somebody now, by this id."""
    name = found.details["owner_name"]
    await tx.conn.execute(
        sa.insert(people),
        {
            "id": owner_id,
            "created_at": tx.now,
            "name_sealed": tx.seal("people", "name", owner_id, name),
        },
    )
    await tx.conn.execute(sa.insert(threads), {"person_id": owner_id})
    await _change(
        tx,
        found.id,
        owner_id=owner_id,
        officer_id=officer_id,
        granted_at=tx.now,
        details_sealed=None,
    )
    await hand_over(tx, found.files, found.helper_id, owner_id)


async def refuse(tx: Transaction, found: Statement) -> None:
    """Nothing of it is kept but the photo, for as long as any upload."""
    await tx.conn.execute(sa.delete(mandates).where(mandates.c.id == found.id))
    await _for_statement(tx, found.files, "")


async def end(tx: Transaction, mandate_id: str) -> None:
    """From this moment the helper acts for this owner no more."""
    await _change(tx, mandate_id, ended_at=tx.now)


async def standing(
    tx: Transaction, *, id_: str = "", helper: str = "", owner: str = ""
) -> list[Mandate]:
    """The mandates that stand now, the oldest first; name at least one of the three."""
    asked = ((mandates.c.id, id_), (mandates.c.helper_id, helper))
    named = [
        column == by for column, by in (*asked, (mandates.c.owner_id, owner)) if by
    ]
    if not named:
        return []
    rows = await tx.conn.execute(_STANDING.where(*named))
    return [_mandate(tx, row) for row in rows]


async def talk(
    tx: Transaction, mandate_id: str, read: Callable[[bytes], Any] = json.decode
) -> Any:
    """The conversation that the helper has for the owner; empty before the first."""
    own = sa.select(mandates.c.talk_sealed).where(mandates.c.id == mandate_id)
    sealed = (await tx.conn.execute(own)).scalar_one()
    context = f"mandates:talk:{mandate_id}"
    return read(tx.ring.unseal(context, sealed) if sealed else b"{}")


async def keep_talk(tx: Transaction, mandate_id: str, state: object) -> None:
    """Write it back; the lock on the helper's own thread holds for it, too."""
    sealed = tx.ring.seal_json(f"mandates:talk:{mandate_id}", state)
    await _change(tx, mandate_id, talk_sealed=sealed)


async def hand_over(
    tx: Transaction, files: Sequence[str], helper_id: str, owner_id: str
) -> None:
    """What a helper sent for an owner is that owner's."""
    sent = sa.update(documents).where(
        documents.c.id.in_(list(files)), documents.c.person_id == helper_id
    )
    await tx.conn.execute(sent.values(person_id=owner_id))


async def _add(
    tx: Transaction,
    mandate_id: str,
    office_id: str,
    helper_id: str,
    how: str,
    *,
    details: Mapping[str, str] | None = None,
    talk: object = None,
    **more: Any,
) -> str:
    row = {
        "id": mandate_id,
        "office_id": office_id,
        "helper_id": helper_id,
        "how": how,
        "asked_at": tx.now,
        **more,
    }
    for column, value in (("details", details), ("talk", talk)):
        if value:
            context = f"mandates:{column}:{mandate_id}"
            row[f"{column}_sealed"] = tx.ring.seal_json(context, value)
    await tx.conn.execute(sa.insert(mandates), row)
    return mandate_id


async def _left(tx: Transaction, helper_id: str, owner_id: str) -> dict[str, Any]:
    """What lay open when the same owner last ended the same helper's mandate."""
    before = (
        sa.select(mandates.c.id)
        .where(mandates.c.helper_id == helper_id, mandates.c.owner_id == owner_id)
        .order_by(mandates.c.id.desc())
        .limit(1)
    )
    found = (await tx.conn.execute(before)).scalar_one_or_none()
    return await talk(tx, found) if found else {}


async def _for_statement(tx: Transaction, files: Sequence[str], what: str) -> None:
    these = sa.update(documents).where(documents.c.id.in_(list(files)))
    await tx.conn.execute(these.values(purpose=what))


async def _change(tx: Transaction, mandate_id: str, **values: object) -> None:
    own = sa.update(mandates).where(mandates.c.id == mandate_id)
    await tx.conn.execute(own.values(**values))


_HELPERS, _OWNERS = people.alias("helpers"), people.alias("owners")
_THEIRS = businesses.alias("theirs")
_FIRST = (
    sa.select(_THEIRS.c.id)
    .where(_THEIRS.c.person_id == mandates.c.owner_id)
    .order_by(_THEIRS.c.id)
    .limit(1)
    .scalar_subquery()
)
_STANDING = (
    sa.select(
        mandates.c.id,
        mandates.c.office_id,
        mandates.c.how,
        mandates.c.helper_id,
        mandates.c.owner_id,
        _HELPERS.c.name_sealed.label("helper"),
        _OWNERS.c.name_sealed.label("owner"),
        _OWNERS.c.phone_index.is_not(None).label("phone"),
        _OWNERS.c.notice_version,
        businesses.c.id.label("business_id"),
        businesses.c.name_sealed.label("business"),
    )
    .join_from(mandates, _HELPERS, _HELPERS.c.id == mandates.c.helper_id)
    .join(_OWNERS, _OWNERS.c.id == mandates.c.owner_id)
    .outerjoin(businesses, businesses.c.id == _FIRST)
    .where(
        mandates.c.granted_at.is_not(None),
        mandates.c.ended_at.is_(None),
        mandates.c.helper_id != mandates.c.owner_id,
        _OWNERS.c.erased_at.is_(None),
        _OWNERS.c.notice_version != "",
        ~sa.exists().where(
            officers.c.active,
            officers.c.person_id.in_([mandates.c.helper_id, mandates.c.owner_id]),
        ),
    )
    .order_by(mandates.c.id)
)


def _mandate(tx: Transaction, row: Row) -> Mandate:
    owner_name = tx.unseal("people", "name", row.owner_id, row.owner)
    business = row.business_id or ""
    return Mandate(
        id=row.id,
        office_id=row.office_id,
        how=row.how,
        helper_id=row.helper_id,
        helper_name=tx.unseal("people", "name", row.helper_id, row.helper),
        owner_id=row.owner_id,
        owner_name=owner_name,
        owner_phone=row.phone,
        notice_version=row.notice_version,
        name=tx.unseal("businesses", "name", business, row.business) or owner_name,
    )
