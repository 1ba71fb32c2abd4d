"""The queue, and what went on, are counted by an index, without a look at a case."""

from alembic import op

from storage.migrations.words import index

revision = "0055"
down_revision = "0054"

WAITS = (
    "state IN ('submitted', 'taken', 'sent_back') OR state = 'accepted'"
    " AND (holder_id IS NULL OR reported_at IS NOT NULL)"
)


def upgrade() -> None:
    """Let both indexes hold all that is asked of them."""
    op.drop_index("ix_cases_queue", "cases")
    at = "office_id", "waiting_since", "id"
    by = "state", "holder_id", "reported_at"
    index("ix_cases_queue", "cases", *at, *by, where=WAITS)
    op.drop_index("ix_stays_office_id_ended_at", "stays")
    index("ix_stays_ended", "stays", "office_id", "ended_at", "finished", "case_id")
