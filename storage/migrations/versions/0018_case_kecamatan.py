"""A case keeps the kecamatan of its business, and a month is counted by one index."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import index, text

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the column, fill it, and let the index hold it instead of the business."""
    op.drop_index("ix_cases_opened", "cases")
    op.add_column("cases", text("kecamatan", ""))
    cases = sa.table("cases", sa.column("business_id"), sa.column("kecamatan"))
    businesses = sa.table("businesses", sa.column("id"), sa.column("kecamatan"))
    theirs = sa.select(businesses.c.kecamatan).where(
        businesses.c.id == cases.c.business_id
    )
    op.execute(sa.update(cases).values(kecamatan=theirs.scalar_subquery()))
    index("ix_cases_opened", "cases", "office_id", "created_at", "road", "kecamatan")
