"""A picture keeps how wide and high it is, so that a page can leave room for it."""

from alembic import op

from storage.migrations.words import number

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the columns; nought is a size that nobody knows."""
    for side in ("width", "height"):
        op.add_column("documents", number(side, 0))
