"""Answers that officers gave for good."""

from alembic import op

from storage.migrations.words import index, key, moment, refers, sealed, text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "answers",
        text("id"),
        text("office_id"),
        text("officer_id"),
        sealed("question_sealed"),
        sealed("answer_sealed"),
        moment("created_at"),
        key("id"),
        refers("office_id", "offices.id"),
        refers("officer_id", "officers.id"),
    )
    index("ix_answers_office_id", "answers", "office_id")
