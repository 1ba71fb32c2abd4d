"""Lists are counted by an index alone, and offices know when somebody was erased."""

from alembic import op

from storage.migrations.words import index, moment

revision = "0050"
down_revision = "0049"

OPEN = "state IN ('submitted', 'taken', 'sent_back', 'accepted')"


def upgrade() -> None:
    """Let each index hold all that its lists go by; add when somebody was erased."""
    op.add_column("offices", moment("erased_at", optional=True))
    for name in ("stage", "held", "returned"):
        op.drop_index(f"ix_cases_{name}", "cases")
    at = "waiting_since", "number", "state"
    index("ix_cases_stage", "cases", "office_id", "road", "stage", *at, where=OPEN)
    index("ix_cases_held", "cases", "office_id", "holder_id", *at, where=OPEN)
    index(
        "ix_cases_returned",
        "cases",
        *("office_id", *at, "returned"),
        where=f"returned >= 2 AND {OPEN}",
    )
