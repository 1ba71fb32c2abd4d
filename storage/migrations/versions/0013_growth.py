"""What a loop or a list asks for has an index of its own, however long the past is."""

from alembic import op

from storage.migrations.words import index, moment

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the indexes, each over the rows that still wait."""
    open_ = "state IN ('open', 'media')"
    index("ix_inbox_unfinished", "inbox", "seq", where=open_)
    lost = "state IN ('uncertain', 'dead')"
    index("ix_outbox_given_up", "outbox", "seq", where=lost)
    queue = "state IN ('submitted', 'taken', 'sent_back')"
    columns = ("office_id", "waiting_since", "id")
    index("ix_cases_queue", "cases", *columns, where=queue)
    op.add_column("announcements", moment("changed_at", optional=True))
    way = "state IN ('queued')"
    index("ix_recipients_on_their_way", "recipients", "announcement_id", where=way)
