"""When news goes, what becomes one message, and who takes what back."""

from datetime import timedelta
from typing import Any

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
    Doubted,
    HeldNews,
    Several,
    TakeBack,
    due,
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
from tests.conversations.cases.files import papers as samples

HOLDER, OTHER = person(works_as="officer"), person(officer=officer("rekan"))


def news(id_="h1", undo=None, seconds=0, told=()):
    at, undo = NOW + timedelta(seconds=seconds), undo or Undo(id_, "owner")
    return HeldNews(id_, HOLDER.id, at, due(undo, at), undo, told)


ONE, MORE = Undo("h1", "owner"), Undo("h1", "owner", more=True)
WORDS: Any = (("owner", "replied", {}),)


@pytest.mark.parametrize(
    ("began", "now", "goes"),
    [
        ([], 10, 0),
        ([(0, ONE)], 9, 0),
        ([(0, ONE)], 10, 1),
        ([(0, ONE), (8, ONE)], 10, 0),  # the newer may still be joined by another
        ([(0, ONE), (8, ONE)], 18, 2),
        ([(n, ONE) for n in range(0, 299, 9)], 300, 33),  # nobody waits for ever
        ([(0, MORE), (40, MORE)], 290, 0),  # more papers lie undecided
        ([(0, MORE), (40, MORE), (80, ONE)], 89, 0),
        ([(0, MORE), (40, MORE), (80, ONE)], 90, 3),
        ([(0, MORE), (292, MORE)], 300, 1),
        ([(0, MORE), (20, ONE, WORDS)], 30, 2),
        ([(0, ONE, WORDS), (5, MORE)], 10, 1),  # what is urgent waits for no paper
    ],
)
def test_news_waits_for_what_follows_it(began, now, goes):
    waiting = [news("h", undo, at, *told) for at, undo, *told in began]
    assert len(ripe(waiting, NOW + timedelta(seconds=now))) == goes


def accepted(name, **more):
    about = ("SRG-0001", "Batik Contoh", "Petugas")
    return papers.PaperAccepted(*about, name, **more)


def back(name):
    return papers.PaperSentBack(
        "SRG-0001", "Batik Contoh", "Petugas", f"apply/{name}", name, "buram"
    )


def test_of_each_paper_the_last_verdict_is_told_as_all_papers_stand_by_now():
    first, second, third, _ = (each.name for each in samples())
    whole = samples("accepted", "accepted", "back", "accepted")
    changed_twice = [accepted(first), back(first), accepted(second), accepted(first)]
    # That the last of all is accepted was true until another was taken back.
    changed_twice[2] = structs.replace(changed_twice[2], whole=True)
    told = folded(changed_twice, "SRG-0001", whole)
    next_ = {"next": samples()[2].id, "next_name": third}
    assert told == accepted(second, also=(first,), **next_)
    mixed = folded([accepted(third), accepted(second), back(third)], "", whole)
    assert isinstance(mixed, papers.PapersJudged)
    assert (mixed.accepted, mixed.back) == ((second,), (back(third),))
    assert folded([accepted(third), back(third)], "", whole) == back(third)
    assert folded([back(first)], "", whole) is None, "it came again meanwhile"


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
    return Question(
        note, (), "Ibu Contoh", (officer(), officer("rekan")), office="dinas"
    )


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
