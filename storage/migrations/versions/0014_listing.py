"""An announcement's list is made bit by bit: how far it is."""

from alembic import op

from storage.migrations.words import text

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the place; the lists of today are whole."""
    op.add_column("announcements", text("listed_to", optional=True))
