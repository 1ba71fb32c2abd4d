"""What comes in and what goes out."""

from alembic import op

from storage.migrations.words import (
    flag,
    index,
    moment,
    number,
    one_of,
    refers,
    sealed,
    sequence,
    text,
    unique,
)

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "inbox",
        sequence("seq"),
        text("key"),
        text("channel"),
        text("account", ""),
        text("person_id", optional=True),
        text("address_id", optional=True),
        sealed("body_sealed", optional=True),
        sealed("event_sealed", optional=True),
        text("state", "open"),
        number("attempts", 0),
        text("reason", ""),
        text("album", ""),
        moment("due_at"),
        moment("received_at"),
        moment("done_at", optional=True),
        one_of("state", "open", "media", "done", "dead", "ignored"),
        refers("address_id", "addresses.id"),
        refers("person_id", "people.id"),
        unique("key"),
    )
    index("ix_inbox_address_seq", "inbox", "address_id", "seq")
    index("ix_inbox_dead", "inbox", "seq", where="state = 'dead'")
    index("ix_inbox_media", "inbox", "due_at", where="state = 'media'")
    index(
        "ix_inbox_person_open",
        "inbox",
        "person_id",
        "seq",
        where="state IN ('open', 'media')",
    )
    op.create_table(
        "outbox",
        sequence("seq"),
        text("id"),
        text("person_id", optional=True),
        text("address_id"),
        text("channel"),
        text("account"),
        number("lane", 0),
        text("kind", "prompt"),
        text("subject", ""),
        text("replaces", optional=True),
        sealed("body_sealed"),
        text("state", "due"),
        flag("maybe_twice", default=False),
        number("attempts", 0),
        moment("due_at"),
        moment("lease_until", optional=True),
        text("lease_by", ""),
        text("external_id", ""),
        text("reason", ""),
        text("unique_key", optional=True),
        moment("created_at"),
        moment("sent_at", optional=True),
        one_of("kind", "prompt", "edit", "notice", "announcement"),
        one_of(
            "state",
            "due",
            "sending",
            "sent",
            "delivered",
            "read",
            "failed",
            "uncertain",
            "dead",
            "cancelled",
        ),
        refers("address_id", "addresses.id"),
        refers("person_id", "people.id"),
        unique("id"),
    )
    index("ix_outbox_address_seq", "outbox", "address_id", "seq")
    index(
        "ix_outbox_due",
        "outbox",
        "channel",
        "account",
        "lane",
        "due_at",
        "seq",
        where="state = 'due'",
    )
    index("ix_outbox_external", "outbox", "external_id", where="external_id != ''")
    index("ix_outbox_lease", "outbox", "lease_until", where="state = 'sending'")
    index("ix_outbox_subject", "outbox", "subject", where="subject != ''")
    index(
        "ix_outbox_waiting",
        "outbox",
        "address_id",
        "lane",
        "seq",
        where="state IN ('due', 'sending')",
    )
    index(
        "uq_outbox_unique_key",
        "outbox",
        "unique_key",
        where="unique_key IS NOT NULL",
        unique=True,
    )
