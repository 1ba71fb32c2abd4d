"""How a case ends and goes on again: why, by whom, and what each of them hears."""

from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs

from conversations.cases import changes, closing
from conversations.cases.closing import (
    CaseClosed,
    Closable,
    CloseCase,
    ReopenCase,
    Withdrawable,
    WithdrawCase,
    closable,
    close,
    reopen,
    withdraw,
    withdrawable,
)
from conversations.cases.handling import ChangeRoad, RoadChanged, change_road
from conversations.cases.records import Note
from conversations.cases.undo import MoveToCase
from conversations.catalogue import catalogue
from tests.conversations.cases.files import (
    NO_CASE,
    NOW,
    ROAD,
    case,
    case_file,
    changed,
    heard,
    officer,
    papers,
    person,
    told,
    verdict,
)

HOLDER, OWNER = person(works_as="officer"), person("owner")
LAST = catalogue().roads[ROAD].stages[-1].id


def colleague(role="officer"):
    return person("p-rekan", officer=officer("rekan", role))


def question(id_="n1", *, answered=False):
    about = (id_, "1", "owner", "owner", None, "question", "Berapa biayanya?")
    return Note(*about, (), NOW, answered, "")


def new_of(decision):
    return changed(decision, changes.ChangeCase)


@pytest.mark.parametrize(
    ("state", "ending", "said"),
    [
        ("submitted", "trial", ["card", "desk.ended.trial"]),
        ("submitted", "duplicate", ["card", "desk.ended.duplicate"]),
        ("taken", "elsewhere", ["card", "desk.ended.elsewhere"]),
        ("sent_back", "stopped", ["card", "desk.ended.stopped"]),
        ("accepted", "finished", ["card", "desk.ended.finished"]),
        ("accepted", "trial", ["card", "desk.ended.trial"]),
        ("taken", "finished", "desk.unknown_ending"),
        ("accepted", "refused", "desk.unknown_ending"),
        ("taken", "refused", "desk.unknown_ending"),
        ("accepted", "", "desk.unknown_ending"),
        ("accepted", "because", "desk.unknown_ending"),
        ("closed", "trial", "desk.not_possible"),
        ("withdrawn", "trial", "desk.not_possible"),
    ],
)
def test_a_case_ends_from_any_state_for_a_reason(state, ending, said):
    act = CloseCase("1", ending)
    assert verdict(close, act, case_file(state=state), HOLDER) == said


@pytest.mark.parametrize("ending", closing.ENDINGS)
def test_only_success_is_congratulated(ending):
    state = "taken" if ending == "refused" else "accepted"
    act = CloseCase("1", ending, reason="foto kabur")
    (news, *_) = close(act, case_file(state=state), HOLDER).tell
    assert news.to == "owner"
    success = ending == "finished"
    assert news.notice.subject == ("close" if success else "closed_early")


def test_a_refusal_says_why_and_keeps_it():
    act = CloseCase("1", "refused", reason="bukan batik")
    decision = close(act, case_file(state="taken"), HOLDER)
    assert heard(decision, CaseClosed).reason == "bukan batik"
    (note,) = [c for c in decision.changes if isinstance(c, changes.WriteNote)]
    assert (note.kind, note.body) == ("reason", "bukan batik")


@pytest.mark.parametrize(
    ("stage", "ending", "finished"),
    [(LAST, "finished", True), (LAST, "stopped", False), ("apply", "finished", False)],
)
def test_only_the_last_stage_of_what_came_to_its_goal_counts_as_done(
    stage, ending, finished
):
    one = case(stage=stage)
    decision = close(CloseCase("1", ending), case_file(one), HOLDER)
    assert changes.EndStage(one, finished=finished) in decision.changes
    new = new_of(decision)
    assert (new.state, new.ending) == ("closed", ending)


