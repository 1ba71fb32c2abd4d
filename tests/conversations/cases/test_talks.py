"""Words in a talk: whom they reach, that they go at once, and how it is over."""

from datetime import timedelta

import pytest

from conversations.cases import changes
from conversations.cases.decision import Decision
from conversations.cases.messages import Writing
from conversations.cases.placeholders import filled, left_open, of_case, unknown
from conversations.cases.records import CannedReply, Note
from conversations.cases.replies import Question, Replying, addressee
from conversations.cases.talks import (
    REST,
    EndTalk,
    LeaveTalk,
    Speak,
    SpeakBack,
    end,
    leave,
    speak,
    speak_back,
)
from tests.conversations.cases.files import NOW, case, case_file, officer, person, told

HOLDER, OTHER, OWNER = person(works_as="officer"), officer("rekan"), person()
FILE = case_file(case(), staff=(officer(), OTHER))


def ends_at(decision: Decision):
    return next(
        each.run_at for each in decision.changes if isinstance(each, changes.QueueJob)
    )


def test_an_officers_words_go_at_once_and_are_kept_with_the_case():
    decision = speak(Speak("Halo", code="SRG-0001"), Replying(FILE), HOLDER)
    assert decision.undo is None
    assert told(decision) == [("owner", "spoken")]
    assert not decision.reply
    note = next(n for n in decision.changes if isinstance(n, changes.WriteNote))
    assert (note.kind, note.case_id, note.body) == ("reply", "1", "Halo")
    assert ends_at(decision) == NOW + REST == NOW + timedelta(hours=24)


def test_an_owners_words_reach_who_holds_the_case_by_then():
    by = OTHER
    decision = speak_back(SpeakBack("Ya", case="SRG-0001"), Writing(FILE, by=by), OWNER)
    assert told(decision) == [("p-rekan", "spoken_back")]
    assert not decision.reply
    assert ends_at(decision) == NOW + REST


def test_words_that_nobody_hears_are_kept_and_that_is_said():
    alone = Writing(case_file(case(holder_id=None), staff=()))
    decision = speak_back(SpeakBack("Ya", case="SRG-0001"), alone, OWNER)
    assert [each.key for each in decision.reply] == ["ask.nobody"]


def test_what_may_not_be_said_any_more_ends_the_talk():
    given = Replying(case_file(case(holder_id="rekan"), staff=(officer(), OTHER)))
    decision = speak(Speak("Halo", code="SRG-0001"), given, HOLDER)
    assert told(decision) == [(HOLDER.id, "talk_left")]
    assert [each.key for each in decision.reply] == [
        "desk.not_holder",
        "meanwhile.typed",
    ]
    assert not decision.changes


def test_whoever_ends_it_the_other_hears_and_nothing_waits_any_more():
    by_officer = end(EndTalk("SRG-0001"), Replying(FILE), HOLDER)
    by_owner = leave(LeaveTalk("SRG-0001"), Writing(FILE, by=OTHER), OWNER)
    assert told(by_officer) == [("owner", "talk_over")]
    assert told(by_owner) == [("p-rekan", "talk_left")]
    for each, waits in ((by_officer, False), (by_owner, True)):
        assert each.changes == (changes.CancelJob("talk:owner:SRG-0001", waits=waits),)
    late = leave(LeaveTalk("SRG-0001"), Writing(FILE, talking=False), OWNER)
    assert (told(late), late.changes) == ([], ())


@pytest.mark.parametrize(
    ("text", "wrong", "comes_to"),
    [
        ("Besok jam 9.", (), "Besok jam 9."),
        ("{nama}, {nomor} di tahap { tahap }.", (), "Ibu, SRG-0001 di tahap Uji."),
        ("{usaha} {gaji} {}", ("gaji", "{}"), ""),
        ("{NAMA}", (), "Ibu"),
        ("{{nama}}", ("{", "}"), "{Ibu}"),
        ("{na{nama}ma}", ("{", "}"), "{naIbuma}"),
        ("{nama", ("{",), "{nama"),
        ("{nama.__class__} {0} {nama!r}", ("nama.__class__", "0", "nama!r"), ""),
        ("{usaha}", (), ""),  # known, but not of this case
        ("*{nama}* %s $x <b>", (), "*Ibu* %s $x <b>"),
    ],
)
def test_only_what_is_known_is_filled_in(text, wrong, comes_to):
    values = {"nama": "Ibu", "nomor": "SRG-0001", "tahap": "Uji"}
    assert unknown(text) == wrong
    assert filled(text, values) == comes_to


def test_lasting_answers_are_picked_as_they_will_be_read():
    def lasting(name, answer):
        return CannedReply(name, "dinas", "p", name, answer, NOW, "", None, "")

    ready = (lasting("a", "{usaha} di {nomor}"), lasting("b", "Buka jam 8"))
    found = addressee({"code": "1"}, Replying(FILE, lasting=ready), HOLDER)
    assert found.ready == (("a", "Batik Contoh di SRG-0001"), ("b", "Buka jam 8"))
    about = ("n1", None, "x", "owner", None, "question", "Jam?")
    note = Note(*about, (), NOW, answered=False, answered_by="")
    seen = Replying(case_file(None), Question(note, office="dinas"), ready)
    assert addressee({"note": "n1"}, seen, HOLDER).ready == (("b", "Buka jam 8"),)
    assert left_open("{nama} {nama}") == ("nama",)
    assert of_case(case(), "Bu Petugas")["petugas"] == "Bu Petugas"
