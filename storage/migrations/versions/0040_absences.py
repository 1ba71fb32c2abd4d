"""Officers who are away, and who stands in for them."""

from alembic import op

from storage.migrations.words import index, key, moment, refers, text

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "absences",
        *(text(name) for name in ("id", "officer_id", "deputy_id")),
        *(moment(name) for name in ("begins_at", "ends_at", "created_at")),
        moment("ended_at", optional=True),
        key("id"),
        refers("officer_id", "officers.id"),
        refers("deputy_id", "officers.id"),
    )
    for who in ("officer_id", "deputy_id"):
        index(f"ix_absences_{who}_ends_at", "absences", who, "ends_at")
