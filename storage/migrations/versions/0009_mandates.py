"""Mandates, and passes by which an owner gives one."""

from alembic import op

from storage.migrations.words import (
    index,
    json,
    key,
    moment,
    one_of,
    refers,
    sealed,
    text,
    unique,
)

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table; and the one of passes anew, which live for ten minutes."""
    op.create_table(
        "mandates",
        text("id"),
        text("office_id"),
        text("helper_id"),
        text("owner_id", optional=True),
        text("officer_id", optional=True),
        text("how"),
        json("files", "[]"),
        sealed("details_sealed", optional=True),
        sealed("talk_sealed", optional=True),
        moment("asked_at"),
        moment("granted_at", optional=True),
        moment("ended_at", optional=True),
        one_of("how", "code", "statement"),
        key("id"),
        refers("office_id", "offices.id"),
        refers("helper_id", "people.id"),
        refers("owner_id", "people.id"),
        refers("officer_id", "officers.id"),
    )
    index("ix_mandates_helper_id", "mandates", "helper_id")
    index("ix_mandates_owner_id", "mandates", "owner_id")
    op.drop_table("passes")
    op.create_table(
        "passes",
        text("id"),
        text("kind"),
        text("code_hash"),
        text("person_id"),
        moment("created_at"),
        moment("expires_at"),
        moment("used_at", optional=True),
        one_of("kind", "link", "data", "mandate"),
        key("id"),
        unique("code_hash"),
        refers("person_id", "people.id"),
    )
    index("ix_passes_person_id", "passes", "person_id")
