"""Whose a case is: handed over, given back, noted about; and who hears of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.cases import changes
from conversations.cases.assignment import (
    CaseGiven,
    CaseHandedOver,
    CaseReleased,
    HandOverCase,
    ReleaseCase,
    Staffed,
    WriteInternalNote,
    colleagues,
    hand_over,
    left_behind,
    note,
    release,
)
from conversations.cases.handling import TakeCase, take
from conversations.cases.mentions import calls, mentioned
from tests.conversations.cases.files import (
    case,
    case_file,
    changed,
    heard,
    officer,
    person,
    told,
    verdict,
)

RINA, DEWI = officer(), officer("dewi")
OFF, HEAD = officer("cuti", on_duty=False), officer("kepala", "coordinator")
STAFF = (RINA, DEWI, OFF, HEAD, officer("pemeriksa", "auditor"))
HOLDER, OTHER = person(officer=RINA), person(officer=DEWI)


def file(**values):
    return case_file(case(**values), staff=STAFF)


def test_those_on_duty_with_the_fewest_cases_come_first_and_no_auditor():
    found = colleagues({}, Staffed(file(), {"dewi": 3, "kepala": 1}), HOLDER)
    assert [each.id for each in found.among] == ["kepala", "dewi", "cuti"]
    assert [each.count for each in found.among] == [1, 3, 0]
    assert found.business == "Batik Contoh"


def test_why_nobody_can_get_it_is_known_at_once():
    assert colleagues({}, Staffed(file()), OTHER).problem == "not_holder"
    alone = Staffed(case_file(case()))
    assert colleagues({}, alone, HOLDER).problem == "no_colleague"


SAME = (
    replace(officer("r1"), name="Bu Rina Contoh"),
    replace(officer("r2"), name="Rina Teladan"),
)


@pytest.mark.parametrize(
    ("text", "told", "nobody"),
    [
        ("tolong dicek", [], []),
        ("@dewi tolong cek", ["dewi"], []),
        ("@Dewi, @kepala: sudah?", ["dewi", "kepala"], []),
        ("@rina @RINA", ["r1", "r2"], []),
        ("@bu.rina saja", ["r1"], []),
        ("@budi dan @dewi", ["dewi"], ["@budi"]),
        ("surel dewi@dinas.id", [], []),
    ],
)
def test_whom_a_note_calls(text, told, nobody):
    staff = (officer("dewi"), officer("kepala"), *SAME)
    found, unknown = mentioned(text, staff)
    assert ([each.id for each in found], unknown) == (told, nobody)


def test_everybody_is_called_as_the_page_says_one_calls_them():
    staff = [officer("Bu Rina, S.Pd."), officer("Dewi")]
    assert calls(staff, staff[1]) == ("@Bu.Rina.S.Pd",)
    for each, called in zip(staff, calls(staff, None), strict=True):
        assert mentioned(f"{called} tolong cek", staff) == ([each], [])


@given(st.lists(st.sampled_from(("@dewi", "@contoh", "@ibu", "@batik", "tolong", "@"))))
def test_no_internal_note_ever_reaches_anybody_but_officers(words):
    decision = note(WriteInternalNote("1", " ".join(words)), file(), HOLDER)
    officers = {each.person_id for each in STAFF}
    assert {each.to for each in decision.tell} <= officers - {HOLDER.id}
    assert not any(each.notice.of_a_case for each in decision.tell)


def test_receiver_and_owner_hear_who_has_it_now():
    decision = hand_over(HandOverCase("1", "dewi"), file(), HOLDER)
    new = changed(decision, changes.ChangeCase)
    assert (new.holder_id, new.state) == ("dewi", None)
    assert heard(decision, CaseHandedOver).officer == "dewi"
    assert told(decision)[0] == ("owner", "handed_over")
    assert told(decision)[-1] == ("p-dewi", "given")
    assert heard(decision, CaseGiven).by == "petugas"


def test_who_takes_over_themselves_is_not_told_of_it():
    decision = hand_over(HandOverCase("1", "kepala"), file(), person(officer=HEAD))
    assert "given" not in [subject for _, subject in told(decision)]


@pytest.mark.parametrize(
    ("one", "to", "who", "said"),
    [
        (case(), "nobody", HOLDER, "desk.unknown_officer"),
        (case(), "pemeriksa", HOLDER, "desk.unknown_officer"),
        (case(), "petugas", HOLDER, "desk.already_yours"),
        (case(), "dewi", OTHER, "desk.not_holder"),
        (case("submitted"), "dewi", HOLDER, "desk.unheld"),
        (case(holder_id=None), "dewi", OTHER, "desk.unheld"),
        (case("sent_back"), "cuti", HOLDER, ["card", "desk.handed_over"]),
        (case(), "dewi", person(officer=HEAD), ["card", "desk.handed_over"]),
    ],
)
def test_who_can_get_which_case(one, to, who, said):
    seen = case_file(one, staff=STAFF)
    assert verdict(hand_over, HandOverCase("1", to), seen, who) == said


@pytest.mark.parametrize(
    ("state", "after"),
    [("taken", "submitted"), ("sent_back", "sent_back"), ("accepted", "accepted")],
)
def test_what_is_given_back_is_nobodys_and_keeps_its_place(state, after):
    decision = release(ReleaseCase("1"), file(state=state), HOLDER)
    new = changed(decision, changes.ChangeCase)
    assert (new.state, new.holder_id) == (after, "")
    assert told(decision)[0] == ("owner", "released")
    waits = [to for to, subject in told(decision) if subject == "waits_again"]
    assert waits == ["p-dewi", "p-kepala"]


@pytest.mark.parametrize("state", ["sent_back", "accepted"])
def test_what_nobody_holds_is_taken_where_it_stands(state):
    seen = file(state=state, holder_id=None)
    decision = take(TakeCase("1"), seen, OTHER)
    new = changed(decision, changes.ChangeCase)
    assert (new.state, new.holder_id) == (state, "dewi")
    assert verdict(take, TakeCase("1"), file(state=state), OTHER) == (
        "desk.already_taken"
    )


def test_a_case_whose_holder_left_goes_back_and_its_owner_is_told():
    decision = left_behind(file(), case(), person(officer=HEAD))
    assert changed(decision, changes.ChangeCase).holder_id == ""
    assert told(decision)[0] == ("owner", "released")
    assert heard(decision, CaseReleased).officer == "petugas"


def test_a_note_is_for_officers_alone():
    decision = note(WriteInternalNote("1", "sudah ditelepon"), file(), OTHER)
    (written,) = decision.changes
    assert isinstance(written, changes.WriteNote)
    assert written.kind == "internal"
    assert decision.tell == ()


@pytest.mark.parametrize(
    ("one", "who", "said"),
    [
        (case("closed"), HOLDER, "desk.not_possible"),
        (case(), person("owner"), "desk.not_allowed"),
        (
            case(),
            person(officer=officer("fern", office_id="lain")),
            "desk.other_office",
        ),
    ],
)
def test_who_cannot_write_a_note(one, who, said):
    assert verdict(note, WriteInternalNote("1", "x"), case_file(one), who) == said


@pytest.mark.parametrize(
    ("holder", "hears"),
    [
        (RINA, ["petugas"]),
        (officer(on_duty=False), ["petugas", "dewi", "kepala"]),
        (None, ["dewi", "kepala"]),
    ],
)
def test_who_is_off_duty_is_not_the_only_one_who_hears(holder, hears):
    staff = (*((holder,) if holder else ()), DEWI, OFF, HEAD)
    seen = case_file(case(), staff=staff)
    assert [each.id for each in seen.holders] == hears
