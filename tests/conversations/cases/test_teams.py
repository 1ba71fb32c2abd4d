"""Teams: who may make one, what rings at it, and a case that waits for it."""

from dataclasses import replace

import pytest
from msgspec import structs

from conversations.cases import assignment
from conversations.cases.changes import ChangeCase
from conversations.cases.staff import teams
from conversations.cases.staff.changes import DropTeam, SetTeam
from conversations.cases.staff.duty import rung
from conversations.cases.staff.records import Staff, Team
from conversations.catalogue import catalogue
from tests.conversations.cases.files import (
    case,
    case_file,
    changed,
    officer,
    person,
    verdict,
)

HERE, THERE, *_ = catalogue().kecamatan
NORTH = Team("utara", "dinas", "Tim Utara", (HERE,))
LEADER = person("p-kepala", officer=officer("kepala", "coordinator"))
RINA = officer("rina", team_id="utara")
STAFF = Staff((officer("kepala", "coordinator"), RINA, officer("made")), teams=(NORTH,))


def made(name="Tim Selatan", members=("made",), places=(), team=""):
    return teams.KeepTeam(name, members, places, team)


@pytest.mark.parametrize(
    ("act", "who", "said"),
    [
        (made(), LEADER, ["team.kept"]),
        (made(team="utara", name="tim utara", places=(HERE,)), LEADER, ["team.kept"]),
        (made(), person(officer=RINA), "desk.not_allowed"),
        (made(name="tim utara"), LEADER, "team.taken"),
        (made(name=" "), LEADER, "team.bad_name"),
        (made(members=("orang lain",)), LEADER, "team.no_members"),
        (made(places=(HERE,)), LEADER, "team.place_taken"),
        (made(team="lain"), LEADER, "team.unknown"),
    ],
)
def test_who_leads_makes_a_team(act, who, said):
    assert verdict(teams.keep, act, STAFF, who) == said


def test_what_is_of_elsewhere_is_left_out_of_a_team():
    act = made(members=("made", "made", "orang lain"), places=(THERE, "9999999"))
    kept = changed(teams.keep(act, STAFF, LEADER), SetTeam)
    assert (kept.members, kept.team.places) == (("made",), (THERE,))
    ended = teams.end(teams.EndTeam("utara"), STAFF, LEADER)
    assert changed(ended, DropTeam).team_id == "utara"


@pytest.mark.parametrize(
    ("on_duty", "team", "hear"),
    [
        (("rina", "made"), "utara", ["rina"]),
        (("made",), "utara", ["made"]),
        ((), "utara", ["rina", "made"]),
        (("rina", "made"), "", ["rina", "made"]),
    ],
)
def test_a_case_rings_at_its_team_first(on_duty, team, hear):
    staff = [replace(each, on_duty=each.id in on_duty) for each in STAFF.officers[1:]]
    assert [each.id for each in rung(staff, team)] == hear


@pytest.mark.parametrize("state", ["submitted", "taken", "accepted"])
def test_a_case_that_is_handed_to_a_team_waits_for_whoever_takes_it(state):
    holder = None if state == "submitted" else "made"
    seen = case_file(case(state, holder_id=holder), staff=STAFF.officers)
    seen = structs.replace(seen, teams=(NORTH,))
    act = assignment.HandOverCase("1", "utara")
    decision = assignment.hand_over(act, seen, LEADER)
    change = changed(decision, ChangeCase)
    assert (change.holder_id, change.team_id) == ("", "utara")
    told = [type(each.notice).__name__ for each in decision.tell]
    assert ("CaseReleased" in told) == (state != "submitted")
    rings = [t.to for t in decision.tell if type(t.notice).__name__ == "CaseForTeam"]
    assert rings == [RINA.person_id]
