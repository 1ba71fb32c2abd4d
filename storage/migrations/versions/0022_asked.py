"""Questions that nobody answered are found, and papers that nobody judged.

A reply about a case did not say which question it answered. What was written to the
same person after a question is taken for its answer: nobody is to hear of it again.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import index

revision = "0022"
down_revision = "0021"

NOTES = sa.table(
    "notes",
    *(sa.column(name) for name in ("id", "person_id", "kind", "officer_id")),
    *(sa.column(name) for name in ("answered", "answered_by")),
)


def upgrade() -> None:
    """Say who answered, and add the indexes."""
    later = NOTES.alias("later")
    reply = (
        sa.select(sa.func.min(later.c.officer_id))
        .where(
            later.c.person_id == NOTES.c.person_id,
            later.c.kind == "reply",
            later.c.id > NOTES.c.id,
        )
        .scalar_subquery()
    )
    open_ = NOTES.c.kind == "question", NOTES.c.answered_by == ""
    by = sa.func.coalesce(reply, "")
    op.execute(sa.update(NOTES).where(*open_).values(answered_by=by))
    known = sa.or_(NOTES.c.answered_by != "", NOTES.c.answered.is_(sa.true()))
    settled = sa.case((NOTES.c.answered_by == "", "unknown"), else_=NOTES.c.answered_by)
    values = {"answered": sa.true(), "answered_by": settled}
    op.execute(sa.update(NOTES).where(NOTES.c.kind == "question", known).values(values))
    asked = "kind = 'question' AND answered_by = ''"
    index("ix_notes_asked", "notes", "created_at", where=asked)
    kept = "state = 'kept' AND purpose != '' AND case_id IS NOT NULL"
    index("ix_documents_unjudged", "documents", "case_id", where=kept)
