"""Passes: secrets that work once."""

from alembic import op

from storage.migrations.words import index, key, moment, one_of, refers, text, unique

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "passes",
        text("id"),
        text("kind"),
        text("code_hash"),
        text("person_id"),
        moment("created_at"),
        moment("expires_at"),
        moment("used_at", optional=True),
        one_of("kind", "link", "data"),
        key("id"),
        unique("code_hash"),
        refers("person_id", "people.id"),
    )
    index("ix_passes_person_id", "passes", "person_id")
