"""Each office has its clock, its hours, its days off, its group, and whom it let in."""

from alembic import op

from storage.migrations.words import index, json, key, moment, refers, text

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """What an office says of itself; people belong to one once they named a region."""
    for name in ("regency", "zone", "group_chat"):
        op.add_column("offices", text(name, ""))
    op.add_column("offices", json("hours", "{}"))
    op.add_column("people", text("office_id", ""))
    op.create_table(
        "days_off",
        text("office_id"),
        text("day"),
        text("name", ""),
        key("office_id", "day"),
        refers("office_id", "offices.id"),
    )
    op.create_table(
        "office_grants",
        text("id"),
        text("office_id"),
        text("officer_id"),
        text("granted_by"),
        moment("granted_at"),
        moment("ended_at", optional=True),
        key("id"),
        refers("office_id", "offices.id"),
        refers("officer_id", "officers.id"),
        refers("granted_by", "officers.id"),
    )
    index("ix_office_grants_officer_id", "office_grants", "officer_id")
    index(
        "uq_office_grants_lasts",
        "office_grants",
        *("office_id", "officer_id"),
        where="ended_at IS NULL",
        unique=True,
    )
