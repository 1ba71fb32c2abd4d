"""Cases of the same NIB find each other, whatever it is sealed with."""

from alembic import op

from storage.migrations.words import index, text

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    """Add the index; a job gives the cases of before their own."""
    op.add_column("cases", text("nib_index", ""))
    index("ix_cases_nib_index", "cases", "nib_index", where="nib_index <> ''")
