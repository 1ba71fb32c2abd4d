"""Lists of contacts: looked at before they are read in, and taken back as a whole."""

from alembic import op

from storage.migrations.words import index, key, moment, number, refers, sealed, text

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    """Add the table; what was read in before is of no list."""
    op.create_table(
        "contact_lists",
        *(text(name) for name in ("id", "office_id")),
        text("officer_id", optional=True),
        sealed("called_sealed", optional=True),
        sealed("draft_sealed", optional=True),
        number("taken", 0),
        number("refused", 0),
        moment("created_at"),
        moment("kept_at", optional=True),
        key("id"),
        refers("office_id", "offices.id"),
        refers("officer_id", "officers.id"),
    )
    where = "contact_lists", "office_id", "created_at"
    index("ix_contact_lists_office_id_created_at", *where)
    for name in ("list_id", "person_id"):
        op.add_column("contacts", text(name, ""))
        index(f"ix_contacts_{name}", "contacts", name)
