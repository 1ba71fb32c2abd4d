"""Columns and constraints in few words, for the steps; each is what it was at birth.

The steps do not use `storage.tables`: those say what the tables are today, a step
says what they became on its day. Names come from the naming convention.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def text(
    name: str, default: str | None = None, *, optional: bool = False
) -> sa.Column[str]:
    """A text."""
    return sa.Column(name, sa.Text(), server_default=default, nullable=optional)


def sequence(name: str) -> sa.Column[int]:
    """A number that the database counts up."""
    return sa.Column(name, NUMBER, primary_key=True)


def number(name: str, default: int | None = None) -> sa.Column[int]:
    """A whole number."""
    shown = None if default is None else str(default)
    return sa.Column(name, sa.Integer(), server_default=shown, nullable=False)


def flag(name: str, *, default: bool) -> sa.Column[bool]:
    """Yes or no."""
    truth = sa.true() if default else sa.false()
    return sa.Column(name, sa.Boolean(), server_default=truth, nullable=False)


def moment(
    name: str, *, optional: bool = False, default: str | None = None
) -> sa.Column[datetime]:
    """A moment in UTC."""
    return sa.Column(name, MOMENT, server_default=default, nullable=optional)


def sealed(name: str, *, optional: bool = False) -> sa.Column[bytes]:
    """Sealed bytes."""
    return sa.Column(name, sa.LargeBinary(), nullable=optional)


def json(name: str, default: str) -> sa.Column[str]:
    """Plain data."""
    return sa.Column(name, sa.JSON(), server_default=default, nullable=False)


def key(*columns: str) -> sa.PrimaryKeyConstraint:
    """What names a row."""
    return sa.PrimaryKeyConstraint(*columns)


def unique(*columns: str) -> sa.UniqueConstraint:
    """What no two rows share."""
    return sa.UniqueConstraint(*columns)


def refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    """*column* is the id of a row elsewhere."""
    return sa.ForeignKeyConstraint([column], [target])


def one_of(column: str, *values: str) -> sa.CheckConstraint:
    """*column* holds one of *values*."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def index(
    name: str, table: str, *columns: str, where: str = "", unique: bool = False
) -> None:
    """An index, perhaps over some rows only."""
    some = sa.text(where) if where else None
    op.create_index(
        name,
        table,
        list(columns),
        unique=unique,
        sqlite_where=some,
        postgresql_where=some,
    )
