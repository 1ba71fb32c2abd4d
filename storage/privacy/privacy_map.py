"""Where personal data is: the one list that export and erasure go by.

A test compares it with the tables, so a new column cannot be forgotten here.
"""

SEALED = {
    "people": ("name_sealed", "phone_sealed"),
    "addresses": ("external_sealed",),
    "threads": ("state_sealed",),
    "businesses": ("name_sealed", "profile_sealed"),
    "cases": ("certificate_sealed", "details_sealed"),
    "certificates": ("number_sealed", "scope_sealed"),
    "checks": ("answers_sealed",),
    "contact_lists": ("called_sealed", "draft_sealed"),
    "contacts": ("known_sealed",),
    "exhibits": ("shown_sealed",),
    "exports": ("reason_sealed",),
    "documents": ("called_sealed",),
    "notes": ("body_sealed",),
    "officers": ("name_sealed",),
    "held_news": ("body_sealed",),
    "inbox": ("body_sealed", "event_sealed"),
    "outbox": ("body_sealed",),
    "announcements": ("text_sealed",),
    "answers": ("question_sealed", "answer_sealed"),
    "mandates": ("details_sealed", "talk_sealed"),
    "ratings": ("words_sealed",),
    "recoveries": ("said_sealed",),
    "requests": ("brand_sealed",),
    "topic_lines": ("body_sealed",),
    "visits": ("report_sealed",),
    "findings": ("text_sealed",),
}
"""Columns that only the key ring opens."""

INDEXED = {
    "answer_words": ("word_index",),
    "people": ("phone_index",),
    "addresses": ("blind_index",),
    "cases": ("nib_index",),
    "contacts": ("phone_index",),
    "exports": ("code_hash",),
    "desk_sessions": ("token_hash",),
    "inbox": ("key",),
    "invitations": ("code_hash",),
    "passes": ("code_hash",),
    "recoveries": ("code_hash",),
    "visit_guests": ("code_hash",),
}
"""Columns by which something sealed can be found again."""

NAMES_A_PERSON = {
    "people": "id",
    "addresses": "person_id",
    "threads": "person_id",
    "consents": "person_id",
    "contacts": "person_id",
    "desk_sessions": "person_id",
    "passes": "person_id",
    "businesses": "person_id",
    "cases": "person_id",
    "certificate_tasks": "person_id",
    "certificates": "person_id",
    "checks": "person_id",
    "documents": "person_id",
    "exhibits": "person_id",
    "mandates": "owner_id",
    "officers": "person_id",
    "invitations": "used_by",
    "invitation_tries": "person_id",
    "notes": "person_id",
    "history": "person_id",
    "held_news": "person_id",
    "inbox": "person_id",
    "outbox": "person_id",
    "ratings": "person_id",
    "recipients": "person_id",
    "recoveries": "person_id",
    "requests": "person_id",
    "visits": "person_id",
    "findings": "person_id",
    "visit_guests": "person_id",
}
"""Tables whose rows are about a person, and the column that says about whom."""

HELPS = {"mandates": "helper_id"}
"""Tables whose rows also name who helps, and the column that does."""

OF_THE_HELPED = {"mandates": ("talk_sealed",)}
"""What such a row holds of the one who is helped, and the helper does not carry off."""
