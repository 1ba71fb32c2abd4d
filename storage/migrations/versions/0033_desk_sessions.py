"""Browsers in which officers are signed in, and the passes by which they do."""

from alembic import op

from storage.migrations.words import index, key, moment, one_of, refers, text, unique

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Make the table; and the one of passes anew, which live for ten minutes."""
    op.create_table(
        "desk_sessions",
        *(text(name) for name in ("id", "token_hash", "person_id")),
        text("browser", ""),
        moment("began_at"),
        moment("seen_at"),
        key("id"),
        unique("token_hash"),
        refers("person_id", "people.id"),
    )
    index("ix_desk_sessions_person_id", "desk_sessions", "person_id")
    op.drop_table("passes")
    op.create_table(
        "passes",
        *(text(name) for name in ("id", "kind", "code_hash", "person_id")),
        moment("created_at"),
        moment("expires_at"),
        moment("used_at", optional=True),
        one_of("kind", "link", "data", "mandate", "desk"),
        key("id"),
        unique("code_hash"),
        refers("person_id", "people.id"),
    )
    index("ix_passes_person_id", "passes", "person_id")
