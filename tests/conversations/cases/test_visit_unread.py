"""A report that its owner overlooked is asked about again."""

import pytest

from conversations.cases.visits import reports as visit_reports
from tests.conversations.cases.visits import visit

REPORT = {"talk": "Sudah dicatat", "agreed": "", "lacking": [], "findings": []}


@pytest.mark.parametrize(
    ("state", "on", "what", "hears"),
    [
        ("reported", "1", "asked", ["owner"]),
        ("reported", "1", "unread", ["p-petugas"]),
        ("reported", "2", "asked", []),  # written again since
        ("disputed", "1", "asked", []),
        ("confirmed", "1", "unread", []),
    ],
)
def test_a_report_is_asked_about_again_until_its_owner_answers(state, on, what, hears):
    report = {**REPORT, "on": "1"}
    found = visit(state, "2026-11-02T08:00", report=report)
    told_ = visit_reports.unanswered(found, on, what)
    assert [each.to for each in told_] == hears
    assert visit_reports.unanswered(None, on, what) == ()
