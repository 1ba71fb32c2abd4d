"""A database as it was before a step, and the step: for tests of one step."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from storage.core.migrate import _MIGRATIONS

AT = "2026-11-22 00:00:00+00:00"


def upgrade(connection: sa.Connection, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def put(connection: sa.Connection, table: str, **row: object) -> None:
    # As literals: PostgreSQL then reads the moments as moments.
    columns, values = ", ".join(row), ", ".join(f"'{each}'" for each in row.values())
    connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) VALUES ({values})")


def rows(connection: sa.Connection, asked: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(sa.text(asked))]
