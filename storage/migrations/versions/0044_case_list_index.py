"""A list of cases is counted by one index, whatever it goes by."""

from alembic import op

from storage.migrations.words import index

revision = "0044"
down_revision = "0043"

OPEN = "state IN ('submitted', 'taken', 'sent_back', 'accepted')"


def upgrade() -> None:
    """Let the index of what is open hold all that lists go by; add one of all."""
    at = "office_id", "waiting_since", "number"
    op.drop_index("ix_cases_open", "cases")
    by = "state", "kecamatan", "road", "stage", "holder_id"
    more = "reported_at", "returned", "id"
    index("ix_cases_open", "cases", *at, *by, *more, where=OPEN)
    index("ix_cases_all", "cases", *at)
