"""Where people give up: counts by day, and what was typed there, masked."""

from alembic import op

from storage.migrations.words import index, key, moment, number, text

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "stumbles",
        *(text(name) for name in ("day", "question", "language")),
        *(number(name, 0) for name in ("came", "answered", "refused")),
        key("day", "question", "language"),
    )
    op.create_table(
        "stumble_words",
        *(text(name) for name in ("id", "question", "language", "words")),
        moment("at"),
        key("id"),
    )
    index("ix_stumble_words_question", "stumble_words", "question")
    index("ix_stumble_words_at", "stumble_words", "at")
