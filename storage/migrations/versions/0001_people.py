"""Offices, people, addresses, conversations, consents."""

from alembic import op

from storage.migrations.words import (
    flag,
    index,
    key,
    moment,
    number,
    one_of,
    refers,
    sealed,
    sequence,
    text,
    unique,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "offices",
        text("id"),
        text("name"),
        text("short_name"),
        text("prefix"),
        text("region", ""),
        number("next_case", 1),
        key("id"),
        unique("prefix"),
    )
    op.create_table(
        "people",
        text("id"),
        moment("created_at"),
        text("language", "id"),
        text("address_form", ""),
        sealed("name_sealed", optional=True),
        sealed("phone_sealed", optional=True),
        text("phone_index", optional=True),
        flag("announcements", default=False),
        flag("reachable", default=True),
        text("notice_version", ""),
        moment("erased_at", optional=True),
        one_of("address_form", "", "bapak", "ibu", "kang", "teh", "name"),
        key("id"),
    )
    index("ix_people_phone_index", "people", "phone_index")
    op.create_table(
        "addresses",
        text("id"),
        text("person_id"),
        text("channel"),
        text("account"),
        text("blind_index"),
        sealed("external_sealed"),
        flag("reachable", default=True),
        moment("window_until", optional=True),
        moment("heard_at", optional=True),
        moment("created_at"),
        key("id"),
        refers("person_id", "people.id"),
        unique("blind_index", "channel", "account"),
    )
    index("ix_addresses_person_id", "addresses", "person_id")
    op.create_table(
        "threads",
        text("person_id"),
        sealed("state_sealed", optional=True),
        number("version", 0),
        text("flow", ""),
        moment("kept_at", optional=True),
        key("person_id"),
        refers("person_id", "people.id"),
    )
    op.create_table(
        "consents",
        sequence("id"),
        text("person_id"),
        text("kind"),
        text("version", ""),
        text("text_hash", ""),
        flag("agreed", default=False),
        text("channel", ""),
        moment("at"),
        one_of("kind", "notice", "announcements"),
        refers("person_id", "people.id"),
    )
    index("ix_consents_person_id", "consents", "person_id")
