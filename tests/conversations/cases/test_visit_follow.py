"""A visit follows its case: to a colleague, to the queue, to its end."""

import pytest

from conversations.cases.visits.changes import ChangeVisit
from conversations.cases.visits.follow import Following, follow, left_by
from tests.conversations.cases.files import NOW, changed, officer, told
from tests.conversations.cases.visits import FRIDAY, THURSDAY, visit

STAFF = (officer(), officer("rekan"))
BEEN = "2026-11-01T09:00"


def following(state, at="", *, staff=STAFF, busy=(), guests=(), **values):
    seen = Following(visit(state, at, **values), staff, busy, guests)
    return follow(seen, NOW)


@pytest.mark.parametrize(
    ("state", "at", "is_now", "hears"),
    [
        ("booked", THURSDAY, None, [("owner", "visit_passed_on")]),
        ("offered", "", None, []),
        ("asked", "", None, []),
        ("booked", FRIDAY, "asked", [("owner", "visit_unsure")]),
    ],
)
def test_whoever_holds_the_case_comes_when_it_was_agreed(state, at, is_now, hears):
    busy = (visit("booked", FRIDAY, id="v2"),)
    found = following(state, at, busy=busy, holder_id="rekan")
    change = changed(found, ChangeVisit)
    assert (change.officer_id, change.state) == ("rekan", is_now)
    asked = "asked" in {state, is_now}
    desk = ("p-rekan", "visit_asked" if asked else "visit_given")
    assert told(found) == [*hears, desk]


@pytest.mark.parametrize("state", ["offered", "booked"])
def test_of_a_case_that_is_nobodys_another_time_is_found(state):
    found = following(state, THURSDAY, holder_id="", staff=STAFF[1:])
    assert changed(found, ChangeVisit).state == "asked"
    assert told(found) == [("owner", "visit_unsure")]
    assert following("asked", holder_id="").changes == ()


@pytest.mark.parametrize("state", ["offered", "asked", "booked"])
@pytest.mark.parametrize("case_state", ["closed", "withdrawn"])
def test_what_has_ended_calls_its_visits_off_and_all_hear_it(state, case_state):
    found = following(state, case_state=case_state, guests=("tamu",))
    assert changed(found, ChangeVisit).state == "cancelled"
    assert told(found) == [
        ("owner", "visit_cancelled"),
        ("p-petugas", "visit_called_off"),
        ("tamu", "visit_cancelled"),
    ]
    gone = following(state, case_state=case_state, officer_person="")
    assert told(gone) == [("owner", "visit_cancelled")]


def test_what_has_been_is_told_to_nobody_and_is_still_its_reporters():
    for state in ("booked", "reported"):
        assert following(state, BEEN, case_state="closed").changes == ()
        moved = following(state, BEEN, holder_id="rekan")
        assert (changed(moved, ChangeVisit).officer_id, moved.tell) == ("rekan", ())
    assert following("booked", THURSDAY).changes == ()


def test_what_somebody_else_promised_there_stays_theirs():
    heads, own = visit(officer_id="kepala", id="v2"), visit()
    assert left_by([own, heads], "petugas") == [own]
    assert left_by([own, heads], "") == [own, heads]
