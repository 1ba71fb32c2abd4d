"""Mandates, decided without a database."""

import pytest

from conversations.cases import changes
from conversations.cases.codes import TRIES, Tried
from conversations.cases.delegation import (
    AskMandate,
    EndMandate,
    MandateRefused,
    Mandates,
    RecordMandate,
    RefuseMandate,
    ShowMandateCode,
    Stated,
    TakeMandate,
    Taken,
    ask,
    end,
    known,
    record,
    refuse,
    show_code,
    take,
)
from conversations.cases.records import Statement
from tests.conversations.cases.files import mandate, officer, person, told, verdict

HELPER, OWNER = person("helper", name="Penolong Contoh"), person("owner")
DESK, AUDITOR = person(works_as="officer"), person(works_as="auditor")
TAKE, ASK = TakeMandate("7K3M-Q2XA"), AskMandate("Nini Contoh", "Batik Contoh", ("f1",))
RECORD, REFUSE = RecordMandate("m1"), RefuseMandate("m1", "belum ditandatangani")
END = EndMandate("m1")
TRIED = changes.NoteTry("helper")


def stated(office="dinas"):
    details = {"owner_name": "Nini Contoh", "business_name": "Batik Contoh"}
    found = Statement("m1", office, "statement", "helper", ("f1",), details)
    return Stated(found, "nini", "1")


def logged(decision):
    return [
        (one.act, one.person, one.officer, one.detail["mandate"])
        for one in decision.log
    ]


def test_an_owner_is_given_a_code_to_show():
    decision = show_code(ShowMandateCode(), "7K3M-Q2XA", OWNER)
    assert decision.changes == (changes.KeepCode("owner", "mandate", "7K3M-Q2XA"),)
    assert decision.reply[0].values == {"code": "7K3M-Q2XA"}


def test_no_officer_gives_or_takes_a_mandate():
    said = "mandate.no_officer"
    assert verdict(show_code, ShowMandateCode(), "7K3M-Q2XA", DESK) == said
    assert verdict(take, TAKE, Taken(Tried("owner")), DESK) == said
    assert verdict(ask, ASK, (officer(),), DESK) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Tried(problem="unknown"), "mandate.spent.unknown"),
        (Tried(problem="used"), "mandate.spent.used"),
        (Tried(problem="expired"), "mandate.spent.expired"),
        (Tried("owner", before=TRIES), "mandate.spent.too_many"),
        (Tried("helper"), "mandate.own"),
        (Tried("owner", at_desk=True), "mandate.no_officer"),
    ],
)
def test_a_code_that_gives_no_mandate_was_tried_and_is_not_spent(found, said):
    decision = take(TAKE, Taken(found), HELPER)
    assert [each.key for each in decision.reply] == [said]
    assert decision.changes == (TRIED,)
    assert (decision.tell, decision.log, decision.act_for) == ((), (), "")


@pytest.mark.parametrize(
    ("whose", "id_", "added"),
    [
        ("other", "fresh", (changes.AddMandate("dinas", "helper", "owner", "fresh"),)),
        ("owner", "m1", ()),
    ],
)
def test_the_code_of_an_owner_gives_one_mandate_and_no_second(whose, id_, added):
    held = (mandate(owner_id=whose),)
    decision = take(TAKE, Taken(Tried("owner", before=TRIES - 1), held), HELPER)
    spent = changes.SpendCode("7K3M-Q2XA", "mandate")
    assert decision.changes == (TRIED, spent, *added)
    assert told(decision) == [("owner", "mandate_given")]
    assert logged(decision) == [("mandate.granted", "owner", None, id_)]
    assert decision.act_for == id_


def test_a_statement_goes_to_those_on_duty():
    staff = (officer(), officer("rekan", on_duty=False))
    decision = ask(ASK, staff, HELPER)
    details = {"owner_name": "Nini Contoh", "business_name": "Batik Contoh"}
    added = changes.AddStatement("dinas", "helper", details, ("f1",), "fresh")
    assert decision.changes == (added,)
    assert told(decision) == [("p-petugas", "mandate_statement")]
    assert logged(decision) == [("mandate.asked", "helper", None, "fresh")]


def test_who_signed_is_somebody_once_an_officer_records_it():
    decision = record(RECORD, stated(), DESK)
    name = "Batik Contoh"
    profile = {"business_name": name}
    notice = {"version": "1", "channel": "statement"}
    assert decision.changes == (
        changes.RecordStatement(stated().statement, "petugas", "nini"),
        changes.Agree("nini", "notice", agreed=True, **notice),
        changes.AddBusiness("fresh", "nini", "dinas", name=name, profile=profile),
    )
    assert told(decision) == [("helper", "mandate_recorded")]
    assert logged(decision) == [("mandate.recorded", "nini", "petugas", "m1")]
    assert [each.value for each in decision.reply[0].actions] == ["mandate_end:m1"]


def test_what_is_refused_leaves_nothing_and_the_helper_hears_why():
    decision = refuse(REFUSE, stated(), DESK)
    assert decision.changes == (changes.RefuseStatement(stated().statement),)
    refused = MandateRefused("Batik Contoh", "belum ditandatangani")
    assert [each.notice for each in decision.tell] == [refused]
    assert logged(decision) == [("mandate.refused", "helper", "petugas", "m1")]


@pytest.mark.parametrize(
    ("found", "who", "said"),
    [
        (stated(), OWNER, "desk.not_allowed"),
        (stated(), AUDITOR, "desk.not_allowed"),
        (Stated(None), DESK, "mandate.decided"),
        (stated("lain"), DESK, "mandate.decided"),
    ],
)
def test_what_is_not_theirs_to_decide_is_neither_recorded_nor_refused(found, who, said):
    assert verdict(record, RECORD, found, who) == said
    assert verdict(refuse, REFUSE, found, who) == said


SIGNED = {"how": "statement"}


@pytest.mark.parametrize(
    ("found", "who", "heard"),
    [
        (mandate(), OWNER, [("helper", "mandate_ended")]),
        (mandate(), HELPER, [("owner", "mandate_left")]),
        (
            mandate(**SIGNED),
            DESK,
            [("helper", "mandate_ended"), ("owner", "mandate_left")],
        ),
    ],
)
def test_a_mandate_is_ended_by_whom_it_concerns_and_the_others_hear(found, who, heard):
    decision = end(END, found, who)
    assert decision.changes == (changes.CloseMandate("m1"),)
    assert told(decision) == heard
    assert logged(decision) == [("mandate.ended", "owner", None, "m1")]
    assert [each.key for each in decision.reply] == ["mandate.end"]


@pytest.mark.parametrize(
    ("found", "who"),
    [
        (None, OWNER),
        (mandate(), person("stranger")),
        (mandate(), DESK),
        (mandate(**SIGNED), person("stranger")),
        (mandate(**SIGNED), AUDITOR),
        (mandate(office_id="lain", **SIGNED), DESK),
    ],
)
def test_nobody_else_ends_it(found, who):
    assert verdict(end, END, found, who) == "mandate.gone"


def test_two_businesses_of_one_name_are_told_apart_by_their_owners():
    two = mandate("m2", owner_name="Bapak Contoh")
    other = mandate("m3", name="Batik Lain")
    assert known({}, ((mandate(), two, other), (mandate("m4"),)), HELPER) == Mandates(
        (
            ("m1", "Batik Contoh (Ibu Contoh)"),
            ("m2", "Batik Contoh (Bapak Contoh)"),
            ("m3", "Batik Lain"),
        ),
        (("m4", "Penolong Contoh"),),
    )
