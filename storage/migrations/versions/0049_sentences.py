"""What was shipped when an officer put something else instead."""

from alembic import op

from storage.migrations.words import text

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    """Add the column; of what was written before, nobody knows it."""
    op.add_column("overrides", text("shipped", ""))
