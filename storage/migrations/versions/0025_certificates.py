"""Certificates have a record of their own, and dates in the years after.

Of what was closed before, only a number is known, sealed on its case: it stays there,
and whoever reads the record finds it there.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.words import (
    index,
    json,
    key,
    moment,
    one_of,
    refers,
    sealed,
    text,
    unique,
)

revision = "0025"
down_revision = "0024"

_SAME = ("id", "office_id", "person_id", "business_id", "road")


def upgrade() -> None:
    """Add the tables, and a record for each number that a case came to."""
    op.create_table(
        "certificates",
        *(text(name) for name in ("id", "office_id", "person_id", "business_id")),
        *(text(name) for name in ("case_id", "road", "kind")),
        text("state", "stands"),
        sealed("number_sealed", optional=True),
        sealed("scope_sealed", optional=True),
        *(text(name, "") for name in ("body", "standard", "issued_on", "valid_until")),
        json("files", "[]"),
        text("replaces", optional=True),
        text("public_code", optional=True),
        moment("shown_at", optional=True),
        moment("created_at"),
        key("id"),
        refers("office_id", "offices.id"),
        refers("person_id", "people.id"),
        refers("business_id", "businesses.id"),
        refers("case_id", "cases.id"),
        one_of("state", "stands", "replaced", "withdrawn"),
        unique("public_code"),
    )
    index("ix_certificates_person_id", "certificates", "person_id")
    index("ix_certificates_business_id", "certificates", "business_id")
    index("ix_certificates_case_id", "certificates", "case_id")
    stands = "state = 'stands'"
    index(
        "ix_certificates_stands",
        "certificates",
        "office_id",
        "valid_until",
        where=stands,
    )
    op.create_table(
        "certificate_tasks",
        *(text(name) for name in ("id", "certificate_id", "person_id")),
        *(text(name) for name in ("kind", "due_on")),
        text("state", "due"),
        moment("created_at"),
        key("id"),
        refers("certificate_id", "certificates.id"),
        refers("person_id", "people.id"),
        one_of("kind", "surveillance", "expiry"),
        one_of("state", "due", "said", "done", "ended"),
    )
    index("ix_certificate_tasks_certificate_id", "certificate_tasks", "certificate_id")
    index("ix_certificate_tasks_person_id", "certificate_tasks", "person_id")
    open_ = "state IN ('due', 'said')"
    index("ix_certificate_tasks_open", "certificate_tasks", "due_on", where=open_)
    _known()


def _known() -> None:
    """What was closed with a number came to what its road ends with."""
    columns = (*_SAME, "ending", "certificate_sealed", "updated_at")
    cases = sa.table("cases", *(sa.column(name) for name in columns))
    names = (*_SAME, "case_id", "kind", "created_at")
    made = sa.table("certificates", *(sa.column(name) for name in names))
    kind = sa.case((cases.c.road == "mandatory", "sppt_sni"), else_=cases.c.road)
    found = sa.select(
        *(cases.c[name] for name in _SAME), cases.c.id, kind, cases.c.updated_at
    ).where(cases.c.ending == "finished", cases.c.certificate_sealed.is_not(None))
    op.execute(sa.insert(made).from_select(list(names), found))
