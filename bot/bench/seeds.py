"""A past: so many people, each with a business, a case, and a chat that is over.

The rows are those of the sample world, written once through `storage` and then copied:
each copy has ids of its own, and what is sealed is sealed again for its new row.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

import sqlalchemy as sa

from bot.bench import people
from bot.operations import sample
from conversations.catalogue import catalogue
from storage import tables
from storage.core.database import Database, Transaction
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.people.sessions import Reached, Sender, reach

CHUNK = 1_000
HEARD, SAID = 5, 6
"""Messages of each person, and of ours to them: done with, and kept."""
AGO = timedelta(days=60)
"""So long ago it all began."""


class Seeds:
    """Grows a database, in the order of time: as if all of it had happened there."""

    def __init__(self, database: Database, files: FileStore, account: str) -> None:
        self.database = database
        self.files = files
        self.account = account
        self.cases: list[dict[str, Any]] = []
        self.businesses: dict[str, dict[str, Any]] = {}
        self.followed: dict[sa.Table, dict[str, list[dict[str, Any]]]] = {}
        self.heard: dict[str, Any] = {}
        self.said: dict[str, Any] = {}

    async def find(self) -> None:
        """Make the sample world, and read what is copied of it.

        One message each way must be there already, of whoever wrote first: from now
        on, before everybody else.
        """
        await sample.load(self.database, self.files)
        await self.database.read(self._find)
        await self.database.write(_begin)

    async def _find(self, tx: Transaction) -> None:
        self.cases = await _rows(tx, tables.cases)
        each = await _rows(tx, tables.businesses)
        self.businesses = {row["id"]: row for row in each}
        for table in (tables.history, tables.stays):
            of_case = self.followed.setdefault(table, {})
            for row in await _rows(tx, table):
                of_case.setdefault(row["case_id"], []).append(row)
        self.heard = (await _rows(tx, tables.inbox))[0]
        self.said = (await _rows(tx, tables.outbox))[0]

    async def grow(self, many: int) -> None:
        """So many people, the first as long ago as it began, the last just now."""
        numbers = iter(range(many))
        while some := list(islice(numbers, CHUNK)):
            await self.database.write(partial(self._more, numbers=some, of=many))
        await self.database.write(partial(_count_on, at=many + len(self.cases) + 1))

    async def _more(self, tx: Transaction, numbers: Sequence[int], of: int) -> None:
        senders = [self._sender(number) for number in numbers]
        reached = await reach(tx, senders)
        new = [reached[sender.key] for sender in senders]
        await _introduce(tx, new)
        made: dict[sa.Table, list[dict[str, Any]]] = {}
        for number, one in zip(numbers, new, strict=True):
            ago = AGO * (1 - number / of)
            for table, row in self._past(tx, number, one):
                made.setdefault(table, []).append(_aged(row, ago))
        for table, rows in made.items():
            await tx.conn.execute(sa.insert(table), rows)

    def code(self, number: int) -> str:
        """What the case of this number is called."""
        return f"{self.cases[0]['code'].rpartition('-')[0]}-{number:04d}"

    def _sender(self, number: int) -> Sender:
        chat = str(people.FIRST_CHAT + number)
        return Sender("telegram", self.account, chat, language="id")

    def _past(
        self, tx: Transaction, number: int, person: Reached
    ) -> Iterator[tuple[sa.Table, dict[str, Any]]]:
        """The rows of one person, each with its table."""
        case = self.cases[number % len(self.cases)]
        own = {"person_id": person.person_id}
        business = _copy(
            tx, tables.businesses, self.businesses[case["business_id"]], own
        )
        yield tables.businesses, business
        at = number + len(self.cases) + 1
        named = {"business_id": business["id"], "number": at, "code": self.code(at)}
        copied = _copy(tx, tables.cases, case, own | named)
        yield tables.cases, copied
        for table, of_case in self.followed.items():
            for row in of_case.get(case["id"], ()):
                yield table, _follows(row, copied)
        there = own | {"address_id": person.address_id}
        for _ in range(HEARD):
            yield tables.inbox, _message(self.heard, there | {"state": "done"})
        for _ in range(SAID):
            yield tables.outbox, _message(self.said, there | {"state": "sent"})


def _message(row: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A message that is done with: nobody opens its seal any more."""
    made = {name: value for name, value in {**row, **own}.items() if name != "seq"}
    return made | {name: new_id() for name in {"key", "id"} & made.keys()}


def _aged(row: Mapping[str, Any], ago: timedelta) -> dict[str, Any]:
    """*row* as of so long ago."""
    return {
        name: value - ago if isinstance(value, datetime) else value
        for name, value in row.items()
    }


async def _begin(tx: Transaction) -> None:
    """What was said already was said first: messages lie in the order of time."""
    began = tx.now - AGO
    await tx.conn.execute(sa.update(tables.inbox).values(received_at=began))
    await tx.conn.execute(sa.update(tables.outbox).values(created_at=began))


async def _count_on(tx: Transaction, at: int) -> None:
    """The next case gets this number."""
    own = tables.offices.c.id == catalogue().office.id
    await tx.conn.execute(sa.update(tables.offices).where(own).values(next_case=at))


async def _rows(tx: Transaction, table: sa.Table) -> list[dict[str, Any]]:
    rows = await tx.conn.execute(sa.select(table).order_by(*table.primary_key))
    return [dict(row) for row in rows.mappings()]


async def _introduce(tx: Transaction, new: Sequence[Reached]) -> None:
    """Everybody has a name, and wants to hear of news."""
    known = tables.people.c.id == sa.bindparam("person")
    named = (
        sa.update(tables.people)
        .where(known)
        .values(name_sealed=sa.bindparam("name"), announcements=True)
    )
    rows = [
        {
            "person": one.person_id,
            "name": tx.seal("people", "name", one.person_id, "Contoh"),
        }
        for one in new
    ]
    await tx.conn.execute(named, rows)


def _copy(
    tx: Transaction, table: sa.Table, row: Mapping[str, Any], own: Mapping[str, Any]
) -> dict[str, Any]:
    """*row* with an id of its own, what is sealed in it sealed for that."""
    made = {**row, **own, "id": new_id()}
    for name, value in row.items():
        column, _, sealed = name.rpartition("_")
        if sealed == "sealed" and value is not None:
            plain = tx.ring.unseal(f"{table.name}:{column}:{row['id']}", value)
            made[name] = tx.ring.seal(f"{table.name}:{column}:{made['id']}", plain)
    return made


def _follows(row: Mapping[str, Any], case: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the case that was copied, for the copy."""
    made = {**row, "case_id": case["id"]}
    if "person_id" in made:
        made["person_id"] = case["person_id"]
    if made.pop("seq", None) is None:
        made["id"] = new_id()
    return made
