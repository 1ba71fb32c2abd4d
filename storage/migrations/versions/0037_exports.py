"""What was taken out of an office as a table: by whom, of what, and what for."""

from alembic import op

from storage.migrations.words import (
    index,
    json,
    key,
    moment,
    refers,
    sealed,
    text,
    unique,
)

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "exports",
        *(text(name) for name in ("id", "office_id", "officer_id", "code_hash")),
        json("about", "{}"),
        sealed("reason_sealed", optional=True),
        *(moment(name) for name in ("created_at", "expires_at")),
        moment("used_at", optional=True),
        key("id"),
        unique("code_hash"),
        refers("office_id", "offices.id"),
        refers("officer_id", "officers.id"),
    )
    index("ix_exports_office_id", "exports", "office_id")
