"""What can be wanted, by name: of everybody, and of officers alone."""

OWNERS = (
    # Courtesy.
    *("greet", "thanks", "goodbye", "smalltalk"),
    # The way to SNI. `road` is about one of them, by its id.
    *("apply", "help_other", "oneself", "find_road", "road", "readiness", "learn"),
    *("mandate_give", "mandate_end"),
    # One's own case.
    *("status", "papers", "done", "stuck", "visit", "certificate", "correct"),
    # What is kept of oneself, and how one is spoken to.
    *("my_data", "erase", "keep_data", "withdraw", "link", "language", "address_form"),
    *("announcements_on", "announcements_off"),
    # Somebody is needed.
    *("officer", "complaint", "anger", "confusion", "fraud", "lost_phone"),
    # The form that lies open, or aside.
    *("cancel", "later", "resume", "back", "menu", "help"),
    # Something is asked; or it is no matter of ours; or nothing at all.
    *("question", "beside", "none"),
)
OFFICERS = (
    # Cases, and what is done to one of them.
    *("queue", "my_cases", "case", "find", "take", "release", "next_stage"),
    *("send_back", "close_case", "reply", "note", "hand_over", "visit_plan"),
    *("paper_review",),
    # The office.
    *("report", "announce", "answers", "duty", "invite", "officers", "fact"),
)
"""What officers want besides, and nobody else can."""
URGENT = ("fraud", "erase", "lost_phone", "anger", "officer")
"""Weighed first and wherever one is, for whoever says it cannot wait."""
