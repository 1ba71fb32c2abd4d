"""Where people give up is counted by office.

What a process of before counts while this is taken is lost with its next minute.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import key, number, text

revision = "0051"
down_revision = "0050"

KEY = ("day", "question", "language", "office_id")
COUNTS = ("came", "answered", "refused")


def upgrade() -> None:
    """What was counted before is of the one office, if there is but one."""
    op.add_column("stumble_words", text("office_id", ""))
    _more_of_the_key()
    for table in ("stumbles", "stumble_words"):
        op.execute(
            f"UPDATE {table} SET office_id = (SELECT min(id) FROM offices)"  # noqa: S608 -- our own names
            " WHERE (SELECT count(*) FROM offices) = 1"
        )


def _more_of_the_key() -> None:
    """SQLite cannot alter a key: there the table is made anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.add_column("stumbles", text("office_id", ""))
        op.drop_constraint("pk_stumbles", "stumbles", type_="primary")
        op.create_primary_key("pk_stumbles", "stumbles", list(KEY))
        return
    names = [*KEY[:-1], *COUNTS]
    before = sa.table("stumbles_before", *(sa.column(name) for name in names))
    op.rename_table("stumbles", "stumbles_before")
    made = op.create_table(
        "stumbles",
        *(text(name) for name in KEY[:-1]),
        *(number(name, 0) for name in COUNTS),
        text("office_id", ""),
        key(*KEY),
    )
    op.execute(sa.insert(made).from_select(names, sa.select(before)))
    op.drop_table("stumbles_before")
