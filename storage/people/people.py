"""People: what they let us remember, what they agreed to, and that two are one."""

import sqlalchemy as sa

from storage.cases import history
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.messages import by_person
from storage.messages.by_person import NOTHING, Found
from storage.people import desk_sessions, one_time_codes
from storage.tables import (
    addresses,
    cases,
    consents,
    metadata,
    officers,
    people,
    threads,
)
from storage.tables import outbox as outbox_rows

LINKED = "person.linked"
"""The act in the history that says whose file was put to this person's."""


async def remember(
    tx: Transaction,
    person_id: str,
    *,
    name: str | None = None,
    phone: str | None = None,
    language: str | None = None,
    address_form: str | None = None,
) -> None:
    """Write down what a person said of themselves; None leaves a thing as it is."""
    values: dict[str, object] = {}
    if name is not None:
        values["name_sealed"] = tx.seal("people", "name", person_id, name)
    if phone is not None:
        values["phone_sealed"] = tx.seal("people", "phone", person_id, phone)
        values["phone_index"] = tx.ring.blind("phone", phone) if phone else None
    if language is not None:
        values["language"] = language
    if address_form is not None:
        values["address_form"] = address_form
    if values:
        await _change(tx, person_id, **values)
    if name is not None or phone is not None:
        await _named(tx, person_id)


async def _named(tx: Transaction, person_id: str) -> None:
    """Their cases are found by another name or telephone from now on."""
    theirs = sa.update(cases).where(cases.c.person_id == person_id)
    await tx.conn.execute(theirs.values(named_at=tx.now))


async def name(tx: Transaction, person_id: str) -> str:
    """What a person is called, empty when they never said."""
    own = sa.select(people.c.name_sealed).where(people.c.id == person_id)
    sealed = (await tx.conn.execute(own)).scalar_one_or_none()
    return tx.unseal("people", "name", person_id, sealed)


async def phone(tx: Transaction, person_id: str) -> str:
    """A person's phone number, empty when they gave none."""
    own = sa.select(people.c.phone_sealed).where(people.c.id == person_id)
    sealed = (await tx.conn.execute(own)).scalar_one_or_none()
    return tx.unseal("people", "phone", person_id, sealed)


async def language(tx: Transaction, person_id: str) -> str:
    """The language a person is spoken to in."""
    own = sa.select(people.c.language).where(people.c.id == person_id)
    return (await tx.conn.execute(own)).scalar_one_or_none() or ""


async def consent(
    tx: Transaction,
    person_id: str,
    kind: str,
    *,
    agreed: bool,
    version: str = "",
    text_hash: str = "",
    channel: str = "",
) -> None:
    """Note a yes or a no to one kind of thing; it holds at once."""
    row = {
        "person_id": person_id,
        "kind": kind,
        "version": version,
        "text_hash": text_hash,
        "agreed": agreed,
        "channel": channel,
        "at": tx.now,
    }
    await tx.conn.execute(sa.insert(consents), row)
    if kind == "notice":
        await _change(tx, person_id, notice_version=version if agreed else "")
    if kind == "announcements":
        await _change(tx, person_id, announcements=agreed)


async def asked(tx: Transaction, person_id: str, kind: str) -> bool:
    """Whether a person ever said yes or no to this kind of thing."""
    said = consents.c.person_id == person_id, consents.c.kind == kind
    found = sa.select(sa.exists().where(*said))
    return bool((await tx.conn.execute(found)).scalar_one())


async def merge(tx: Transaction, keep: str, away: str, found: Found = NOTHING) -> None:
    """Two people are one: *keep* gets all that *away* had, but its conversation.

    What is sealed is bound to its own row, so nothing needs to be sealed again but
    the name and number that *keep* did not have. Messages that were *found* before
    are not looked for again.
    """
    found = await by_person.find(tx, [away], found)
    await _complete(tx, keep, away)
    officer = sa.select(officers.c.id).where(officers.c.person_id == keep)
    both = (await tx.conn.execute(officer)).first() is not None
    for table in metadata.sorted_tables:
        if table.name in _STAYS or (both and table is officers):
            continue
        for column in table.columns:
            if any(key.column is people.c.id for key in column.foreign_keys):
                change = sa.update(table).where(column == away, found.within(table))
                if table.name == "recipients":
                    change = change.where(~_also(table, keep))
                await tx.conn.execute(change.values({column.name: keep}))
    await _named(tx, keep)
    await tx.conn.execute(sa.delete(threads).where(threads.c.person_id == away))
    gone = {"name_sealed": None, "phone_sealed": None, "phone_index": None}
    await _change(tx, away, erased_at=tx.now, reachable=False, **gone)
    await history.write(tx, LINKED, person_id=keep, other=away)


