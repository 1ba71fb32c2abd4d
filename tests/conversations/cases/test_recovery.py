"""A case asked back from a new chat, decided without a database."""

from datetime import timedelta

import pytest

from conversations.cases import changes
from conversations.cases.records import Recovery
from conversations.cases.recovery import (
    OBJECTION,
    Recover,
    RecoveryCard,
    RecoveryFile,
    SettleRecovery,
    StopRecovery,
    asks,
    come_about,
    recover,
    settle,
    still_refused,
    stop,
)
from tests.conversations.cases.files import NOW, case, officer, person, told, verdict

DETAILS = {"business_name": "Batik Contoh", "phone": "+6281200000042", "workers": 5}
CASE = case(details=DETAILS)
STAFF = (officer(), officer("rekan", on_duty=False))
RIGHT = {"phone": "0042", "business_name": "batik contoh"}
NEAR = {"phone": "0042", "business_name": "batik conto"}
NEW, OLD, DESK = person("new"), person("owner"), person(works_as="officer")
LATELY, LONG_AGO = NOW - timedelta(days=1), NOW - timedelta(days=40)


def row(name="r1", who="new", state="waiting", due=NOW):
    return Recovery(name, who, "1", [], state, None, NOW - OBJECTION, due, RIGHT)


def seen(**values):
    about = {"case": CASE, "officers": STAFF, "heard": LONG_AGO, **values}
    return RecoveryFile(**about)


def waiting(*others, **values):
    one = row(**values)
    return {"recovery": one, "waiting": (one, *others)}


@pytest.mark.parametrize(
    ("found", "who", "said", "reply"),
    [
        (seen(), NEW, RIGHT, ["recover.waiting"]),
        (seen(heard=None), NEW, RIGHT, ["recover.waiting"]),
        (seen(for_case=50), NEW, RIGHT, ["recover.waiting"]),
        (seen(), NEW, NEAR, ["recover.waiting"]),
        (seen(heard=LATELY), NEW, RIGHT, ["recover.waiting"]),
        (seen(waiting=(row("r0"),)), NEW, RIGHT, ["recover.waiting"]),
        (seen(), NEW, {**RIGHT, "phone": "9999"}, ["recover.waiting"]),
        (seen(at_desk=True), NEW, RIGHT, ["recover.waiting"]),
        (RecoveryFile(for_case=50), NEW, RIGHT, ["recover.waiting"]),
        (seen(of_person=3), NEW, RIGHT, "recover.too_often"),
        (seen(), OLD, RIGHT, "recover.own"),
        (seen(), DESK, RIGHT, "recover.officer"),
    ],
)
def test_a_case_is_asked_back(found, who, said, reply):
    assert verdict(recover, Recover("SRG-0001", said), found, who) == reply


def test_what_is_answered_says_nothing_of_what_the_answers_were_worth():
    wrong = {**RIGHT, "phone": "9999"}
    found = [(seen(), RIGHT), (seen(), NEAR), (seen(), wrong), (RecoveryFile(), RIGHT)]
    replies = {
        repr(recover(Recover("SRG-0001", said), about, NEW).reply)
        for about, said in found
    }
    assert len(replies) == 1


@pytest.mark.parametrize(
    ("found", "said", "why"),
    [
        (seen(for_case=4), RIGHT, ()),
        (seen(for_case=5), RIGHT, ("many",)),
        (seen(), {"workers": "5", "business_name": "batik contoh"}, ("guessable",)),
        (seen(), {"workers": "5", "phone": "0042"}, ()),
    ],
)
def test_what_can_be_guessed_is_for_an_officer_to_see(found, said, why):
    added, *_ = recover(Recover("SRG-0001", said), found, NEW).changes
    assert isinstance(added, changes.AddRecovery)
    assert (added.doubts, added.due_at is None) == (why, bool(why))


def test_who_failed_hears_it_as_late_as_others_hear_of_theirs():
    decision = recover(Recover("SRG-0001", RIGHT), RecoveryFile(), NEW)
    *_, job = decision.changes
    assert isinstance(job, changes.QueueJob)
    assert job.run_at == NOW + OBJECTION
    denied = [("new", "recovery_denied")]
    assert told(still_refused("SRG-0001", seen(), "new")) == denied
    assert told(still_refused("SRG-0001", RecoveryFile(), "new")) == denied
    assert not told(still_refused("SRG-0001", seen(waiting=(row(),)), "new"))
    assert not told(still_refused("SRG-0001", seen(), "owner"))


def test_what_nothing_speaks_against_comes_about_after_a_day():
    decision = recover(Recover("SRG-0001", RIGHT), seen(), NEW)
    due = NOW + OBJECTION
    assert decision.changes == (
        changes.AddRecovery("fresh", "new", "SRG-0001", "1", RIGHT, (), due),
        changes.QueueJob("recovery", {"recovery": "fresh"}, due, "recovery:fresh"),
    )
    assert told(decision) == [
        ("owner", "recovery_asked"),
        ("p-petugas", "recovery_card"),
    ]


def test_what_is_doubted_waits_for_an_officer_who_sees_why():
    found = seen(heard=LATELY, waiting=(row("r0"),))
    decision = recover(Recover("SRG-0001", NEAR), found, NEW)
    (added,) = decision.changes
    assert isinstance(added, changes.AddRecovery)
    assert added.due_at is None
    card = decision.tell[-1].notice
    assert isinstance(card, RecoveryCard)
    assert card.doubts == ("near", "active", "rival")
    assert (card.said, card.known["phone"], card.due) == (NEAR, "0042", "")


