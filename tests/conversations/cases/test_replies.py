"""Whom a reply goes to, and what it answers."""

import pytest
from msgspec import structs

from conversations.cases import changes
from conversations.cases.records import Business, Note
from conversations.cases.replies import (
    Question,
    Replied,
    Replying,
    ReplyToOwner,
    addressee,
    reply,
)
from conversations.engine.effects import Say
from tests.conversations.cases.files import (
    NO_CASE,
    NOW,
    case,
    case_file,
    heard,
    officer,
    person,
    told,
)

HOLDER, OTHER = person(works_as="officer"), person(officer=officer("rekan"))
BUSINESS = Business(
    "b1", "owner", "dinas", "business", "Batik Lain", "", "", "", "", {}
)


def note(id_="n1", kind="question", body="Berapa biayanya?", *, answered=False):
    author = "owner" if kind == "question" else "officer"
    about = (id_, None, "owner", author, "petugas", kind, body)
    return Note(*about, (), NOW, answered, "petugas" if answered else "")


def question(**values):
    staff = (officer(), officer("rekan"))
    return Question(note(), (BUSINESS,), "Ibu Contoh", staff, office="dinas", **values)


def filed(*notes):
    return Replying(structs.replace(case_file(), notes=notes))


def test_case_owner_and_question_are_named_before_a_word_is_typed():
    seen = filed(note("n0", answered=True), note(), note("n2", body="Kapan datang?"))
    found = addressee({"code": "1"}, seen, HOLDER)
    named = (found.code, found.business, found.owner)
    assert named == ("SRG-0001", "Batik Contoh", "Contoh")
    assert isinstance(found.question, Say)
    told = [line.shown for line in found.question.values["lines"]]
    assert told == [("Berapa biayanya?",), ("Kapan datang?",)]
    assert found.questions == ("n1", "n2")


@pytest.mark.parametrize(
    ("of", "named"),
    [(None, ("", "Batik Lain")), (case(), ("SRG-0001", "Batik Contoh"))],
)
def test_a_question_is_answered_to_whoever_asked_it(of, named):
    found = addressee({"note": "n1"}, Replying(NO_CASE, question(case=of)), HOLDER)
    assert (found.code, found.business) == named
    assert found.owner == "Ibu Contoh"


@pytest.mark.parametrize(
    ("seen", "asked", "who", "problem"),
    [
        (filed(), {"code": "1"}, OTHER, "not_holder"),
        (Replying(NO_CASE), {"code": "99"}, HOLDER, "unknown_case"),
        (Replying(NO_CASE), {"note": "gone"}, HOLDER, "unknown_note"),
    ],
)
def test_why_nobody_can_be_written_to_is_said_at_once(seen, asked, who, problem):
    assert addressee(asked, seen, who).problem == problem


TWO = filed(note(), note("n0", answered=True), note("n2"), note("n3", "reply"))
ONE = filed(note(), note("n0", answered=True))


@pytest.mark.parametrize(
    ("open_", "seen", "answered"),
    [
        (TWO, ("n1", "n2"), ("n1", "n2")),
        (TWO, ("n1",), ("n1",)),  # the other came while this was written
        (TWO, ("n0", "n1"), ("n1",)),  # one was answered meanwhile
        (ONE, (), ()),
        (ONE, None, ("n1",)),  # typed in one line: the only one is meant,
        (TWO, None, ()),  # and of two neither is taken for answered
    ],
)
def test_a_reply_about_a_case_answers_what_whoever_wrote_it_had_seen(
    open_, seen, answered
):
    decision = reply(ReplyToOwner("Gratis.", code="1", seen=seen), open_, HOLDER)
    words = heard(decision, Replied)
    assert (words.note, words.code) == ("fresh", "SRG-0001")
    assert decision.undo
    assert decision.undo.answered == answered
    settled = [c.note_id for c in decision.changes if isinstance(c, changes.AnswerNote)]
    assert settled == list(answered)


def test_the_cards_of_what_a_case_s_reply_answers_say_so_on_every_phone():
    file = structs.replace(
        case_file(staff=(officer(), officer("rekan"))), notes=(note(),)
    )
    decision = reply(ReplyToOwner("Gratis.", code="1"), Replying(file), HOLDER)
    assert told(decision) == [("p-rekan", "settled"), ("owner", "replied")]
    assert getattr(decision.reply[0], "subject", "") == "settled"
