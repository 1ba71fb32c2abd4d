"""Visits, what they found wanting, and guests who may look on."""

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

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "visits",
        *(text(name) for name in ("id", "office_id", "case_id", "person_id")),
        text("officer_id"),
        text("state", "offered"),
        json("slots", "[]"),
        moment("at", optional=True),
        sealed("report_sealed", optional=True),
        json("files", "[]"),
        moment("created_at"),
        moment("updated_at"),
        key("id"),
        refers("office_id", "offices.id"),
        refers("case_id", "cases.id"),
        refers("person_id", "people.id"),
        refers("officer_id", "officers.id"),
        one_of(
            "state",
            *("offered", "asked", "booked", "missed"),
            *("reported", "disputed", "confirmed", "cancelled"),
        ),
    )
    op.create_table(
        "findings",
        *(text(name) for name in ("id", "visit_id", "case_id", "person_id")),
        sealed("text_sealed", optional=True),
        text("due", ""),
        text("state", "open"),
        json("files", "[]"),
        moment("created_at"),
        moment("updated_at"),
        key("id"),
        refers("visit_id", "visits.id"),
        refers("case_id", "cases.id"),
        refers("person_id", "people.id"),
        one_of("state", "open", "answered", "done"),
    )
    op.create_table(
        "visit_guests",
        *(text(name) for name in ("id", "visit_id", "code_hash")),
        text("person_id", optional=True),
        moment("created_at"),
        moment("used_at", optional=True),
        key("id"),
        unique("code_hash"),
        refers("visit_id", "visits.id"),
        refers("person_id", "people.id"),
    )
    for column in ("case_id", "person_id"):
        index(f"ix_visits_{column}", "visits", column)
    for column in ("visit_id", "case_id", "person_id"):
        index(f"ix_findings_{column}", "findings", column)
    for column in ("visit_id", "person_id"):
        index(f"ix_visit_guests_{column}", "visit_guests", column)
    index("ix_visits_officer_id_at", "visits", "officer_id", "at")
    index("ix_visits_office_id_at", "visits", "office_id", "at")
    desk = "state IN ('asked', 'booked', 'disputed')"
    index("ix_visits_desk", "visits", "office_id", "updated_at", where=desk)
    answered = "state = 'answered'"
    index("ix_findings_answered", "findings", "updated_at", where=answered)
