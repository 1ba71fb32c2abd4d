"""A stage that its owner says is done waits in the queue for an officer to look."""

from alembic import op

from storage.migrations.words import index, moment

revision = "0026"
down_revision = "0025"

WAITS = (
    "state IN ('submitted', 'taken', 'sent_back') OR state = 'accepted'"
    " AND (holder_id IS NULL OR reported_at IS NOT NULL)"
)


def upgrade() -> None:
    """Add the moment, and list by it."""
    op.add_column("cases", moment("reported_at", optional=True))
    op.drop_index("ix_cases_queue", "cases")
    index("ix_cases_queue", "cases", "office_id", "waiting_since", "id", where=WAITS)