def test_whoever_closes_what_was_nobodys_answers_for_it():
    file = case_file(state="submitted", stage="")
    new = new_of(close(CloseCase("1", "trial"), file, HOLDER))
    assert new.holder_id == HOLDER.officer.id


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (colleague(), "desk.not_holder"),
        (colleague("auditor"), "desk.not_allowed"),
        (OWNER, "desk.not_allowed"),
        (colleague("coordinator"), ["card", "desk.ended.trial"]),
    ],
)
def test_a_case_is_closed_by_whoever_holds_it_or_leads(who, said):
    assert verdict(close, CloseCase("1", "trial"), case_file(), who) == said


def test_what_is_missing_is_said_before_it_is_closed():
    file = case_file(standings=("sent", "missing", "accepted"))
    file = structs.replace(file, notes=(question(), question("n2", answered=True)))
    found = closable({}, file, HOLDER)
    assert found.endings == ("finished", "stopped", "duplicate", "elsewhere", "trial")
    counted = {e.key: e.values["count"] for e in found.missing.values["parts"]}
    assert counted == {
        "closing.stages": len(catalogue().roads[ROAD].stages) - 1,
        "closing.papers": len(papers()) - 2,
        "closing.unseen": 1,
        "closing.questions": 1,
    }


def test_of_what_lacks_nothing_nothing_is_said():
    file = structs.replace(case_file(stage=LAST), papers=())
    found = closable({}, file, HOLDER)
    assert found.missing == ""


def test_why_a_case_cannot_be_closed_is_known_before_it_is_asked():
    assert closable({}, NO_CASE, HOLDER) == Closable("unknown_case", "SRG-0099")
    assert closable({}, case_file(), colleague()).problem == "not_holder"


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "stage", "state"),
    [(0, "apply", "accepted"), (7, "apply", "accepted"), (1, "", "taken")],
)
def test_a_closing_is_undone_within_seven_days(days, stage, state):
    one = case("closed", stage=stage, ending="trial", waiting_since=NOW - days * DAY)
    decision = reopen(ReopenCase("1"), case_file(one), HOLDER)
    new = new_of(decision)
    assert (new.state, new.ending, new.certificate) == (state, "", "")
    assert told(decision)[0] == ("owner", "reopened")
    begins = [c for c in decision.changes if isinstance(c, changes.BeginStage)]
    assert bool(begins) == bool(stage)


@pytest.mark.parametrize(
    ("one", "who", "said"),
    [
        (case("closed", waiting_since=NOW - 8 * DAY), HOLDER, "desk.reopen_late"),
        (case("closed"), colleague(), "desk.not_holder"),
        (case("closed"), OWNER, "desk.not_allowed"),
        (case("withdrawn"), HOLDER, "desk.not_possible"),
        (case(), HOLDER, "desk.not_possible"),
    ],
)
def test_what_is_not_opened_again(one, who, said):
    assert verdict(reopen, ReopenCase("1"), case_file(one), who) == said


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (case(code="SRG-0002"), "desk.twin"),
        (case("submitted", code="SRG-0002", stage=""), "desk.twin"),
        (case("closed", code="SRG-0002"), ["card", "desk.reopened"]),
        (case(code="SRG-0002", business_id="b2"), ["card", "desk.reopened"]),
        (case(code="SRG-0002", road="bina_umk"), ["card", "desk.reopened"]),
    ],
)
def test_what_its_owner_applied_for_anew_is_not_opened_beside_it(other, said):
    one = case("closed")
    file = structs.replace(case_file(one), filed=(other, one))
    assert verdict(reopen, ReopenCase("1"), file, HOLDER) == said


def test_a_case_goes_no_road_that_its_owner_is_on_already():
    other = case(code="SRG-0002", road="bina_umk")
    file = structs.replace(case_file(), filed=(other, case()))
    assert (
        verdict(change_road, ChangeRoad("1", "bina_umk"), file, HOLDER) == "desk.twin"
    )


def test_what_its_holder_left_is_opened_by_who_leads_and_is_theirs():
    head = colleague("coordinator")
    file = case_file(case("closed"), staff=(officer("rekan", "coordinator"),))
    assert new_of(reopen(ReopenCase("1"), file, head)).holder_id == "rekan"


