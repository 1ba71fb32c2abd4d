"""The queue, one case whole, and a case from stage to stage; without a database."""

from datetime import timedelta

import pytest

from conversations.cases import changes
from conversations.cases.calendar import day_of, looked_at_by
from conversations.cases.cards import CaseShown
from conversations.cases.case_file import CaseFile
from conversations.cases.progress import (
    Filed,
    MoveStage,
    OnRoad,
    ShowProgress,
    ShowStatus,
    StageMoved,
    guided,
    move,
    progress,
    standing,
    status,
)
from conversations.cases.queue import (
    Queue,
    ShowCase,
    ShowQueue,
    WholeCase,
    show_case,
    show_queue,
)
from conversations.cases.records import Check, Note
from conversations.engine.effects import Fact, Say
from tests.conversations.cases.files import (
    NO_CASE,
    NOW,
    case,
    case_file,
    papers,
    person,
    verdict,
)


def on(one):
    return OnRoad(one, papers(), NOW)


OWNER, HOLDER = person("owner"), person(works_as="officer")
LAST = "certificate"
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("own", "how"),
    [
        ((), ""),
        ((case("withdrawn"),), ""),
        ((case("submitted", waiting_since=NOW),), "submitted"),
        ((case("submitted", waiting_since=NOW - 9 * DAY),), "late"),
        ((case("taken"),), "taken"),
        ((case("sent_back", asked="phone"),), "sent_back"),
        ((case("accepted", road="bina_umk", stage="fit"),), "yours"),
        ((case("accepted", road="bina_umk", stage="guidance"),), "others"),
        (
            (case("accepted", road="bina_umk", stage="fit", reported_at=NOW),),
            "reported",
        ),
        ((case("accepted", road="sppt_sni", stage="gone"),), "accepted"),
        ((case("closed"), case("taken")), "taken"),
        ((case("withdrawn"), case("closed")), "closed"),
    ],
)
def test_the_newest_case_on_its_way_is_told_in_a_line(own, how):
    found = standing({}, own, OWNER)
    assert found.how == how
    assert bool(found.code) == bool(how)


def test_an_application_is_looked_at_a_working_day_later():
    found = standing({}, (case("submitted", waiting_since=NOW),), OWNER)
    assert found.day == day_of(looked_at_by(NOW))


def test_an_accepted_case_tells_its_stage_whose_turn_it_is_and_how_long_it_takes():
    found = standing({}, (case("accepted", road="bina_umk", stage="account"),), OWNER)
    assert (found.how, found.who) == ("yours", Fact(label="Bapak/Ibu"))
    assert found.time == Fact(label="Hari yang sama.")


@pytest.mark.parametrize(
    ("stage", "step", "seen", "said"),
    [
        ("apply", "onward", "apply", ["card", "desk.moved.onward"]),
        ("check", "backward", "check", ["card", "desk.moved.backward"]),
        (LAST, "onward", LAST, "desk.no_step"),
        ("apply", "backward", "apply", "desk.no_step"),
        ("apply", "close", "apply", "desk.no_step"),
        ("check", "onward", "apply", "desk.moved_already"),
        ("apply", "reply", "apply", "desk.no_step"),
    ],
)
def test_a_case_moves_by_one_stage(stage, step, seen, said):
    file = case_file(stage=stage)
    assert verdict(move, MoveStage("1", step, seen), file, HOLDER) == said


def test_a_case_off_every_road_does_not_move():
    seen = case_file(road="gone")
    assert verdict(move, MoveStage("1", "onward", "apply"), seen, HOLDER) == (
        "desk.no_step"
    )


def test_an_owner_hears_how_many_papers_a_stage_wants():
    file = CaseFile("SRG-0001", case(stage="check"), papers())
    decision = move(MoveStage("1", "backward", "check"), file, HOLDER)
    (told,) = decision.tell
    assert isinstance(told.notice, StageMoved)
    assert told.notice.papers == len(papers())
    ended, changed, began, kept = decision.changes
    assert isinstance(ended, changes.EndStage)
    assert not ended.finished
    assert isinstance(changed, changes.ChangeCase)
    assert isinstance(began, changes.BeginStage)
    assert isinstance(kept, changes.ChangeBusiness)
    assert changed.stage == began.case.stage == kept.stage == "apply"


@pytest.mark.parametrize(
    ("filed", "code", "said"),
    [
        ([], "", ["no_case"]),
        ([], "7", ["recover_offer"]),
        ([case()], "srg 7", ["recover_offer"]),
        ([case()], "1", ["ladder"]),
        ([case(), case("closed", id="2")], "", ["ladder", "stands"]),
        ([case(road="gone")], "", ["stands"]),
        ([case("closed")] * 7, "", [*["stands"] * 5, "status.more"]),
    ],
)
def test_how_a_persons_cases_stand(filed, code, said):
    seen = Filed(tuple(filed), {each.id: on(each) for each in guided(filed)})
    assert verdict(status, ShowStatus(code), seen, OWNER) == said


@pytest.mark.parametrize(
    ("one", "said"),
    [(on(case()), "ladder_beside"), (None, "x.y")],
)
def test_news_come_with_the_ladder_where_there_is_one(one, said):
    assert verdict(progress, ShowProgress("1", Say("x.y")), one, OWNER) == [said]


SHOWN = ["desk.queue", "desk.group"]


@pytest.mark.parametrize(
    ("seen", "who", "said"),
    [
        (Queue(), HOLDER, "desk.queue_empty"),
        (Queue(1, 0, (case("submitted"),)), HOLDER, SHOWN),
        (Queue(1, 0, (case(),)), person(works_as="auditor"), SHOWN),
        (Queue(1, 0, (case(),)), OWNER, "desk.not_allowed"),
    ],
)
def test_who_sees_the_queue(seen, who, said):
    assert verdict(show_queue, ShowQueue(), seen, who) == said


@pytest.mark.parametrize(
    ("count", "page", "arrows"),
    [
        (3, 0, []),
        (9, 0, ["queue:1"]),
        (20, 1, ["queue:0", "queue:2"]),
        (20, 2, ["queue:1"]),
    ],
)
def test_the_queue_is_turned_page_by_page(count, page, arrows):
    seen = Queue(count, page, (case(),))
    *_, said = show_queue(ShowQueue(page), seen, HOLDER).reply
    assert isinstance(said, Say)
    assert [option.value for option in said.actions] == ["open:SRG-0001", *arrows]


def test_a_case_is_shown_whole():
    notes = tuple(
        Note("n", "1", "owner", "owner", None, "question", body, (), NOW, False, "")
        for body in ("apa?", "")
    )
    check = Check("k", "batik", 60, "nearly", {}, NOW)
    file = CaseFile("SRG-0001", case(), notes=notes)
    for found, lines in ((check, 2), (None, 1)):
        decision = show_case(ShowCase("1"), WholeCase(file, found), HOLDER)
        (shown,) = decision.reply
        assert isinstance(shown, CaseShown)
        assert len(shown.notes) == lines
        assert [line.act for line in decision.log] == ["case.seen"]
    assert verdict(show_case, ShowCase("9"), WholeCase(NO_CASE), HOLDER) == (
        "desk.unknown_case"
    )
