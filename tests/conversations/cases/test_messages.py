"""What owner and officer write to each other, decided without a database."""

import pytest

from conversations.cases import changes
from conversations.cases.case_file import CaseFile
from conversations.cases.messages import (
    Answered,
    AnswerOfficer,
    Asked,
    AskOfficers,
    Writing,
    answer,
    ask,
    meant,
)
from conversations.cases.records import Business, Note
from conversations.cases.replies import (
    Question,
    Replied,
    Replying,
    ReplyToOwner,
    Settled,
    addressee,
    reply,
)
from conversations.cases.voices import (
    HandOver,
    PutAway,
    Spoke,
    TypeFor,
    hand_over,
    put_away,
    type_for,
)
from conversations.engine.effects import Option, Say
from tests.conversations.cases.files import (
    NO_CASE,
    NOW,
    case,
    case_file,
    officer,
    person,
    verdict,
)

OWNER, HOLDER = person("owner", name="Contoh"), person(works_as="officer")
ABOUT = Writing(case_file())
LOOSE = Writing(CaseFile("", officers=(officer(),)), business="Batik Contoh")
ALONE = Writing(CaseFile(""))


def note(kind="question", author="owner", body="apa?", by=""):
    return Note(
        "n1", None, "owner", author, "petugas", kind, body, ("v1",), NOW, bool(by), by
    )


def question(office="dinas", **values):
    one = Business("b1", "owner", office, "business", "", "", "", "", "", {})
    about = {"note": note(), "businesses": (one,), "name": "Contoh", **values}
    about |= {"officers": (officer(), officer("rekan")), "office": office}
    return Question(**about)


@pytest.mark.parametrize(
    ("seen", "about", "said", "told"),
    [
        (ABOUT, "", ["ask.sent"], ["p-petugas"]),
        (LOOSE, "must", ["ask.sent.must"], ["p-petugas"]),
        (ALONE, "", ["ask.nobody"], []),
    ],
)
def test_a_question_reaches_whoever_answers_for_it(seen, about, said, told):
    act = AskOfficers("apa?", ("f",), about=about)
    assert verdict(ask, act, seen, OWNER) == said
    decision = ask(act, seen, OWNER)
    assert [each.to for each in decision.tell] == told
    attached = [c for c in decision.changes if isinstance(c, changes.AttachDocuments)]
    assert len(attached) == (seen is ABOUT), "files go with the case they are about"


def test_a_question_says_whose_it_is_and_through_whom():
    through = person("owner", name="Contoh", helper="Penolong")
    (told,) = ask(AskOfficers("apa?"), LOOSE, through).tell
    news = told.notice
    assert isinstance(news, Asked)
    assert (news.owner, news.helper, news.business) == (
        "Contoh", "Penolong", "Batik Contoh"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "said", "to", "code"),
    [
        (
            Writing(case_file(), by=officer()),
            ["answer.sent"],
            ["p-petugas"],
            "SRG-0001",
        ),
        (
            Writing(LOOSE.file, note(), officer("rekan")),
            ["answer.sent"],
            ["p-rekan"],
            "",
        ),
        (Writing(LOOSE.file, note()), ["answer.sent_desk"], ["p-petugas"], ""),
        (Writing(CaseFile(""), note()), ["ask.nobody"], [], ""),
        (LOOSE, "owner.unknown", None, ""),
    ],
)
def test_an_answer_goes_back_to_who_wrote(seen, said, to, code):
    act = AnswerOfficer("begini")
    assert verdict(answer, act, seen, OWNER) == said
    if to is not None:
        tells = answer(act, seen, OWNER).tell
        assert [each.to for each in tells] == to
        for each in tells:
            assert isinstance(each.notice, Answered)
            assert each.notice.code == code


@pytest.mark.parametrize(
    ("code", "seen", "who", "said"),
    [
        ("1", Replying(case_file()), HOLDER, ["desk.sent"]),
        ("1", Replying(NO_CASE), HOLDER, "desk.unknown_case"),
        ("1", Replying(case_file(state="closed")), HOLDER, "desk.not_possible"),
        ("", Replying(NO_CASE, question()), HOLDER, ["settled", "desk.sent"]),
        ("", Replying(NO_CASE, question("lain")), HOLDER, "desk.unknown_note"),
        ("", Replying(NO_CASE), HOLDER, "desk.unknown_note"),
        ("", Replying(NO_CASE, question(note=note(by="rekan"))), HOLDER, ["desk.sent"]),
        ("", Replying(NO_CASE, question()), OWNER, "desk.not_allowed"),
    ],
)
def test_an_officer_replies(code, seen, who, said):
    assert verdict(reply, ReplyToOwner("begini", code=code), seen, who) == said


