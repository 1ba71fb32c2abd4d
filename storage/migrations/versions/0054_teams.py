"""Officers are in teams, and cases are with them."""

from alembic import op

from storage.migrations.words import index, json, key, refers, text

revision = "0054"
down_revision = "0053"

OPEN = "state IN ('submitted', 'taken', 'sent_back', 'accepted')"


def upgrade() -> None:
    """Add the table, and who and what is with a team."""
    op.create_table(
        "teams",
        *(text(name) for name in ("id", "office_id", "name")),
        json("places", "[]"),
        key("id"),
        refers("office_id", "offices.id"),
    )
    index("ix_teams_office_id", "teams", "office_id")
    op.add_column("officers", text("team_id", ""))
    op.add_column("cases", text("team_id", ""))
    at = "waiting_since", "number", "state"
    index("ix_cases_team", "cases", "office_id", "team_id", *at, where=OPEN)
