"""A file keeps what it was called where it came from, sealed."""

from alembic import op

from storage.migrations.words import sealed

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the column; what came before has no name."""
    op.add_column("documents", sealed("called_sealed", optional=True))
