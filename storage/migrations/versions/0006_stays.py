"""How long cases stay at each stage."""

from alembic import op

from storage.migrations.words import flag, index, key, moment, refers, text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; a case that is on its way began where it is when it changed."""
    op.create_table(
        "stays",
        text("id"),
        text("case_id"),
        text("office_id"),
        text("road"),
        text("stage"),
        moment("began_at"),
        moment("ended_at", optional=True),
        flag("finished", default=False),
        key("id"),
        refers("case_id", "cases.id"),
        refers("office_id", "offices.id"),
    )
    index("ix_stays_case_id_began_at", "stays", "case_id", "began_at")
    index("ix_stays_office_id_road_stage", "stays", "office_id", "road", "stage")
    op.execute(
        "INSERT INTO stays (id, case_id, office_id, road, stage, began_at) "
        "SELECT id, id, office_id, road, stage, updated_at FROM cases "
        "WHERE state = 'accepted'"
    )
