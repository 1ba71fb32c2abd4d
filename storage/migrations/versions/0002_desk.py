"""Businesses, officers, cases, documents, notes and the history."""

from alembic import op

from storage.migrations.words import (
    flag,
    index,
    json,
    key,
    moment,
    number,
    one_of,
    refers,
    sealed,
    sequence,
    text,
    unique,
)

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "businesses",
        text("id"),
        text("person_id"),
        text("office_id"),
        text("kind", "business"),
        sealed("name_sealed", optional=True),
        text("kecamatan", ""),
        text("sector", ""),
        text("road", ""),
        text("stage", ""),
        sealed("profile_sealed", optional=True),
        moment("created_at"),
        moment("updated_at"),
        one_of("kind", "business", "office"),
        key("id"),
        refers("office_id", "offices.id"),
        refers("person_id", "people.id"),
    )
    index("ix_businesses_office_id", "businesses", "office_id")
    index("ix_businesses_person_id", "businesses", "person_id")
    op.create_table(
        "officers",
        text("id"),
        text("person_id"),
        text("office_id"),
        text("role", "officer"),
        sealed("name_sealed", optional=True),
        flag("on_duty", default=True),
        flag("active", default=True),
        moment("joined_at"),
        one_of("role", "officer", "coordinator", "admin", "auditor"),
        key("id"),
        refers("office_id", "offices.id"),
        refers("person_id", "people.id"),
        unique("person_id"),
    )
    index("ix_officers_office_id", "officers", "office_id")
    op.create_table(
        "invitations",
        text("id"),
        text("code_hash"),
        text("office_id"),
        text("role", "officer"),
        moment("created_at"),
        moment("expires_at"),
        moment("used_at", optional=True),
        text("used_by", optional=True),
        one_of("role", "officer", "coordinator", "admin", "auditor"),
        key("id"),
        refers("office_id", "offices.id"),
        refers("used_by", "people.id"),
        unique("code_hash"),
    )
    op.create_table(
        "invitation_tries",
        sequence("id"),
        text("person_id"),
        moment("at"),
        refers("person_id", "people.id"),
    )
    index("ix_invitation_tries_person_id", "invitation_tries", "person_id")
    op.create_table(
        "cases",
        text("id"),
        text("office_id"),
        number("number"),
        text("code"),
        text("person_id"),
        text("business_id"),
        text("road", ""),
        text("stage", ""),
        text("state", "submitted"),
        text("holder_id", optional=True),
        text("asked", ""),
        sealed("details_sealed", optional=True),
        number("version", 1),
        moment("waiting_since"),
        moment("created_at"),
        moment("updated_at"),
        one_of(
            "state",
            "submitted",
            "taken",
            "sent_back",
            "accepted",
            "closed",
            "withdrawn",
        ),
        key("id"),
        refers("business_id", "businesses.id"),
        refers("holder_id", "officers.id"),
        refers("office_id", "offices.id"),
        refers("person_id", "people.id"),
        unique("code"),
        unique("office_id", "number"),
    )
    index("ix_cases_business_id", "cases", "business_id")
    index("ix_cases_holder_id", "cases", "holder_id")
    index(
        "ix_cases_office_id_state_waiting_since",
        "cases",
        "office_id",
        "state",
        "waiting_since",
    )
    index("ix_cases_person_id", "cases", "person_id")
    op.create_table(
        "documents",
        text("id"),
        text("person_id"),
        text("case_id", optional=True),
        text("kind"),
        text("mime", ""),
        number("size", 0),
        text("sha256", ""),
        text("name"),
        text("thumbnail", optional=True),
        text("purpose", ""),
        text("state", "kept"),
        moment("created_at"),
        one_of("state", "kept", "accepted", "sent_back", "orphan"),
        key("id"),
        refers("case_id", "cases.id"),
        refers("person_id", "people.id"),
    )
    index("ix_documents_case_id", "documents", "case_id")
    index("ix_documents_person_id", "documents", "person_id")
    op.create_table(
        "notes",
        text("id"),
        text("case_id", optional=True),
        text("person_id"),
        text("author"),
        text("officer_id", optional=True),
        text("kind"),
        sealed("body_sealed", optional=True),
        json("files", "[]"),
        moment("created_at"),
        flag("answered", default=False),
        one_of("author", "owner", "officer", "system"),
        one_of("kind", "question", "reply", "answer", "internal", "reason"),
        key("id"),
        refers("case_id", "cases.id"),
        refers("officer_id", "officers.id"),
        refers("person_id", "people.id"),
    )
    index("ix_notes_case_id", "notes", "case_id")
    index("ix_notes_person_id", "notes", "person_id")
    op.create_table(
        "history",
        sequence("seq"),
        moment("at"),
        text("act"),
        text("case_id", optional=True),
        text("person_id", optional=True),
        text("officer_id", optional=True),
        json("detail", "{}"),
    )
    index("ix_history_case_id", "history", "case_id")
    index("ix_history_person_id", "history", "person_id")
    _refuse_changes("history")


def _refuse_changes(table: str) -> None:
    """Let the database itself keep *table* as it was written."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
        f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
