"""What could not be delivered is found by its reason and its person."""

from storage.migrations.words import index

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the index, over what did not arrive alone."""
    where = "state IN ('failed', 'dead')"
    index("ix_outbox_failed", "outbox", "reason", "person_id", "seq", where=where)
