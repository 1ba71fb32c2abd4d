"""What was done in an office is listed by what it was, and by day."""

from storage.migrations.words import index

revision = "0056"
down_revision = "0055"


def upgrade() -> None:
    """The history of some acts, and of some days."""
    index("ix_history_act_seq", "history", "act", "seq")
    index("ix_history_at", "history", "at")
