"""Hours that are counted once, and the cases of a month by an index."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import NUMBER, index, key, moment, number

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the table, which fills by itself, and the index."""
    op.create_table(
        "hours",
        moment("ends_at"),
        sa.Column("inbox_seq", NUMBER, nullable=False),
        sa.Column("outbox_seq", NUMBER, nullable=False),
        number("received", 0),
        number("sent", 0),
        number("whatsapp", 0),
        key("ends_at"),
    )
    columns = ("office_id", "created_at", "road", "business_id")
    index("ix_cases_opened", "cases", *columns)
