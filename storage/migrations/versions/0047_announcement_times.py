"""When an announcement may go."""

from alembic import op

from storage.migrations.words import moment

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    """Those on their way have no such time, and go on as they did."""
    op.add_column("announcements", moment("starts_at", optional=True))
