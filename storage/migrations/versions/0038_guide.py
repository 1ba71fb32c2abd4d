"""Somebody of BSN can be a guide of an office."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import one_of

revision = "0038"
down_revision = "0037"

BEFORE = ("officer", "coordinator", "admin", "auditor")


def upgrade() -> None:
    """One role more, for who works here and for who is invited."""
    before, after = one_of("role", *BEFORE), one_of("role", *BEFORE, "guide")
    if op.get_bind().dialect.name == "postgresql":
        for table in ("officers", "invitations"):
            op.drop_constraint("role", table, type_="check")
            op.create_check_constraint("role", table, after.sqltext)
        return
    # SQLite cannot alter a check. To make these tables anew would break what refers to
    # them; a check that allows more can be written over, as its manual says.
    version = op.get_bind().execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    schema = sa.table("sqlite_master", sa.column("sql"), sa.column("name"))
    changed = sa.func.replace(schema.c.sql, str(before.sqltext), str(after.sqltext))
    which = schema.c.name.in_(["officers", "invitations"])
    op.execute(sa.update(schema).where(which).values(sql=changed))
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
