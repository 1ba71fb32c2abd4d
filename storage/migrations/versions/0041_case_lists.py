"""Cases are listed by stage and holder, and know how often they came back."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import index, moment, number

revision = "0041"
down_revision = "0040"

LONG_AGO = "1970-01-01T00:00:00.000000+00:00"
OPEN = "state IN ('submitted', 'taken', 'sent_back', 'accepted')"


def upgrade() -> None:
    """Add what lists go by, and count what the history tells."""
    op.add_column("cases", number("returned", 0))
    op.add_column("cases", moment("named_at", default=LONG_AGO))
    cases = sa.table("cases", *map(sa.column, ("id", "returned", "named_at")))
    history = sa.table("history", *map(sa.column, ("case_id", "act")))
    back = (
        sa.select(sa.func.count())
        .select_from(history)
        .where(history.c.case_id == cases.c.id, history.c.act == "case.sent_back")
    )
    op.execute(sa.update(cases).values(returned=back.scalar_subquery()))
    at = "waiting_since", "number"
    index("ix_cases_stage", "cases", "office_id", "road", "stage", *at, where=OPEN)
    index("ix_cases_held", "cases", "holder_id", *at, where=OPEN)
    index(
        "ix_cases_returned",
        "cases",
        "office_id",
        "waiting_since",
        where="returned >= 2",
    )
    index("ix_cases_named", "cases", "office_id", "named_at", "id")
