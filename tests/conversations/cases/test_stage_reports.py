"""A stage is done, its owner says: who hears, what moves, and how it is taken back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from conversations.cases import stages
from conversations.cases.calendar import local
from conversations.cases.changes import ChangeBusiness, ChangeCase, EndStage, WriteNote
from conversations.cases.handling import AcceptCase, CaseAccepted, accept
from conversations.cases.overdue import hear
from conversations.cases.progress import MovedOnward, MoveStage, move
from conversations.cases.records import Business
from conversations.cases.stage_reports import (
    OpenStage,
    RefuseReport,
    Reported,
    ReportRefused,
    ReportStage,
    ReportTakenBack,
    StageAgain,
    StageDone,
    StageReported,
    TakeBackReport,
    open_stage,
    refuse,
    report,
    take_back,
)
from conversations.catalogue import catalogue, instead
from conversations.engine.effects import Fact
from tests.conversations.cases.files import (
    NO_CASE,
    NOW,
    case,
    case_file,
    changed,
    heard,
    officer,
    person,
    told,
    verdict,
)

OWNER, HOLDER = person("owner"), person(works_as="officer")
NIB = "1234567890123"
SHOP = Business("b1", "owner", "dinas", "business", "", "", "", "contoh", "look", {})


@pytest.fixture(autouse=True)
def _road() -> Iterator[None]:
    """A road of four stages: two of one's own that a NIB passes, two to be looked at."""
    shipped = catalogue().roads["bina_umk"]
    plain = replace(shipped.stages[0], who="owner", known_by="", gives="", wants="")
    own = replace(plain, moves="self", known_by="nib")
    made = (
        replace(own, id="look"),
        replace(own, id="print", known_by="", gives="nib", wants="number"),
        replace(plain, id="pay", moves="officer", wants="photo"),
        replace(plain, id="end", moves="self"),
    )
    roads = {**catalogue().roads, "contoh": replace(shipped, id="contoh", stages=made)}
    with instead(replace(catalogue(), roads=roads)):
        yield


def at(stage, **values):
    return case(road="contoh", stage=stage, **values)


def reported(one, said=""):
    return report(
        ReportStage("1", one.stage, said), Reported(case_file(one), SHOP), OWNER
    )


def test_what_one_does_oneself_moves_by_the_word_alone():
    decision = reported(at("look"))
    assert changed(decision, ChangeCase).stage == "print"
    assert changed(decision, EndStage).finished
    assert told(decision) == [("p-petugas", "card")]
    assert [line.act for line in decision.log] == ["case.stage_done"]
    (said,) = decision.reply
    assert isinstance(said, StageDone)
    assert (said.done, said.stage, said.passed) == ("look", "print", ())


@pytest.mark.parametrize("stage", ["pay", "end"])
def test_of_anything_else_and_of_the_end_whoever_holds_it_is_rung(stage):
    decision = reported(at(stage), "sudah lunas")
    assert changed(decision, ChangeCase).reported
    assert changed(decision, ChangeCase).stage is None
    news = heard(decision, StageReported)
    assert (news.stage, news.said) == (stage, "sudah lunas")
    assert changed(decision, WriteNote).body == "sudah lunas"


def test_a_number_goes_to_the_case_and_the_profile_and_passes_what_it_answers():
    seen = Reported(case_file(at("look")), SHOP)
    decision = report(ReportStage("1", "look", number=NIB), seen, OWNER)
    details = changed(decision, ChangeCase).details
    assert details
    assert details["nib"] == NIB
    assert changed(decision, ChangeBusiness).profile == {"nib": NIB}
    assert changed(decision, ChangeCase).stage == "print"


@pytest.mark.parametrize(
    ("details", "stage"),
    [({}, "look"), ({"nib": NIB}, "print"), ({"has_nib": "yes"}, "print")],
)
def test_a_case_begins_behind_what_is_known(details, stage):
    seen = case_file(case("taken", road="contoh", stage="", details=details))
    decision = accept(AcceptCase("1"), seen, HOLDER)
    assert heard(decision, CaseAccepted).stage == stage


def test_an_officers_step_passes_it_too_but_a_step_back_does_not():
    road = catalogue().roads["contoh"]
    known = replace(road.stages[1], known_by="nib")
    made = replace(road, stages=(road.stages[0], known, *road.stages[2:]))
    roads = {**catalogue().roads, "contoh": made}
    with instead(replace(catalogue(), roads=roads)):
        seen = case_file(at("look", details={"nib": NIB}))
        decision = move(MoveStage("1", "onward", "look"), seen, HOLDER)
        assert heard(decision, MovedOnward).passed == ("print",)
        assert changed(decision, ChangeCase).stage == "pay"
        back = case_file(at("pay", details={"nib": NIB}))
        decision = move(MoveStage("1", "backward", "pay"), back, HOLDER)
        assert changed(decision, ChangeCase).stage == "print"


