"""Facts of the catalogue that the Dinas put right."""

from alembic import op

from storage.migrations.words import index, key, moment, one_of, refers, text

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "overrides",
        text("id"),
        text("office_id"),
        text("entry"),
        text("wording"),
        text("until", ""),
        text("state"),
        text("officer_id"),
        moment("created_at"),
        text("settled_by", optional=True),
        moment("settled_at", optional=True),
        key("id"),
        refers("office_id", "offices.id"),
        refers("officer_id", "officers.id"),
        refers("settled_by", "officers.id"),
        one_of("state", "proposed", "stands", "refused", "ended"),
    )
    stands = "state = 'stands'"
    index(
        "uq_overrides_stands",
        "overrides",
        "office_id",
        "entry",
        where=stands,
        unique=True,
    )
    index("ix_overrides_office_id", "overrides", "office_id", "state", "id")
