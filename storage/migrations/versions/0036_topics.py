"""The office's group: a topic for each case, and what is still to be said there."""

from alembic import op

from storage.migrations.words import (
    flag,
    index,
    json,
    key,
    moment,
    refers,
    sealed,
    text,
)

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "desk_groups",
        text("address_id"),
        text("office_id"),
        flag("forum", default=False),
        text("lacks", ""),
        moment("looked_at", optional=True),
        key("address_id"),
        refers("address_id", "addresses.id"),
        refers("office_id", "offices.id"),
    )
    op.create_table(
        "topics",
        text("case_id"),
        text("address_id"),
        text("thread", ""),
        text("call_id", ""),
        moment("due_at", optional=True),
        json("state", "{}"),
        key("case_id"),
        refers("case_id", "cases.id"),
        refers("address_id", "addresses.id"),
    )
    index("ix_topics_thread", "topics", "address_id", "thread")
    index("ix_topics_due", "topics", "address_id", "due_at", where="due_at IS NOT NULL")
    index("ix_topics_call", "topics", "address_id", where="call_id != ''")
    op.create_table(
        "topic_lines",
        text("id"),
        text("case_id"),
        sealed("body_sealed"),
        key("id"),
        refers("case_id", "topics.case_id"),
    )
    index("ix_topic_lines_case_id", "topic_lines", "case_id")
