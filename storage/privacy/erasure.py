"""Forgetting a person: every row about them, and whatever hangs on such a row.

What stays is a tombstone: the id that the history speaks of, that it was erased and
when, and that there was consent, without anything it was about.
"""

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from storage.cases import topics
from storage.core.database import Transaction
from storage.messages import by_person
from storage.messages.by_person import NOTHING, Found
from storage.messages.outbox import HAS_SUBJECT
from storage.privacy.privacy_map import HELPS, NAMES_A_PERSON
from storage.tables import (
    cases,
    contacts,
    documents,
    mandates,
    metadata,
    notes,
    officers,
    offices,
    outbox,
    people,
    recoveries,
    threads,
)

STAYS = ("people", "consents", "history", "officers", "invitations")
"""Tables that keep ids and no content: the tombstone, and what was done."""
WAYS = ("addresses", "threads")
"""How a person is reached: needed until they have heard that all else is gone."""

Condition = sa.ColumnElement[bool]


async def files_of(tx: Transaction, person_id: str) -> list[str]:
    """The names in the file store of all that goes with a person."""
    names = sa.select(documents.c.name, documents.c.thumbnail)
    rows = await tx.conn.execute(names.where(await _files(tx, person_id)))
    return [name for row in rows for name in row if name]


async def _files(tx: Transaction, person_id: str) -> Condition:
    """Documents that are theirs, or that another brought for them."""
    brought = (
        sa.select(mandates.c.files).where(mandates.c.owner_id == person_id),
        sa.select(notes.c.files).where(notes.c.person_id == person_id),
    )
    lists = [row for each in brought for row in (await tx.conn.execute(each)).scalars()]
    others = sorted({one for each in lists for one in each})
    return sa.or_(_theirs(person_id, ())[documents], documents.c.id.in_(others))


async def erase(tx: Transaction, person_id: str, found: Found = NOTHING) -> None:
    """Forget everything but the way to tell the person so.

    Messages that were *found* before are not looked for again.
    """
    theirs = sa.select(cases.c.id).where(cases.c.person_id == person_id)
    tries = sa.or_(
        recoveries.c.case_id.in_(theirs), recoveries.c.person_id == person_id
    )
    cards = sa.union_all(
        sa.select("case:" + cases.c.id).where(cases.c.person_id == person_id),
        sa.select("recovery:" + recoveries.c.id).where(tries),
    )
    await topics.bury(tx, person_id)
    # Whoever keeps names in memory sees by this that some must leave it.
    served = sa.select(cases.c.office_id).where(cases.c.person_id == person_id)
    own = sa.update(offices).where(offices.c.id.in_(served))
    await tx.conn.execute(own.values(erased_at=tx.now))
    # What we keep of their cards on officers' phones says names as well.
    named = sa.and_(outbox.c.subject.in_(cards), HAS_SUBJECT)
    await tx.conn.execute(sa.delete(outbox).where(named))
    # Whoever is forgotten stands on no list that was there before them, either.
    dialled = sa.select(people.c.phone_index).where(people.c.id == person_id)
    listed = contacts.c.phone_index.in_(dialled)
    await tx.conn.execute(sa.delete(contacts).where(listed))
    found = await by_person.find(tx, [person_id], found)
    await tx.conn.execute(sa.delete(documents).where(await _files(tx, person_id)))
    await _delete(tx, _theirs(person_id, WAYS, found))
    await tx.conn.execute(
        sa.update(threads)
        .where(threads.c.person_id == person_id)
        .values(state_sealed=None, flow="", version=threads.c.version + 1)
    )
    await tx.conn.execute(
        sa.update(people)
        .where(people.c.id == person_id)
        .values(
            name_sealed=None,
            phone_sealed=None,
            phone_index=None,
            address_form="",
            announcements=False,
            notice_version="",
            erased_at=tx.now,
        )
    )
    own = sa.update(officers).where(officers.c.person_id == person_id)
    await tx.conn.execute(own.values(name_sealed=None, active=False))


async def forget_ways(tx: Transaction, person_id: str, found: Found = NOTHING) -> bool:
    """The last of it: where they were reached. False if they began anew meanwhile."""
    anew = sa.select(people.c.notice_version).where(people.c.id == person_id)
    if (await tx.conn.execute(anew)).scalar_one():
        own = sa.update(people).where(people.c.id == person_id)
        await tx.conn.execute(own.values(erased_at=None))
        return False
    found = await by_person.find(tx, [person_id], found)
    await _delete(tx, _theirs(person_id, (), found))
    own = sa.update(people).where(people.c.id == person_id)
    await tx.conn.execute(own.values(reachable=False, language="id"))
    return True


def _theirs(
    person_id: str, but: Collection[str], found_in: Found = NOTHING
) -> Mapping[sa.Table, Condition]:
    """What is to go, table by table, those that others refer to first."""
    found: dict[sa.Table, Condition] = {}
    for table in metadata.sorted_tables:
        if table.name in (*STAYS, *but):
            continue
        which: list[Condition] = [
            column.in_(sa.select(key.column).where(found[key.column.table]))
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table in found
        ]
        which += [
            sa.and_(table.c[naming[table.name]] == person_id, found_in.within(table))
            for naming in (NAMES_A_PERSON, HELPS)
            if table.name in naming
        ]
        if which:
            found[table] = sa.or_(*which)
    return found


async def _delete(tx: Transaction, which: Mapping[sa.Table, Condition]) -> None:
    for table, condition in reversed(list(which.items())):
        await tx.conn.execute(sa.delete(table).where(condition))
