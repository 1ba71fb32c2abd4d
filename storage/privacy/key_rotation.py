"""The key ring and what it sealed: do they belong together, and sealing anew.

A seal names the key that closed it, so a change of keys needs no plan: whatever an
older key closed is closed again, batch by batch, and whoever is killed on the way
finds, next time, only what is left. A blind index names no key. It comes from the
oldest key, which therefore stays in the ring for as long as people are to be found.
"""

from functools import partial
from typing import Any

import sqlalchemy as sa

from storage.core.database import Database, Transaction
from storage.core.seal import BadKeys, KeyRing, Unreadable
from storage.people.addresses import blind
from storage.privacy.privacy_map import SEALED
from storage.tables import addresses, metadata

BATCH = 500
NAMED_BY = {
    "exhibits": "business_id",
    "inbox": "key",
    "ratings": "case_id",
    "threads": "person_id",
}
"""The column that names a row in its seals, where it is not `id`."""


class OtherKeys(BadKeys):
    """The ring does not open what is stored."""


class OldestGone(BadKeys):
    """The oldest key is not last in the ring, so nobody would be known any more."""


async def check_keys(tx: Transaction) -> None:
    """Raise unless the ring opens what is here, and finds it again."""
    newest = (
        sa.select(
            addresses.c.id,
            addresses.c.channel,
            addresses.c.account,
            addresses.c.blind_index,
            addresses.c.external_sealed,
        )
        .order_by(addresses.c.id.desc())
        .limit(1)
    )
    row = (await tx.conn.execute(newest)).one_or_none()
    if row is None:
        return
    try:
        external = tx.unseal("addresses", "external", row.id, row.external_sealed)
    except Unreadable:
        raise OtherKeys from None
    if blind(tx, row.channel, row.account, external) != row.blind_index:
        raise OldestGone


async def reseal(database: Database) -> int:
    """Close again what an older key closed; how many values that were.

    Raises `Unreadable` where a value's key is missing: what came before it is done.
    """
    count = 0
    for name, columns in SEALED.items():
        after: str | None = ""
        while after is not None:
            table = metadata.tables[name]
            batch = partial(_batch, table=table, columns=columns, after=after)
            done, after = await database.write(batch)
            count += done
    return count


async def _batch(
    tx: Transaction, table: sa.Table, columns: tuple[str, ...], after: str
) -> tuple[int, str | None]:
    """Look at the rows that follow *after*: how many were stale, and the last row."""
    key = table.c[NAMED_BY.get(table.name, "id")]
    chosen = sa.select(key, *(table.c[name] for name in columns))
    rows = (
        await tx.conn.execute(chosen.where(key > after).order_by(key).limit(BATCH))
    ).all()
    count = 0
    for place, column in enumerate(columns, start=1):
        changes = [
            change
            for row in rows
            if (change := _anew(tx.ring, table.name, column, row[0], row[place]))
        ]
        if changes:
            # Whoever changed the value in between sealed it with the newest key.
            own = key == sa.bindparam("row"), table.c[column] == sa.bindparam("old")
            anew = sa.update(table).where(*own).values({column: sa.bindparam("new")})
            await tx.conn.execute(anew, changes)
        count += len(changes)
    return count, rows[-1][0] if len(rows) == BATCH else None


def _anew(
    ring: KeyRing, table: str, column: str, row: str, sealed: bytes | None
) -> dict[str, Any] | None:
    """The change that closes *sealed* with the newest key; none where it is so."""
    if sealed is None or not ring.stale(sealed):
        return None
    context = f"{table}:{column.removesuffix('_sealed')}:{row}"
    return {
        "row": row,
        "old": sealed,
        "new": ring.seal(context, ring.unseal(context, sealed)),
    }
