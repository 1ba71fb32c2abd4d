"""How often a lasting answer was given."""

from alembic import op

from storage.migrations.words import number

revision = "0053"
down_revision = "0052"


def upgrade() -> None:
    """Before, nobody counted."""
    op.add_column("answers", number("given", 0))
