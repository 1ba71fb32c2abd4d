"""What an officer did is listed by an index."""

from storage.migrations.words import index

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    """The history of one officer, the newest first."""
    index("ix_history_officer_id_seq", "history", "officer_id", "seq")
