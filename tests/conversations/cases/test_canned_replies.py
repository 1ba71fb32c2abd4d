"""Answers for everybody who asks the same, decided without a database."""

import pytest

from conversations.cases import changes
from conversations.cases.canned_replies import (
    AnsweredBefore,
    KeepAnswer,
    MendAnswer,
    OfferAnswer,
    Offered,
    ReplyFile,
    ReplyLaidBefore,
    ReplyList,
    ReplyShown,
    ShowAnswer,
    ShowAnswers,
    WithdrawAnswer,
    find,
    keep,
    mend,
    offer,
    show,
    show_all,
    withdraw,
)
from conversations.cases.records import CannedReply, Note
from conversations.cases.replies import Question
from conversations.catalogue.similar import keys
from tests.conversations.cases.files import NOW, officer, person, verdict

OWNER, OFFICER = person(), person(works_as="officer")
AUDITOR = person(works_as="auditor")
ASKED = "harga malam per kilo berapa?"
KEYS = keys(ASKED)


def reply(name="a1", **values):
    about = {
        "office_id": "dinas",
        "officer_id": "petugas",
        "question": ASKED,
        "answer": "Tanya di koperasi batik.",
        "created_at": NOW,
        "origin": "",
        "ended_at": None,
        "ended_by": "",
        **values,
    }
    return CannedReply(name, **about)


def note(name, kind="reply", body="Tanya di koperasi.", by="petugas"):
    author = "owner" if kind == "question" else "officer"
    return Note(name, None, "owner", author, by, kind, body, (), NOW, True, "")


def seen(*, before=None, latest=None, **values):
    names = {"petugas": "Petugas", "rekan": "Rekan"}
    return ReplyFile(reply(**values), before, latest, names)


ENDED = {"ended_at": NOW, "ended_by": "rekan"}
NOT_THEIRS = [
    (seen(), OWNER, "desk.not_allowed"),
    (ReplyFile(), OFFICER, "desk.unknown_answer"),
    (seen(office_id="lain"), OFFICER, "desk.unknown_answer"),
    (seen(**ENDED), OFFICER, "desk.answer_withdrawn"),
    (seen(latest=reply(), **ENDED), OFFICER, "desk.answer_withdrawn"),
    (seen(latest=reply("a2"), **ENDED), OFFICER, "desk.answer_mended"),
]


@pytest.mark.parametrize(
    ("asked", "said", "laid"),
    [
        (ASKED, [note("n2"), note("n3", body="Rp 40 ribu.")], "Rp 40 ribu."),
        (ASKED, [note("n2"), note("n3", "internal"), note("n4", by="rekan")], ""),
        (ASKED, [note("n0"), note("n2", body="")], None),
        ("", [note("n2")], None),
    ],
)
def test_the_newest_reply_of_this_officer_is_laid_before_them(asked, said, laid):
    found = Offered(
        Question(note("n1", "question", asked), office="dinas"), tuple(said)
    )
    act = OfferAnswer("n1")
    if laid is None:
        assert verdict(offer, act, found, OFFICER) == "desk.unknown_note"
        return
    (told,) = offer(act, found, OFFICER).tell
    assert told.to == OFFICER.id
    assert told.notice == ReplyLaidBefore(ASKED, laid or "Tanya di koperasi.")


def test_an_answer_is_kept():
    act = KeepAnswer(ASKED, "Ya.")
    decision = keep(act, ReplyFile(), OFFICER)
    kept = changes.KeepReply("fresh", "dinas", "petugas", ASKED, "Ya.", keys=KEYS)
    assert decision.changes == (kept,)
    assert [line.act for line in decision.log] == ["note.kept"]
    assert verdict(keep, act, ReplyFile(), OWNER) == "desk.not_allowed"


@pytest.mark.parametrize(("origin", "first"), [("", "a1"), ("a0", "a0")])
def test_a_correction_ends_what_it_mends_and_shows_both(origin, first):
    act = KeepAnswer(ASKED, "Ya.", "a1")
    decision = keep(act, seen(origin=origin), OFFICER)
    assert decision.changes == (
        changes.EndReply("a1", "petugas"),
        changes.KeepReply("fresh", "dinas", "petugas", ASKED, "Ya.", first, KEYS),
    )
    shown = decision.reply[0]
    assert isinstance(shown, ReplyShown)
    assert (shown.id, shown.first, shown.answer) == ("fresh", first, "Ya.")
    assert shown.before == "Tanya di koperasi batik."
    assert shown.open
    assert shown.edits


@pytest.mark.parametrize(("found", "who", "said"), NOT_THEIRS)
def test_what_does_not_stand_is_neither_mended_nor_withdrawn(found, who, said):
    assert verdict(keep, KeepAnswer(ASKED, "Ya.", "a1"), found, who) == said
    assert verdict(withdraw, WithdrawAnswer("a1"), found, who) == said
    assert verdict(mend, MendAnswer("a1"), found, who) == said
    assert verdict(show, ShowAnswer("a1"), found, who) == said


def test_a_withdrawn_answer_is_shown_as_such():
    decision = withdraw(WithdrawAnswer("a1"), seen(officer_id="rekan"), OFFICER)
    assert decision.changes == (changes.EndReply("a1", "petugas"),)
    shown = decision.reply[0]
    assert isinstance(shown, ReplyShown)
    assert (shown.withdrawn, shown.open, shown.officer) == (True, False, "petugas")


@pytest.mark.parametrize(
    ("who", "before", "opens", "was"),
    [
        (OFFICER, None, True, ""),
        (OFFICER, reply("a0", answer="Dulu."), True, "Dulu."),
        (AUDITOR, None, False, ""),
    ],
)
def test_an_answer_is_shown_to_whoever_may_look(who, before, opens, was):
    (shown,) = show(ShowAnswer("a1"), seen(before=before), who).reply
    assert isinstance(shown, ReplyShown)
    assert (shown.open, shown.before, shown.officer) == (opens, was, "Petugas")


def test_a_better_answer_is_asked_for():
    (told,) = mend(MendAnswer("a1"), seen(), OFFICER).tell
    assert told.notice == ReplyLaidBefore(ASKED, mends="a1")


def test_the_list_has_a_line_and_a_button_for_each():
    long = reply("a2", question="q" * 80, officer_id="gone")
    found = ReplyList((reply(), long), {"petugas": "Petugas"}, 12, 0, 2)
    (said,) = show_all(ShowAnswers(), found, AUDITOR).reply
    assert not isinstance(said, ReplyShown)
    assert [each.value for each in said.actions] == ["kept:a1", "kept:a2", "answers:1"]
    assert said.actions[1].label.endswith("q…")
    assert verdict(show_all, ShowAnswers(), ReplyList(), OFFICER) == "desk.answers_none"
    assert verdict(show_all, ShowAnswers(), found, OWNER) == "desk.not_allowed"


def test_who_asks_the_same_is_given_the_answer():
    found = ReplyList((reply(),), {"petugas": officer().name})
    same = find({"text": "per kilo, harga malam itu berapa ya?"}, found, OWNER)
    assert (same.answer, same.officer) == ("Tanya di koperasi batik.", "petugas")
    assert same.question == ""
    perhaps = find({"text": "harga malam grosir?"}, found, OWNER)
    assert (perhaps.question, perhaps.answer) == (ASKED, "Tanya di koperasi batik.")
    assert find({"text": "jam buka?"}, found, OWNER) == AnsweredBefore()
