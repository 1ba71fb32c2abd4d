"""When news goes, what becomes one message, and who takes what back."""

from datetime import timedelta

import pytest
from msgspec import structs

from conversations.cases import (
    changes,
    handling,
    papers,
    progress,
    stage_reports,
)
from conversations.cases.held_news import (
    HOLD,
    LIMIT,
    Doubted,
    HeldNews,
    Several,
    TakeBack,
    folded,
    ripe,
    take_back,
)
from conversations.cases.records import Note
from conversations.cases.replies import Question
from conversations.cases.undo import Undo
from conversations.engine.effects import Say
from tests.conversations.cases.files import (
    NO_CASE,
    NOW,
    case_file,
    changed,
    officer,
    person,
    told,
    verdict,
)

HOLDER, OTHER = person(works_as="officer"), person(officer=officer("rekan"))


def news(id_="h1", undo=None, seconds=0):
    at = NOW + timedelta(seconds=seconds)
    return HeldNews(id_, HOLDER.id, at, at + HOLD, undo or Undo(id_, "owner"), ())


@pytest.mark.parametrize(
    ("began", "now", "goes"),
    [
        ((), 10, 0),
        ((0,), 9, 0),
        ((0,), 10, 1),
        ((0, 8), 10, 0),  # the newer may still be joined by another
        ((0, 8), 18, 2),
        ((0, 20, 40, 58), LIMIT.seconds, 3),  # nobody waits for ever
    ],
)
def test_news_waits_for_what_follows_it_quickly(began, now, goes):
    waiting = [news(seconds=each) for each in began]
    assert len(ripe(waiting, NOW + timedelta(seconds=now))) == goes


def accepted(name, **more):
    about = ("SRG-0001", "Batik Contoh", "Petugas")
    return papers.PaperAccepted(*about, name, **more)


def test_what_is_alike_is_listed_and_what_is_not_stays_in_order():
    taken = handling.CaseTaken("SRG-0001", "Batik Contoh", "Petugas")
    assert folded([taken], "SRG-0001") is taken
    five = [accepted(name) for name in "abcd"] + [accepted("e", whole=True)]
    one = folded(five, "SRG-0001")
    assert one == accepted("e", whole=True, also=tuple("abcd"))
    both = folded([taken, accepted("a")], "SRG-0001")
    assert isinstance(both, Several)
    assert [subject for subject, _ in both.news] == ["taken", "paper_accepted"]


def question():
    about = ("n1", None, "owner", "owner", "petugas", "question", "Berapa biayanya?")
    note = Note(*about, (), NOW, answered=True, answered_by="petugas")
    return Question(note, (), "Ibu Contoh", (officer(), officer("rekan")))


def test_words_taken_back_are_gone_and_their_question_is_open_again():
    held = news(undo=Undo("h1", "owner", answered=("n1",)))
    decision = take_back(TakeBack("h1"), Doubted(NO_CASE, held, (question(),)), HOLDER)
    assert decision.changes == (
        changes.DropHeldNews("h1"),
        changes.TakeBackNote("h1", ("n1",)),
    )
    assert told(decision) == [("p-rekan", "asked_again")]
    *_, said = decision.reply
    assert isinstance(said, Say)
    assert [each.value for each in said.actions] == ["reply:n:n1"]


FILE = case_file()
MOVED = Undo(
    "h1",
    "owner",
    "1",
    "SRG-0001",
    acted=True,
    was=changes.CaseFields(stage="apply"),
    left=changes.CaseFields(stage="check"),
)


@pytest.mark.parametrize(
    ("seen", "who", "said"),
    [
        (Doubted(FILE, news()), HOLDER, ["desk.unsent"]),
        (Doubted(FILE, news(undo=MOVED)), HOLDER, "desk.unsend_moved"),
        (Doubted(NO_CASE), HOLDER, "desk.unsend_late"),
        (Doubted(FILE, news()), OTHER, "desk.unsend_not_yours"),
        (Doubted(FILE, news()), person("owner"), "desk.not_allowed"),
    ],
)
def test_who_can_take_back_what(seen, who, said):
    assert verdict(take_back, TakeBack("h1"), seen, who) == said


def test_a_case_that_went_to_a_colleague_is_its_holders_again():
    undo = structs.replace(
        MOVED,
        was=changes.CaseFields(holder_id="rekan"),
        left=changes.CaseFields(holder_id="petugas"),
    )
    file = case_file(staff=(officer(), officer("rekan")))
    decision = take_back(TakeBack("h1"), Doubted(file, news(undo=undo)), HOLDER)
    card, _ = decision.reply
    assert getattr(card, "holder", "") == "rekan"
    assert told(decision) == [("p-rekan", "card")]


@pytest.mark.parametrize(
    ("decide", "act", "left"),
    [
        (progress.move, progress.MoveStage("1", "onward", "apply"), {"stage": "check"}),
        (stage_reports.refuse, stage_reports.RefuseReport("1", "apply", "buram"), {}),
    ],
)
def test_what_was_reported_done_is_so_again_when_the_answer_is_taken_back(
    decide, act, left
):
    before = case_file(stage="apply", reported_at=NOW)
    held = news(undo=decide(act, before, HOLDER).undo)
    now = case_file(**{"stage": "apply", **left})
    decision = take_back(TakeBack("h1"), Doubted(now, held), HOLDER)
    back = changed(decision, changes.ChangeCase)
    assert back.reported
    assert getattr(decision.reply[0], "stage", "") == "apply"