def test_the_last_stage_is_never_passed():
    road = catalogue().roads["contoh"]
    all_known = [replace(each, known_by="nib") for each in road.stages]
    made = replace(road, stages=tuple(all_known))
    assert stages.reach(made, "look", {"nib"})[0].id == "end"


@pytest.mark.parametrize(
    ("act", "one", "said"),
    [
        (ReportStage("1", "look"), at("pay"), "report.passed"),
        (ReportStage("1", "gone"), at("pay"), "report.late"),
        (ReportStage("1", "pay"), at("pay", state="closed"), "report.late"),
        (ReportStage("1", "pay"), at("pay", person_id="x"), "owner.unknown"),
        (ReportStage("1", "pay"), at("pay", reported_at=NOW), "report.already"),
        (ReportStage("1", "pay", "ini"), at("pay", reported_at=NOW), ["report.sent"]),
    ],
)
def test_what_a_word_comes_to(act, one, said):
    assert verdict(report, act, Reported(case_file(one)), OWNER) == said


@pytest.mark.parametrize(
    ("stage", "one", "said"),
    [
        ("pay", at("pay", reported_at=NOW), ["stage_again"]),
        ("pay", at("pay"), ["stage_again"]),
        ("look", at("print"), ["stage_again"]),
        ("look", at("pay"), "report.undo_late"),
        ("look", at("print", reported_at=NOW), "report.undo_late"),
        ("pay", at("end"), "report.undo_late"),
        ("pay", at("pay", state="withdrawn"), "report.late"),
    ],
)
def test_a_word_is_taken_back_while_nobody_built_on_it(stage, one, said):
    act = TakeBackReport("1", stage)
    assert verdict(take_back, act, case_file(one), OWNER) == said


def test_whoever_heard_of_it_hears_that_it_is_taken_back():
    seen = case_file(at("pay", reported_at=NOW))
    decision = take_back(TakeBackReport("1", "pay"), seen, OWNER)
    assert changed(decision, ChangeCase).reported is False
    assert heard(decision, ReportTakenBack).stage == "pay"


def test_a_case_that_moved_by_a_word_comes_back_unfinished():
    decision = take_back(TakeBackReport("1", "look"), case_file(at("print")), OWNER)
    assert changed(decision, ChangeCase).stage == "look"
    assert not changed(decision, EndStage).finished
    assert isinstance(decision.reply[0], StageAgain)


def test_an_officer_says_not_yet_and_why():
    seen = case_file(at("pay", reported_at=NOW))
    decision = refuse(RefuseReport("1", "pay", "buktinya buram"), seen, HOLDER)
    assert heard(decision, ReportRefused).reason == "buktinya buram"
    assert changed(decision, ChangeCase).reported is False
    assert changed(decision, WriteNote).kind == "reason"


@pytest.mark.parametrize(
    ("stage", "one"), [("pay", at("pay")), ("look", at("pay", reported_at=NOW))]
)
def test_what_is_no_more_reported_is_not_refused(stage, one):
    act = RefuseReport("1", stage, "buram")
    assert verdict(refuse, act, case_file(one), HOLDER) == "desk.report_gone"


def test_what_was_reported_waits_for_the_desk_and_then_for_who_leads():
    staff = [officer(), officer("kepala", role="coordinator")]
    one = at("pay", reported_at=NOW)
    later = local(NOW)
    assert hear(one, staff, later) == []
    assert hear(one, staff, later.replace(day=9)) == staff
    assert hear(replace(one, reported_at=None), staff, later.replace(day=9)) == []


def test_the_only_stage_is_known_and_of_several_only_what_they_are_called():
    first, other = at("print", details={"nib": NIB}), at("pay", id="2", code="SRG-0002")
    files = [case_file(first), case_file(other), NO_CASE]
    both = open_stage({}, files, OWNER)
    assert (both.at, [code for code, _ in both.cases]) == ("", ["SRG-0001", "SRG-0002"])
    one = open_stage({"code": "SRG-0001"}, files, OWNER)
    assert (one.at, one.gives, one.has) == ("print", "nib", NIB)
    assert isinstance(one.stage, Fact)
    assert open_stage({}, files, person("another")) == OpenStage()
