"""Columns in the words of our tables: a text, a count, a moment, a seal, a reference.

Every default stands in the database too, so that statements which name only what
they know (SQLAlchemy Core, on the hot path) mean the same as the models.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

# Named before any model, because a constraint without a name can never be dropped
# again on SQLite.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


LONG_AGO = "1970-01-01T00:00:00.000000+00:00"
"""Before all that happened: of what is older than a column of when."""


@lru_cache(256)
def iso(value: datetime) -> str:
    """*value* as text that sorts; a gather writes its one moment many times."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, in UTC: a timestamptz, or on SQLite ISO text that sorts."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite has no type for a moment."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | str | None:
        """Refuse a naive moment: nobody could say later which zone it meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment without a time zone"
            raise ValueError(msg)
        return iso(value) if dialect.name == "sqlite" else value

    def process_result_value(
        self, value: datetime | str | None, dialect: Dialect
    ) -> datetime | None:
        """Give an aware moment back, whatever the database gave."""
        del dialect
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value


BigNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""SQLite counts by itself only in a column that is called exactly INTEGER."""


def ident() -> Any:
    """A primary key that `ids.new_id` makes, or a slug."""
    return Field(sa_type=sa.Text, primary_key=True)


def sequence() -> Any:
    """A primary key that the database counts up: the order of rows."""
    return Field(default=None, sa_type=BigNumber, primary_key=True)


def text(default: str | None = "", **more: Any) -> Any:
    """A text, empty unless said otherwise; *default* None means it must be given."""
    if default is None:
        return Field(sa_type=sa.Text, **more)
    return Field(
        default=default,
        sa_type=sa.Text,
        sa_column_kwargs={"server_default": default},
        **more,
    )


def whole(default: int = 0, **more: Any) -> Any:
    """A whole number."""
    kwargs = {"server_default": str(default)}
    return Field(default=default, sa_column_kwargs=kwargs, **more)


def place() -> Any:
    """A row's number in a table that counts its rows."""
    return Field(sa_type=BigNumber)


def flag(*, default: bool = False) -> Any:
    """Yes or no."""
    truth = sa.true() if default else sa.false()
    return Field(default=default, sa_column_kwargs={"server_default": truth})


def moment(*, optional: bool = False, **more: Any) -> Any:
    """A moment; see `UtcDateTime`."""
    if optional:
        return Field(default=None, sa_type=UtcDateTime, nullable=True)
    return Field(sa_type=UtcDateTime, **more)


def sealed(*, optional: bool = True) -> Any:
    """Bytes that only the key ring can open."""
    if optional:
        return Field(default=None, sa_type=sa.LargeBinary, nullable=True)
    return Field(sa_type=sa.LargeBinary)


def json(default: str = "{}") -> Any:
    """Plain data in which nothing is personal."""
    return Field(sa_type=sa.JSON, sa_column_kwargs={"server_default": default})


def ref(target: str, *, optional: bool = False, **more: Any) -> Any:
    """The id of a row elsewhere."""
    if optional:
        more = {"default": None, "nullable": True, **more}
    return Field(sa_type=sa.Text, foreign_key=target, **more)


def one_of(column: str, *values: str) -> sa.CheckConstraint:
    """*column* holds one of *values*: text with a check, which a deploy can widen."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def table_of(model: type[SQLModel]) -> sa.Table:
    """The Core table under *model*, whose defaults are left to the database alone."""
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    for column in table.columns:
        column.default = None
    return table


def among(column: sa.ColumnElement[Any], *values: str) -> sa.ColumnElement[bool]:
    """*column* is one of *values*, written into the statement itself.

    A partial index is only used where the statement says what the index says.
    """
    return column.in_([sa.literal_column(f"'{value}'") for value in values])
