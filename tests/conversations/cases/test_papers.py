"""Papers on their way, decided without a database."""

import pytest

from conversations.cases import changes
from conversations.cases.case_file import CaseFile, papers_of
from conversations.cases.papers import (
    GivePaper,
    JudgePaper,
    PaperAccepted,
    PaperSent,
    PaperSentBack,
    ShowPapers,
    Wanted,
    give,
    judge,
    show,
    wanted,
)
from conversations.cases.records import Document, Note
from tests.conversations.cases.files import (
    NO_CASE,
    NOW,
    case,
    case_file,
    officer,
    papers,
    person,
    verdict,
)

IDS = [paper.id for paper in papers()]
FIRST, SECOND, *_, LAST = IDS
OWNER, HOLDER = person("owner"), person(works_as="officer")
ALL_SENT = ("sent",) * len(IDS)
BUT_LAST = (*("accepted",) * (len(IDS) - 1), "sent")


@pytest.mark.parametrize(
    ("seen", "paper", "more", "said"),
    [
        (case_file(), FIRST, True, ["paper.taken"]),
        (case_file(), FIRST, False, ["paper.taken_left"]),
        (case_file(standings=BUT_LAST), LAST, False, ["paper.taken_all"]),
        (case_file(standings=("back",)), FIRST, False, ["paper.taken_left"]),
        (case_file(standings=("accepted",)), FIRST, False, "paper.problem.enough"),
        (case_file(), "check/of-another-stage", False, "paper.problem.late"),
        (case_file(state="closed"), FIRST, False, "paper.problem.late"),
        (case_file(person_id="stranger"), FIRST, False, "paper.problem.unknown"),
        (NO_CASE, FIRST, False, "paper.problem.unknown"),
    ],
)
def test_a_paper_is_given(seen, paper, more, said):
    act = GivePaper("SRG-0001", paper, ("f",), more=more)
    assert verdict(give, act, seen, OWNER) == said


def test_a_given_paper_stands_alone_and_its_officer_hears():
    seen = case_file(standings=("back",), staff=[officer(), officer("rekan")])
    decision = give(GivePaper("SRG-0001", FIRST, ("new",)), seen, OWNER)
    assert decision.changes == (
        changes.ReplaceDocuments("1", FIRST),
        changes.AttachDocuments(("new",), "1", "owner", FIRST),
    )
    assert [line.act for line in decision.log] == ["case.paper_sent"]
    (told,) = decision.tell
    assert told.to == "p-petugas"
    assert isinstance(told.notice, PaperSent)


@pytest.mark.parametrize(
    ("staff", "told"),
    [
        ([officer("rekan"), officer("cuti", on_duty=False)], ["p-rekan"]),
        ([officer("cuti", on_duty=False)], ["p-cuti"]),
        ([officer("auditor", role="auditor")], []),
    ],
)
def test_when_the_holder_left_those_on_duty_hear(staff, told):
    decision = give(GivePaper("", FIRST, ("f",)), case_file(staff=staff), OWNER)
    assert [tell.to for tell in decision.tell] == told


@pytest.mark.parametrize(
    ("seen", "who", "paper", "said"),
    [
        (case_file(), HOLDER, "", ["papers_shown"]),
        (case_file(standings=ALL_SENT), HOLDER, FIRST, ["paper_shown"]),
        (case_file(), HOLDER, FIRST, "desk.paper_gone"),
        (case_file(), HOLDER, "apply/nothing", "desk.paper_gone"),
        (case_file(holder_id="rekan"), HOLDER, "", "desk.not_holder"),
        (case_file(holder_id="rekan"), person(works_as="admin"), "", ["papers_shown"]),
        (case_file(), person(works_as="auditor"), "", "desk.not_allowed"),
        (case_file(state="taken"), HOLDER, "", "desk.not_possible"),
        (case_file(office_id="lain"), HOLDER, "", "desk.other_office"),
        (NO_CASE, HOLDER, "", "desk.unknown_case"),
        (case_file(), OWNER, "", "desk.not_allowed"),
    ],
)
def test_papers_are_shown_to_whom_they_concern(seen, who, paper, said):
    assert verdict(show, ShowPapers("1", paper), seen, who) == said


