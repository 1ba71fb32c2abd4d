"""Officers themselves, decided without a database."""

from datetime import timedelta

import pytest

from conversations.cases import changes, codes
from conversations.cases.decision import Tell
from conversations.cases.queue import Queue
from conversations.cases.records import DeadLetter
from conversations.cases.staff import changes as officer_changes
from conversations.cases.staff.officers import (
    JoinDesk,
    Joining,
    OfficerJoined,
    SetDuty,
    ShowDeadLetters,
    join,
    set_duty,
    show_dead_letters,
)
from conversations.cases.staff.records import Invitation
from tests.conversations.cases.files import NOW, case, officer, person, verdict

OWNER, OFFICER = person(), person(works_as="officer")
AUDITOR = person(works_as="auditor")
CODE = JoinDesk("AAAAA-BBBBB")
HOUR = timedelta(hours=1)
TRIED = changes.NoteTry("owner")


def invited(**values):
    about = {"office_id": "dinas", "role": "coordinator", "expires_at": NOW + HOUR}
    return Invitation("i1", **{**about, **values})


def joining(**values):
    about = {"invitation": invited(), "office": "Dinas", "otherwise": "Petugas 3"}
    return Joining(**{**about, **values})


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (joining(), ["desk.welcome"]),
        (joining(tried=codes.TRIES - 1), ["desk.welcome"]),
        (joining(tried=codes.TRIES), ["desk.invite.too_many"]),
        (joining(invitation=None), ["desk.invite.unknown"]),
        (joining(invitation=invited(used_at=NOW)), ["desk.invite.used"]),
        (joining(invitation=invited(expires_at=NOW)), ["desk.invite.expired"]),
        (joining(invitation=invited(waits=True)), ["desk.invite.waits"]),
        (joining(already=officer()), "desk.already_officer"),
        (joining(already=officer(active=False)), ["desk.welcome"]),
    ],
)
def test_a_code_makes_an_officer_once_in_its_time(seen, said):
    assert verdict(join, CODE, seen, OWNER) == said


LISTED = ["desk.welcome", "desk.queue", "desk.group"]


@pytest.mark.parametrize(
    ("name", "called", "role", "said"),
    [
        ("", "", "officer", ["desk.welcome"]),  # it is shown when they have said theirs
        ("Contoh", "", "officer", [*LISTED, "alert"]),
        ("", "Contoh", "coordinator", [*LISTED, "alert"]),
        ("", "Contoh", "auditor", LISTED),
        ("", "Contoh", "guide", LISTED),
    ],
)
def test_what_waited_is_shown_to_who_joins_the_first_of_it_to_be_taken(
    name, called, role, said
):
    queue = Queue(1, rows=(case("submitted"),))
    seen = joining(queue=queue, called=called, invitation=invited(role=role))
    assert verdict(join, CODE, seen, person(name=name)) == said


def test_a_code_that_makes_nobody_an_officer_was_tried_all_the_same():
    decision = join(CODE, joining(invitation=None), OWNER)
    assert (decision.changes, decision.log) == ((TRIED,), ())


@pytest.mark.parametrize(
    ("before", "name", "becomes", "called"),
    [
        (None, "", "fresh", "Petugas 3"),
        (None, "Contoh", "fresh", "Contoh"),
        (officer("lama", active=False), "Contoh", "lama", "Contoh"),
    ],
)
def test_who_joins_is_written_down_and_asked_for_a_name(before, name, becomes, called):
    decision = join(CODE, joining(already=before), person(name=name))
    assert decision.changes == (
        TRIED,
        officer_changes.UseInvitation("i1", "owner"),
        officer_changes.AddOfficer(becomes, "owner", "dinas", "coordinator", called),
    )
    (line,) = decision.log
    assert (line.act, line.person, line.officer) == ("officer.joined", "owner", becomes)
    assert line.detail == {"role": "coordinator"}
    assert decision.tell == (() if name else (Tell("owner", OfficerJoined()),))
    assert decision.reply[0].values["name"] == called


@pytest.mark.parametrize(("on", "state"), [(True, "on"), (False, "off")])
def test_an_officer_goes_on_duty_and_off(on, state):
    decision = set_duty(SetDuty(on), None, OFFICER)
    assert decision.changes == (officer_changes.ChangeOfficer("petugas", on_duty=on),)
    assert [line.act for line in decision.log] == [f"officer.{state}_duty"]
    assert verdict(set_duty, SetDuty(on), None, OFFICER) == [f"desk.duty.{state}"]
    assert verdict(set_duty, SetDuty(on), None, AUDITOR) == "desk.not_allowed"


def test_what_could_not_be_handled_is_listed():
    act, dead = ShowDeadLetters(), DeadLetter(7, "web", None, "broken", 5, NOW)
    (said,) = show_dead_letters(act, (dead,), AUDITOR).reply
    assert said.values["count"] == 1
    (line,) = said.values["lines"]
    assert (line.label.label, line.shown) == ("7", (["web", "broken", NOW],))
    assert verdict(show_dead_letters, act, (), OFFICER) == "desk.dead_none"
    assert verdict(show_dead_letters, act, (dead,), OWNER) == "desk.not_allowed"
