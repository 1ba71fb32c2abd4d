"""Tries to get a case back from a new chat."""

from alembic import op

from storage.migrations.words import (
    index,
    json,
    key,
    moment,
    one_of,
    refers,
    sealed,
    text,
)

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "recoveries",
        text("id"),
        text("person_id"),
        text("case_id", optional=True),
        text("code_hash"),
        sealed("said_sealed", optional=True),
        json("doubts", "[]"),
        text("state", "refused"),
        text("officer_id", optional=True),
        moment("created_at"),
        moment("due_at", optional=True),
        moment("settled_at", optional=True),
        one_of("state", "refused", "waiting", "moved", "denied", "stopped"),
        key("id"),
        refers("person_id", "people.id"),
        refers("case_id", "cases.id"),
        refers("officer_id", "officers.id"),
    )
    index("ix_recoveries_case_id", "recoveries", "case_id")
    index("ix_recoveries_code_hash_created_at", "recoveries", "code_hash", "created_at")
    index("ix_recoveries_person_id_created_at", "recoveries", "person_id", "created_at")
