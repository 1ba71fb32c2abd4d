"""Lasting answers can be corrected and withdrawn; a question knows who answered it."""

from alembic import op

from storage.migrations.words import moment, text

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("answers", text("origin", ""))
    op.add_column("answers", moment("ended_at", optional=True))
    op.add_column("answers", text("ended_by", ""))
    op.add_column("notes", text("answered_by", ""))
