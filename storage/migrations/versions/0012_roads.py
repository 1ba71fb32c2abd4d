"""Roads end with the certificate: cases of the stages that left stand where these led.

A stay that is still open goes along, so that it still says since when. Stays that are
over, and the history, keep the old names: the catalogue knows them as retired.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

STAGES = (
    ("sppt_sni", "surveillance", "ask_bsn"),
    ("sppt_sni", "renewal", "ask_bsn"),
    ("bina_umk", "move_up", "guidance"),
    ("iso_9001", "surveillance", "certificate"),
    ("iso_37001", "surveillance", "certificate"),
)
"""Road, the stage that left, and the one in its place."""

PAPERS = (
    ("sppt_sni", "apply/janji-pemakaian-tand", "apply/janji-belum-memakai"),
    ("batikmark", "apply/formulir", "apply/formulir-batikmark"),
    ("iso_37001", "build/kebijakan-anti-penyu", "build/kebijakan-antipenyua"),
)
"""Road, the mark of a paper before it was renamed, and since."""


def upgrade() -> None:
    """Move what stands at a stage that left, and papers to their new marks."""
    bind = op.get_bind()
    cases, businesses = _table("cases"), _table("businesses")
    stays, documents = _table("stays"), _table("documents")
    for road, was, now in STAGES:
        for table in (cases, businesses, stays):
            here = sa.update(table).where(table.c.road == road, table.c.stage == was)
            if table is stays:
                here = here.where(stays.c.ended_at.is_(None))
            bind.execute(here.values(stage=now))
    for road, was, now in PAPERS:
        own = sa.select(cases.c.id).where(cases.c.road == road)
        sent = sa.update(documents).where(
            documents.c.purpose == was, documents.c.case_id.in_(own)
        )
        bind.execute(sent.values(purpose=now))


def _table(name: str) -> sa.TableClause:
    """A table with the columns that this step looks at."""
    names = ("id", "case_id", "road", "stage", "ended_at", "purpose")
    return sa.table(name, *map(sa.column, names))
