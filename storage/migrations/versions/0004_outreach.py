"""Announcements, jobs, leases."""

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
    unique,
)

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "announcements",
        text("id"),
        text("office_id"),
        text("author_id"),
        sealed("text_sealed", optional=True),
        json("audience", "{}"),
        number("count", 0),
        text("state", "sending"),
        moment("created_at"),
        moment("done_at", optional=True),
        one_of("state", "sending", "stopped", "done"),
        key("id"),
        refers("author_id", "officers.id"),
        refers("office_id", "offices.id"),
    )
    index("ix_announcements_office_id", "announcements", "office_id")
    op.create_table(
        "recipients",
        text("announcement_id"),
        text("person_id"),
        text("address_id", optional=True),
        text("state", "waiting"),
        text("outbox_id", optional=True),
        text("reason", ""),
        moment("updated_at"),
        one_of(
            "state",
            "waiting",
            "queued",
            "sent",
            "delivered",
            "read",
            "failed",
            "uncertain",
            "stopped",
            "refused",
        ),
        key("announcement_id", "person_id"),
        refers("address_id", "addresses.id"),
        refers("announcement_id", "announcements.id"),
        refers("person_id", "people.id"),
    )
    index(
        "ix_recipients_announcement_id_state_person_id",
        "recipients",
        "announcement_id",
        "state",
        "person_id",
    )
    index("ix_recipients_outbox_id", "recipients", "outbox_id")
    index("ix_recipients_person_id", "recipients", "person_id")
    op.create_table(
        "jobs",
        text("id"),
        text("kind"),
        text("key", optional=True),
        json("payload", "{}"),
        moment("run_at"),
        moment("lease_until", optional=True),
        number("attempts", 0),
        text("state", "due"),
        text("last_error", ""),
        one_of("state", "due", "running", "done", "dead"),
        key("id"),
        unique("key"),
    )
    index("ix_jobs_state_run_at", "jobs", "state", "run_at")
    op.create_table(
        "leases",
        text("name"),
        text("holder", ""),
        moment("until"),
        key("name"),
    )