async def leave_behind(
    tx: Transaction, person_id: str, address_id: str, channel: str, account: str
) -> None:
    """Wherever the person was found but at this address is somebody else's from now on.

    A phone was lost, or a page left open. Who writes from there is a newcomer, whom we
    owe nothing of this person's: what still waits to be sent there comes here.
    """
    others = addresses.c.person_id == person_id, addresses.c.id != address_id
    waits = sa.update(outbox_rows).where(
        outbox_rows.c.person_id == person_id,
        outbox_rows.c.address_id.in_(sa.select(addresses.c.id).where(*others)),
        outbox_rows.c.state == "due",
    )
    here = {"address_id": address_id, "channel": channel, "account": account}
    if address_id:
        await tx.conn.execute(waits.values(**here))
    await _strangers(tx, sa.and_(*others))
    await desk_sessions.end_all(tx, person_id)
    await one_time_codes.end_all(tx, person_id)


async def leave_page(tx: Transaction, person_id: str, address_id: str) -> None:
    """A page that was long unused is somebody else's, whoever opens it next."""
    await _strangers(tx, addresses.c.id == address_id)
    await history.write(tx, "devices.idle", person_id=person_id)


async def number_left(tx: Transaction, address_id: str, went_to: str) -> None:
    """A number was given up, and may be anybody's tomorrow.

    What still waits to be sent there goes where the person is now.
    """
    waits = sa.update(outbox_rows).where(
        outbox_rows.c.address_id == address_id, outbox_rows.c.state == "due"
    )
    await tx.conn.execute(waits.values(address_id=went_to))
    await _strangers(tx, addresses.c.id == address_id)


async def _strangers(tx: Transaction, which: sa.ColumnElement[bool]) -> None:
    """Each of these addresses is that of somebody we know nothing of.

    Not of one stranger together: what has one phone may not show what the next says.
    """
    left = sa.select(addresses.c.id).where(which).order_by(addresses.c.id)
    for address_id in (await tx.conn.execute(left)).scalars().all():
        stranger = {"id": new_id(), "created_at": tx.now}
        await tx.conn.execute(sa.insert(people), stranger)
        await tx.conn.execute(sa.insert(threads), {"person_id": stranger["id"]})
        own = sa.update(addresses).where(addresses.c.id == address_id)
        lost = {"person_id": stranger["id"], "heard_at": None, "window_until": None}
        await tx.conn.execute(own.values(lost))


async def _complete(tx: Transaction, keep: str, away: str) -> None:
    """Name, number and consent: what *keep* has not said, *away* may have."""
    both = sa.select(people).where(people.c.id.in_([keep, away]))
    found = {row.id: row for row in await tx.conn.execute(both)}
    mine, theirs = found[keep], found[away]

    def said(column: str) -> str | None:
        if getattr(mine, f"{column}_sealed") is not None:
            return None
        sealed = getattr(theirs, f"{column}_sealed")
        return tx.unseal("people", column, away, sealed) or None

    await remember(tx, keep, name=said("name"), phone=said("phone"))
    latest = (
        sa.select(consents.c.agreed)
        .where(
            consents.c.person_id.in_([keep, away]), consents.c.kind == "announcements"
        )
        .order_by(consents.c.id.desc())
        .limit(1)
    )
    wanted = (await tx.conn.execute(latest)).scalar_one_or_none()
    await _change(
        tx,
        keep,
        notice_version=mine.notice_version or theirs.notice_version,
        announcements=mine.announcements if wanted is None else wanted,
        address_form=mine.address_form or theirs.address_form,
    )


_STAYS = {"threads", "history"}


def _also(table: sa.Table, keep: str) -> sa.ColumnElement[bool]:
    """Whether *keep* has a row of the same announcement already."""
    other = table.alias()
    return sa.exists(
        sa.select(1).where(
            other.c.announcement_id == table.c.announcement_id,
            other.c.person_id == keep,
        )
    )


async def _change(tx: Transaction, person_id: str, **values: object) -> None:
    own = sa.update(people).where(people.c.id == person_id)
    await tx.conn.execute(own.values(**values))