def test_a_try_that_fails_is_counted_and_nobody_hears_of_it():
    for found in (RecoveryFile(), seen(at_desk=True)):
        decision = recover(Recover("SRG-0001", RIGHT), found, NEW)
        tried, *later = decision.changes
        assert {type(each) for each in later} == {changes.CancelJob, changes.QueueJob}
        assert tried == changes.AddRecovery("fresh", "new", "SRG-0001")
        assert not decision.tell


@pytest.mark.parametrize(
    ("found", "who", "said"),
    [
        (seen(**waiting()), OLD, ["recover.stopped"]),
        (seen(**waiting(state="moved")), OLD, "recover.settled"),
        (seen(**waiting()), NEW, "recover.late"),
        (seen(), OLD, "recover.late"),
        (RecoveryFile(recovery=row()), OLD, "recover.late"),
    ],
)
def test_the_old_chat_objects(found, who, said):
    assert verdict(stop, StopRecovery("r1"), found, who) == said


def test_an_objection_ends_it_and_all_hear():
    decision = stop(StopRecovery("r1"), seen(**waiting()), OLD)
    assert decision.changes == (
        changes.EndRecovery("r1", "stopped"),
        changes.CancelJob("recovery:r1"),
    )
    settled = [(f"p-{each.id}", "recovery_settled") for each in STAFF]
    assert told(decision) == [("new", "recovery_denied"), *settled]


@pytest.mark.parametrize(
    ("found", "who", "moves", "said"),
    [
        (seen(**waiting()), DESK, True, ["desk.recovery.moved.done"]),
        (seen(**waiting()), DESK, False, ["desk.recovery.denied.done"]),
        (seen(at_desk=True, **waiting()), DESK, True, "desk.recovery.officer"),
        (seen(at_desk=True, **waiting()), DESK, False, ["desk.recovery.denied.done"]),
        (seen(**waiting(state="denied")), DESK, True, "desk.recovery.late"),
        (seen(), DESK, True, "desk.recovery.unknown"),
        (RecoveryFile(recovery=row()), DESK, True, "desk.recovery.unknown"),
        (
            seen(case=case(office_id="lain"), **waiting()),
            DESK,
            True,
            "desk.recovery.unknown",
        ),
        (seen(**waiting()), OLD, True, "desk.not_allowed"),
    ],
)
def test_an_officer_decides(found, who, moves, said):
    assert verdict(settle, SettleRecovery("r1", moves), found, who) == said


def test_what_an_officer_denies_stays_and_both_hear():
    decision = settle(SettleRecovery("r1", moves=False), seen(**waiting()), DESK)
    assert decision.changes[0] == changes.EndRecovery("r1", "denied", "petugas")
    assert told(decision)[:2] == [
        ("new", "recovery_denied"),
        ("owner", "recovery_stays"),
    ]


def test_of_many_who_want_a_case_one_has_it():
    found = seen(**waiting(row("r2", "other")))
    decision = settle(SettleRecovery("r1", moves=True), found, DESK)
    link = decision.changes[-1]
    assert isinstance(link, changes.QueueJob)
    assert link.payload == {"one": "owner", "other": "new", "leave": "owner"}
    assert decision.changes[:2] == (
        changes.EndRecovery("r1", "moved", "petugas"),
        changes.EndRecovery("r2", "denied"),
    )
    assert told(decision)[:3] == [
        ("new", "recovered"),
        ("owner", "recovery_left"),
        ("other", "recovery_denied"),
    ]


@pytest.mark.parametrize(
    ("found", "changed"),
    [
        (seen(**waiting()), [changes.EndRecovery, changes.CancelJob, changes.QueueJob]),
        (seen(heard=LATELY, **waiting()), [changes.EndRecovery, changes.CancelJob]),
        (seen(heard=NOW, **waiting()), [changes.DoubtRecovery]),
        (seen(at_desk=True, **waiting()), [changes.DoubtRecovery]),
        (seen(**waiting(row("r2"))), [changes.DoubtRecovery]),
        (seen(**waiting(due=None)), []),
        (seen(), []),
        (RecoveryFile(recovery=row()), []),
    ],
)
def test_it_comes_about_by_itself_unless_there_is_doubt(found, changed):
    kinds = [type(each) for each in come_about(found, NOW).changes]
    assert kinds[: len(changed)] == changed
    assert bool(kinds) == bool(changed)


def test_both_hear_what_came_about():
    decision = come_about(seen(**waiting()), NOW)
    assert told(decision)[:2] == [("new", "recovered"), ("owner", "recovery_left")]
    assert not decision.reply
    doubted = come_about(seen(heard=NOW, **waiting()), NOW)
    assert told(doubted) == [
        ("new", "recovery_doubted"),
        ("p-petugas", "recovery_card"),
    ]


@pytest.mark.parametrize("found", [CASE, None])
def test_two_things_are_asked_of_any_case(found):
    order = ("business_name", "phone", "workers")
    asked = asks({}, RecoveryFile(found, order=order), NEW)
    assert asked.asks == ("phone", "business_name")
