"""What an officer sees at the place corrects the owner's readiness check."""

import pytest

from bot.pipeline.render import Voice
from bot.views import readiness as view
from bot.views import visit_report as report_view
from conversations.cases.changes import AddCheck
from conversations.cases.readiness import (
    CheckPrinted,
    Looked,
    OwnChecks,
    ShowCheckPage,
    show_page,
)
from conversations.cases.records import Check
from conversations.cases.visits import reports as visit_reports
from conversations.cases.visits.changes import ChangeVisit
from conversations.cases.visits.reports import (
    ConfirmReport,
    KeepReport,
    Reported,
    ReportPrinted,
)
from tests.conversations.cases.files import NOW, officer, person
from tests.conversations.cases.visits import visit

OWNER, PETUGAS = person("owner"), person(officer=officer("petugas"))
HELD = "2026-11-02T08:00"
SAID = {"B01": "yes", "B07": "tulis", "B12": "yes", "B13": "not_yet", "B21": "yes"}
CHECK = Check("1", "batik", 50, "start", SAID, NOW)
NEW = {"B12": "not_yet", "B13": "not_yet"}


def reported(checks=(CHECK,), **act):
    """The report of a visit that looked at the process."""
    booked = Reported(visit("booked", HELD), checks=checks)
    act = {"seen": ("process",), "otherwise": ("B12",), **act}
    kept = visit_reports.keep(KeepReport("v1", "x", **act), booked, PETUGAS)
    (written,) = (each for each in kept.changes if isinstance(each, ChangeVisit))
    assert written.report is not None
    return written.report


@pytest.mark.parametrize(
    ("act", "checked"),
    [
        ({}, NEW),
        ({"otherwise": ()}, {"B12": "yes", "B13": "not_yet"}),
        ({"otherwise": ("B13",)}, {"B12": "yes", "B13": "yes"}),
        ({"seen": ("traits",)}, {}),  # a kind is no yes that could be a no
        ({"checks": ()}, {}),
    ],
)
def test_only_what_was_looked_at_is_seen_and_the_other_way_round(act, checked):
    assert reported(**act)["checked"] == checked


def test_once_the_owner_agrees_it_is_their_check():
    after = visit("reported", HELD, report=reported())
    seen = Reported(after, checks=(CHECK,))
    yes = visit_reports.confirm(ConfirmReport("v1"), seen, OWNER)
    (new,) = (each for each in yes.changes if isinstance(each, AddCheck))
    assert (new.person_id, new.checklist, new.answers) == ("owner", "batik", SAID | NEW)


@pytest.mark.parametrize("otherwise", [(), ("B99",)])
def test_a_check_that_was_right_stays_as_it_is(otherwise):
    after = visit("reported", HELD, report=reported(otherwise=otherwise))
    seen = Reported(after, checks=(CHECK,))
    yes = visit_reports.confirm(ConfirmReport("v1"), seen, OWNER)
    assert not [each for each in yes.changes if isinstance(each, AddCheck)]


def page(*visits):
    """The page of a check, with the visits there were."""
    seen = OwnChecks((CHECK,), visits=visits)
    (shown,) = show_page(ShowCheckPage(), seen, OWNER).reply
    assert isinstance(shown, CheckPrinted)
    return shown, view.printed(Voice("id"), shown).words


def test_the_page_says_who_saw_which_answers_and_when():
    over = visit("confirmed", HELD, report=reported(otherwise=()))
    shown, sheet = page(visit("confirmed", HELD), over)
    assert shown.looked == Looked("petugas", over.at, over.report["checked"])
    assert "Dilihat di tempat oleh petugas, 2 November 2026." in sheet.note
    assert {said for asked, said in sheet.answers if "dilihat" in said} == {
        "Ya, dilihat",
        "Belum, dilihat",
    }


def test_what_nobody_saw_has_room_to_be_signed():
    shown, sheet = page(visit("confirmed", HELD, report={"talk": "x"}))
    assert shown.looked is None
    assert "Tanda tangan: ..." in sheet.note


def test_the_report_says_what_was_found_otherwise():
    over = visit("confirmed", HELD, report=reported())
    sheet = report_view.printed(Voice("id"), ReportPrinted(over)).words
    (lines,) = (said for label, said in sheet.parts if "Cek kesiapan" in label)
    assert lines == (
        "2 jawaban pemilik dilihat di tempat.",
        "Ternyata lain: tulis urutan kerja membatik.",
    )
