"""How content owners were when their case had ended."""

from alembic import op

from storage.migrations.words import index, key, moment, number, refers, sealed, text

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "ratings",
        *(text(name) for name in ("case_id", "person_id", "office_id")),
        number("face", 0),
        sealed("words_sealed", optional=True),
        moment("asked_at"),
        key("case_id"),
        refers("case_id", "cases.id"),
        refers("person_id", "people.id"),
        refers("office_id", "offices.id"),
    )
    index("ix_ratings_person_id", "ratings", "person_id")
    by = ("office_id", "face", "asked_at")
    index("ix_ratings_office_id_face_asked_at", "ratings", *by)
