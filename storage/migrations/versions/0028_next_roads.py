"""A case bears the number of the one that it goes on from, or beside."""

from alembic import op

from storage.migrations.words import text

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add the column; what came before goes on from none."""
    op.add_column("cases", text("follows", ""))
