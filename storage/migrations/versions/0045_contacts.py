"""Who stood on an office's list before."""

from alembic import op

from storage.migrations.words import index, key, moment, refers, sealed, text

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "contacts",
        *(text(name) for name in ("id", "office_id")),
        text("kecamatan", ""),
        text("phone_index", optional=True),
        sealed("known_sealed"),
        moment("created_at"),
        key("id"),
        refers("office_id", "offices.id"),
    )
    index("ix_contacts_office_id_id", "contacts", "office_id", "id")
    index("ix_contacts_phone_index", "contacts", "phone_index")