@pytest.mark.parametrize(
    ("standings", "paper", "reason", "said"),
    [
        (ALL_SENT, FIRST, "", ["desk.judged.accepted", "papers_shown"]),
        (ALL_SENT, FIRST, "kabur", ["desk.judged.sent_back", "papers_shown"]),
        (BUT_LAST, LAST, "", ["desk.judged.accepted", "papers_whole"]),
        (("accepted",), FIRST, "kabur", ["desk.judged.sent_back", "papers_shown"]),
        (("accepted",), FIRST, "", "desk.paper_decided"),
        (("back",), FIRST, "kabur", "desk.paper_decided"),
        ((), FIRST, "", "desk.paper_gone"),
    ],
)
def test_a_paper_is_judged(standings, paper, reason, said):
    act, seen = JudgePaper("1", paper, reason), case_file(standings=standings)
    assert verdict(judge, act, seen, HOLDER) == said


def test_an_accepted_paper_names_the_next_that_is_wanted():
    decision = judge(JudgePaper("1", FIRST), case_file(standings=("sent",)), HOLDER)
    assert decision.changes == (changes.DecideDocuments(("f0",), "accepted"),)
    (told,) = decision.tell
    assert isinstance(told.notice, PaperAccepted)
    assert (told.to, told.notice.next, told.notice.whole) == ("owner", SECOND, False)
    last = judge(JudgePaper("1", LAST), case_file(standings=BUT_LAST), HOLDER)
    news = last.tell[0].notice
    assert isinstance(news, PaperAccepted)
    assert news.whole


def test_a_paper_sent_back_keeps_why():
    act, seen = JudgePaper("1", FIRST, "kabur"), case_file(standings=("sent",))
    decision = judge(act, seen, HOLDER)
    verdict_, note = decision.changes
    assert verdict_ == changes.DecideDocuments(("f0",), "sent_back")
    assert isinstance(note, changes.WriteNote)
    assert (note.kind, note.body, note.files) == ("reason", "kabur", ("f0",))
    assert isinstance(decision.tell[0].notice, PaperSentBack)


@pytest.mark.parametrize(
    ("seen", "asked", "problem", "following"),
    [
        (NO_CASE, {}, "unknown", ""),
        (case_file(state="taken"), {}, "late", ""),
        (case_file(), {"paper": "check/of-another-stage"}, "late", ""),
        (case_file(standings=("accepted",)), {"paper": FIRST}, "enough", ""),
        (case_file(), {}, "", ""),
        (case_file(), {"paper": FIRST}, "", SECOND),
        (case_file(), {"paper": LAST}, "", ""),
    ],
)
def test_what_a_case_waits_for(seen, asked, problem, following):
    found = wanted(asked, seen, OWNER)
    assert (found.problem, found.next) == (problem, following)
    assert bool(found.wanted) == (not problem)
    assert isinstance(found, Wanted)


@pytest.mark.parametrize(
    ("states", "standing", "reason"),
    [
        ([], "missing", ""),
        (["kept"], "sent", ""),
        (["sent_back"], "back", "kabur"),
        (["accepted"], "accepted", ""),
        (["orphan"], "missing", ""),
    ],
)
def test_how_a_paper_stands(states, standing, reason):
    sent = [
        Document(f"f{n}", "", "", "", purpose=FIRST, state=state)
        for n, state in enumerate(states)
    ]
    said = [
        Note("n", "1", "owner", "officer", None, kind, "kabur", ("f0",), NOW, False, "")
        for kind in ("reply", "reason")
    ]
    first, *others = papers_of(case(), sent, said, {})
    assert (first.standing, first.reason) == (standing, reason)
    assert {each.standing for each in others} == {"missing"}


def test_a_case_off_every_road_wants_no_papers():
    assert papers_of(case(road=""), (), (), {}) == ()
    assert papers_of(case("taken"), (), (), {}) == ()
    assert CaseFile("x").holders == []
