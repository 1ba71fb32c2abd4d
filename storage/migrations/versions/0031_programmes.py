"""Programmes of the Dinas, and what owners ask for with one button."""

from alembic import op

from storage.migrations.words import (
    index,
    json,
    key,
    moment,
    number,
    one_of,
    refers,
    sealed,
    text,
)

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Add the tables; an announcement may tell of a programme."""
    op.create_table(
        "programmes",
        *(text(name) for name in ("id", "office_id", "author_id", "name", "gives")),
        json("audience", "{}"),
        number("quota", 0),
        text("until"),
        text("state", "open"),
        moment("created_at"),
        key("id"),
        refers("office_id", "offices.id"),
        refers("author_id", "officers.id"),
        one_of("state", "open", "closed"),
    )
    index("ix_programmes_office_id_until", "programmes", "office_id", "until")
    op.create_table(
        "requests",
        *(text(name) for name in ("id", "office_id", "person_id", "business_id")),
        text("programme_id", optional=True),
        text("state", "asked"),
        sealed("brand_sealed", optional=True),
        text("officer_id", optional=True),
        moment("created_at"),
        moment("settled_at", optional=True),
        key("id"),
        refers("office_id", "offices.id"),
        refers("person_id", "people.id"),
        refers("business_id", "businesses.id"),
        refers("programme_id", "programmes.id"),
        refers("officer_id", "officers.id"),
        one_of("state", "asked", "granted", "declined"),
    )
    index("ix_requests_person_id", "requests", "person_id")
    index("ix_requests_programme_id", "requests", "programme_id")
    asked = "state = 'asked'"
    index("ix_requests_asked", "requests", "office_id", "created_at", where=asked)
    op.add_column("announcements", text("programme_id", optional=True))
