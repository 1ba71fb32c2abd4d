"""One statement for many rows, at the least cost a row.

SQLAlchemy works the parameters of each row out anew. Here a statement is written
once, the order of its names is kept, and the rows go to the driver as they are.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from operator import itemgetter

from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import UpdateBase

from storage.core.database import Row, Transaction
from storage.core.visits import Rows
from storage.tables.columns import iso

Plain = str | int | bytes | datetime | None
_SQLITE = sqlite.dialect()
AT_ONCE = 500
"""Rows in one statement: SQLite takes so many values and no more."""


async def many(
    tx: Transaction, statement: UpdateBase, rows: Sequence[Mapping[str, Plain]]
) -> Rows:
    """Run *statement* for all *rows*, which have the same names and plain values.

    A statement that is run often stands in a constant: it is remembered as it is.
    """
    if tx.postgres:
        # The driver sends these in one go; it wants them bound to their types.
        return await tx.conn.execute(statement, rows)
    text, names = _written(statement, tuple(rows[0]))
    return await tx.conn.exec_driver_sql(text, _picked(rows, names))


async def added(
    tx: Transaction, statement: UpdateBase, rows: Sequence[Mapping[str, Plain]]
) -> list[Row]:
    """Run an INSERT that gives something back for all *rows*, as `many` does."""
    if tx.postgres:
        return list(await tx.conn.execute(statement, rows))
    text, names = _written(statement, tuple(rows[0]))
    one = f"({', '.join('?' * len(names))})"
    found: list[Row] = []
    for at in range(0, len(rows), AT_ONCE):
        values = _picked(rows[at : at + AT_ONCE], names)
        several = text.replace(one, ", ".join([one] * len(values)), 1)
        found += await tx.conn.exec_driver_sql(several, tuple(chain(*values)))
    return found


def _picked(
    rows: Sequence[Mapping[str, Plain]], names: tuple[str, ...]
) -> list[tuple[Plain, ...]]:
    pick = itemgetter(*names)
    return [
        tuple([iso(v) if isinstance(v, datetime) else v for v in pick(row)])
        for row in rows
    ]


@lru_cache(64)
def _written(
    statement: UpdateBase, names: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    compiled = statement.compile(dialect=_SQLITE, column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup or ())
