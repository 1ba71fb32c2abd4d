"""Where the messages of a person lie, which no index tells.

It would cost every message, and people leave or become one once. So they are looked
for in a read, which takes long and holds nobody up; the commit looks on from there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from storage.core.database import Transaction
from storage.tables import inbox, outbox

MAILBOX = (inbox, outbox)


@dataclass(frozen=True, slots=True)
class Found:
    """Places in inbox and outbox, by table, and up to where they were looked for."""

    places: Mapping[str, Sequence[int]]
    looked_to: Mapping[str, int]

    def within(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Rows of *table* among which the person's are; of another table any."""
        if table.name not in self.places:
            return sa.true()
        return table.c.seq.in_(self.places[table.name])


NOTHING = Found({}, {})


async def find(
    tx: Transaction, people: Collection[str], before: Found = NOTHING
) -> Found:
    """Where the messages of *people* are, beside what was found *before*."""
    places: dict[str, Sequence[int]] = {}
    looked_to: dict[str, int] = {}
    for table in MAILBOX:
        seen = before.looked_to.get(table.name, 0)
        last = sa.select(sa.func.coalesce(sa.func.max(table.c.seq), 0))
        looked_to[table.name] = (await tx.conn.execute(last)).scalar_one()
        theirs = sa.select(table.c.seq).where(
            table.c.seq > seen, table.c.person_id.in_(sorted(people))
        )
        new = (await tx.conn.execute(theirs)).scalars()
        places[table.name] = [*before.places.get(table.name, ()), *new]
    return Found(places, looked_to)