def test_a_question_without_a_business_is_for_the_office_it_came_to():
    seen = Replying(NO_CASE, question(businesses=()))
    decision = reply(ReplyToOwner("begini", note="n1"), seen, HOLDER)
    settled, told = decision.tell
    assert (settled.to, told.to) == ("p-rekan", "owner")
    assert isinstance(settled.notice, Settled)
    assert isinstance(told.notice, Replied)
    assert told.notice.note == "fresh"
    assert changes.AnswerNote("n1", "petugas") in decision.changes


@pytest.mark.parametrize(
    ("of", "text", "buttons"),
    [
        (note(), "begini", ["lasting:n1", "reply:n:n1"]),
        (note("answer"), "begini", ["reply:n:n1"]),
        (note(body=""), "begini", ["reply:n:n1"]),
        (note(), "", ["reply:n:n1"]),
    ],
)
def test_only_words_that_answer_words_can_be_kept_for_all(of, text, buttons):
    seen = Replying(NO_CASE, question(note=of))
    *_, said = reply(ReplyToOwner(text, ("f",)), seen, HOLDER).reply
    assert isinstance(said, Say)
    assert [option.value for option in said.actions] == buttons


@pytest.mark.parametrize(
    ("by", "name"),
    [
        (None, ""),
        (officer(), ""),
        (officer("rekan"), "rekan"),
        (officer("x", office_id="l"), ""),
    ],
)
def test_who_answered_before(by, name):
    seen = Replying(NO_CASE, question(by=by))
    assert addressee({"note": "n1"}, seen, HOLDER).by == name


@pytest.mark.parametrize(
    ("seen", "again", "said"),
    [
        (ABOUT, False, ["voice.handed"]),
        (ALONE, False, ["voice.kept"]),
        (ABOUT, True, []),
    ],
)
def test_a_voice_is_handed_over(seen, again, said):
    act = HandOver(("v",), asked=Option("product", key="x"), again=again)
    assert verdict(hand_over, act, seen, OWNER) == said
    for each in hand_over(act, seen, OWNER).tell:
        assert isinstance(each.notice, Spoke)
        assert each.notice.asked == act.asked


@pytest.mark.parametrize(
    ("seen", "quietly", "said"),
    [
        (ABOUT, False, ["purpose.kept_case"]),
        (LOOSE, False, ["purpose.kept"]),
        (ABOUT, True, []),
    ],
)
def test_files_without_a_purpose_are_put_away(seen, quietly, said):
    act = PutAway(("f",), quietly=quietly)
    assert verdict(put_away, act, seen, OWNER) == said
    assert len(put_away(act, seen, OWNER).changes) == (seen is ABOUT)


@pytest.mark.parametrize(
    ("seen", "who", "said"),
    [
        (question(), HOLDER, ["desk.typed"]),
        (question(note=note(author="officer")), HOLDER, "desk.unknown_note"),
        (question(), OWNER, "desk.not_allowed"),
    ],
)
def test_what_an_officer_heard_goes_back_to_who_spoke(seen, who, said):
    assert verdict(type_for, TypeFor("n1", "begini"), seen, who) == said


def test_a_case_with_nobody_left_is_answered_by_those_on_duty():
    file = CaseFile("SRG-0001", case(holder_id="gone"), officers=(officer(),))
    assert [each.to for each in ask(AskOfficers("x"), Writing(file), OWNER).tell] == [
        "p-petugas"
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Kapan selesai?", "SRG-0002"),
        ("Yang SRG-0001 kapan?", "SRG-0001"),
        ("yang srg 0001 kapan", "SRG-0001"),
        ("bina umk saya bagaimana?", "SRG-0001"),
        ("Batikmark kapan?", "SRG-0002"),
        ("SRG-0009?", "SRG-0002"),
    ],
)
def test_of_several_applications_the_one_that_is_named_is_asked_about(said, code):
    newest = case(code="SRG-0002", road="batikmark")
    found = meant(said, [newest, case(road="bina_umk")])
    assert found
    assert found.code == code
    assert meant(said, []) is None
