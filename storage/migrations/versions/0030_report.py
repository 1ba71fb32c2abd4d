"""A report is counted along an index that holds all that it asks of a case."""

from storage.migrations.words import index

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Add it, and others for what went on, what was issued, and the few offices."""
    index(
        "ix_cases_report",
        "cases",
        *("office_id", "kecamatan", "road", "stage"),
        *("state", "ending", "waiting_since", "reported_at"),
    )
    index("ix_stays_office_id_ended_at", "stays", "office_id", "ended_at")
    issued = "ix_certificates_office_id_issued_on"
    index(issued, "certificates", "office_id", "issued_on")
    only = "kind = 'office'"
    index("ix_businesses_offices", "businesses", "office_id", where=only)
