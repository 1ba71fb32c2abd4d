"""Lasting answers are found by the words of their questions."""

from alembic import op

from storage.migrations.words import flag, index, key, refers, text

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the table, and tell those that are in it from those of before."""
    op.add_column("answers", flag("indexed", default=False))
    index("ix_answers_indexed", "answers", "office_id", "indexed", "id")
    op.create_table(
        "answer_words",
        text("word_index"),
        text("answer_id"),
        key("word_index", "answer_id"),
        refers("answer_id", "answers.id"),
    )
    index("ix_answer_words_answer_id", "answer_words", "answer_id")
