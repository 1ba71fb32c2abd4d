"""A closed case says why it was, and what certificate it came to.

What was closed before this was closed at the end of its road. What is guided by nobody
waits in the queue.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import index, sealed, text

revision = "0019"
down_revision = "0018"

WAITS = (
    "state IN ('submitted', 'taken', 'sent_back') "
    "OR state = 'accepted' AND holder_id IS NULL"
)


def upgrade() -> None:
    """Add the columns, fill the first, and widen the index of the queue."""
    op.add_column("cases", text("ending", ""))
    op.add_column("cases", sealed("certificate_sealed", optional=True))
    cases = sa.table("cases", sa.column("state"), sa.column("ending"))
    closed = sa.update(cases).where(cases.c.state == "closed")
    op.execute(closed.values(ending="finished"))
    op.drop_index("ix_cases_queue", "cases")
    index("ix_cases_queue", "cases", "office_id", "waiting_since", "id", where=WAITS)
