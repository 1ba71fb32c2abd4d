"""Makers who agree are shown to everybody; to which of our pages, is kept as consent.

Pages of certificates that are open were agreed to when they were opened.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import (
    flag,
    index,
    key,
    moment,
    one_of,
    refers,
    sealed,
    sequence,
    text,
    unique,
)

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the table, and two kinds of consent with those that were given."""
    op.create_table(
        "exhibits",
        *(text(name) for name in ("business_id", "person_id", "office_id", "code")),
        *(text(name, "") for name in ("kecamatan", "kind", "photo")),
        sealed("shown_sealed", optional=True),
        moment("shown_at"),
        key("business_id"),
        unique("code"),
        refers("business_id", "businesses.id"),
        refers("person_id", "people.id"),
        refers("office_id", "offices.id"),
    )
    index("ix_exhibits_person_id", "exhibits", "person_id")
    index("ix_exhibits_office_id_shown_at", "exhibits", "office_id", "shown_at")
    _more_kinds()
    _given()


def _more_kinds() -> None:
    """SQLite cannot alter a check: there the table is made anew."""
    kinds = one_of("kind", "notice", "announcements", "certificate", "showcase")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("kind", "consents", type_="check")
        op.create_check_constraint("kind", "consents", kinds.sqltext)
        return
    columns = (
        sequence("id"),
        text("person_id"),
        text("kind"),
        text("version", ""),
        text("text_hash", ""),
        flag("agreed", default=False),
        text("channel", ""),
        moment("at"),
    )
    refs = refers("person_id", "people.id")
    names = [each.name for each in columns]
    before = sa.table("consents_before", *(sa.column(name) for name in names))
    op.drop_index("ix_consents_person_id", "consents")
    op.rename_table("consents", "consents_before")
    made = op.create_table("consents", *columns, kinds, refs)
    op.execute(sa.insert(made).from_select(names, sa.select(before)))
    op.drop_table("consents_before")
    index("ix_consents_person_id", "consents", "person_id")


def _given() -> None:
    pages = sa.table("certificates", sa.column("person_id"), sa.column("shown_at"))
    names = ("person_id", "kind", "agreed", "at")
    made = sa.table("consents", *(sa.column(name) for name in names))
    open_ = sa.select(
        pages.c.person_id, sa.literal("certificate"), sa.true(), pages.c.shown_at
    ).where(pages.c.shown_at.is_not(None))
    op.execute(sa.insert(made).from_select(list(names), open_))
