"""Readiness checks."""

from alembic import op

from storage.migrations.words import index, key, moment, number, refers, sealed, text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "checks",
        text("id"),
        text("person_id"),
        text("checklist"),
        number("percent", 0),
        text("band"),
        sealed("answers_sealed"),
        moment("created_at"),
        key("id"),
        refers("person_id", "people.id"),
    )
    index("ix_checks_person_id_id", "checks", "person_id", "id")
