"""What came in is counted with all else, and what stands still listed by an index."""

from alembic import op

from storage.migrations.words import index

revision = "0032"
down_revision = "0031"

OPEN = "state IN ('submitted', 'taken', 'sent_back', 'accepted')"


def upgrade() -> None:
    """The index of a report holds when a case came in; another holds what is open."""
    op.drop_index("ix_cases_report", "cases")
    index(
        "ix_cases_report",
        "cases",
        *("office_id", "kecamatan", "road", "stage", "state", "ending"),
        *("waiting_since", "reported_at", "created_at"),
    )
    index("ix_cases_open", "cases", "office_id", "waiting_since", "id", where=OPEN)
