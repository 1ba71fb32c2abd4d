"""Whatever an officer does waits before its owner hears of it, not replies alone."""

from alembic import op

from storage.migrations.words import key, moment, refers, sealed, text

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "held_news",
        text("id"),
        text("person_id"),
        text("case_id", optional=True),
        text("by"),
        sealed("body_sealed"),
        moment("created_at"),
        moment("due_at"),
        key("id"),
        refers("person_id", "people.id"),
        refers("case_id", "cases.id"),
        refers("by", "people.id"),
    )