# --- the owner -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "who", "said"),
    [
        (case("submitted"), OWNER, ["owner.withdrawn"]),
        (case(), OWNER, ["owner.withdrawn"]),
        (case("closed"), OWNER, "owner.withdraw_late"),
        (case("withdrawn"), OWNER, "owner.withdraw_late"),
        (case(), person("somebody"), "owner.unknown"),
        (case(), HOLDER, "owner.unknown"),
        (case(), person("owner", helper="Penolong Contoh"), "owner.withdraw_helper"),
    ],
)
def test_an_application_is_withdrawn_by_its_owner_alone(one, who, said):
    assert verdict(withdraw, WithdrawCase("SRG-0001"), case_file(one), who) == said


def test_one_that_is_withdrawn_leaves_the_others_and_all_data():
    decision = withdraw(WithdrawCase("SRG-0001"), case_file(), OWNER)
    kinds = [type(each) for each in decision.changes]
    assert kinds == [changes.EndStage, changes.ChangeCase, changes.QueueJob]
    assert told(decision)[0] == ("p-petugas", "withdrawn")


@pytest.mark.parametrize(
    ("cases", "words", "found"),
    [
        ([], "", Withdrawable()),
        ([case("closed")], "", Withdrawable()),
        (
            [case(), case("closed", code="SRG-0002")],
            "",
            Withdrawable((("SRG-0001", "Batik Contoh"),), "SRG-0001"),
        ),
        (
            [case(), case(code="SRG-0002")],
            "srg 2",
            Withdrawable((("SRG-0002", "Batik Contoh"),), "SRG-0002"),
        ),
    ],
)
def test_which_can_be_withdrawn(cases, words, found):
    assert withdrawable({"words": words}, tuple(cases), OWNER) == found


def test_of_several_none_is_taken_for_meant():
    seen = (case(), case(code="SRG-0002"))
    found = withdrawable({}, seen, OWNER)
    assert (len(found.cases), found.code) == (2, "")


# --- another road --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "road", "said"),
    [
        (case("taken", stage=""), "bina_umk", ["card", "desk.road_changed"]),
        (case(), "bina_umk", ["card", "desk.road_changed"]),
        (case(), ROAD, "desk.road_already"),
        (case(), "gone", "desk.unknown_road"),
        (case("submitted"), "bina_umk", "desk.unheld"),
    ],
)
def test_a_case_goes_another_road(one, road, said):
    assert verdict(change_road, ChangeRoad("1", road), case_file(one), HOLDER) == said


def test_on_another_road_it_begins_at_the_first_stage_and_the_old_stay_counts_not():
    one = case(stage="check")
    decision = change_road(ChangeRoad("1", "bina_umk"), case_file(one), HOLDER)
    first = catalogue().roads["bina_umk"].stages[0].id
    assert changes.EndStage(one, finished=False) in decision.changes
    after = replace(one, road="bina_umk", stage=first)
    assert changes.BeginStage(after) in decision.changes
    assert (new_of(decision).road, new_of(decision).stage) == ("bina_umk", first)
    assert heard(decision, RoadChanged).stage == first


def test_what_was_made_one_with_anothers_is_its_own_again_when_it_is_opened():
    closed = case("closed", ending="duplicate", follows="SRG-0007")
    there = MoveToCase("7", ("d",), ("n",), ("v",))
    seen = structs.replace(case_file(closed), brought=(there,))
    decision = reopen(ReopenCase("1"), seen, HOLDER)
    assert MoveToCase("1", ("d",), ("n",), ("v",)) in decision.changes
    assert decision.undo.parted == (there,)
    assert new_of(decision).follows == ""
    decision = reopen(ReopenCase("1"), case_file(closed), HOLDER)
    assert new_of(decision).follows == ""
    own = structs.replace(case_file(closed), filed=(case("closed", code="SRG-0007"),))
    decision = reopen(ReopenCase("1"), own, HOLDER)
    assert new_of(decision).follows is None
