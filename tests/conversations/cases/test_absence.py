"""Who is away and who stands in, decided without a database."""

from datetime import date

import pytest

from conversations.cases.records import Absence
from conversations.cases.staff.absence import (
    EndAbsence,
    PlanAbsence,
    StandIn,
    end,
    plan,
    stand_ins,
)
from conversations.cases.staff.changes import AddAbsence, EndAbsences
from conversations.cases.staff.records import Staff
from tests.conversations.cases.files import officer, person, told, verdict

DAYS = ("2026-12-01", "2026-12-05")
RINA, DEWI, KEPALA = officer("rina"), officer("dewi"), officer("kepala", "coordinator")
AUDITOR = officer("auditor", "auditor")
AWAY = Absence("dewi", date(2026, 12, 4), date(2026, 12, 9))
GONE = officer("gone", absence=AWAY)
STAFF = Staff((RINA, DEWI, KEPALA, AUDITOR, GONE), {"rina": 4})
ME, HEAD = person(officer=RINA), person(officer=KEPALA)


@pytest.mark.parametrize(
    ("who", "of", "deputy", "days", "said"),
    [
        (ME, "rina", "dewi", DAYS, ["away.planned"]),
        (ME, "", "dewi", DAYS, ["away.planned"]),
        (HEAD, "rina", "dewi", DAYS, ["away.planned"]),
        (ME, "dewi", "rina", DAYS, "desk.not_allowed"),
        (ME, "rina", "rina", DAYS, "desk.unknown_officer"),
        (ME, "rina", "auditor", DAYS, "desk.unknown_officer"),
        (ME, "rina", "gone", DAYS, "away.deputy_away"),
        (ME, "rina", "dewi", ("", "besok"), "away.over_already"),
        (ME, "rina", "dewi", ("2026-10-01", "2026-10-02"), "away.over_already"),
        (ME, "rina", "dewi", ("2026-12-01", "2028-12-02"), "away.over_already"),
        (person(officer=AUDITOR), "rina", "dewi", DAYS, "desk.not_allowed"),
    ],
)
def test_who_is_away_and_who_stands_in(who, of, deputy, days, said):
    assert verdict(plan, PlanAbsence(of, days[0], days[1], deputy), STAFF, who) == said


def test_one_absence_at_a_time_and_both_hear_of_it():
    decision = plan(PlanAbsence("rina", *DAYS, "dewi"), STAFF, HEAD)
    ended, added = decision.changes
    assert ended == EndAbsences("rina")
    assert isinstance(added, AddAbsence)
    assert [f"{each:%m-%d %H}" for each in (added.begins_at, added.ends_at)] == [
        "12-01 00",
        "12-06 00",
    ]
    assert told(decision) == [("p-dewi", "stands_in"), ("p-rina", "away_planned")]


@pytest.mark.parametrize(
    ("who", "of", "said", "hears"),
    [
        (person(officer=GONE), "gone", ["away.ended"], ["p-dewi"]),
        (HEAD, "gone", ["away.ended"], ["p-gone", "p-dewi"]),
        (ME, "gone", "desk.not_allowed", []),
        (ME, "rina", "away.none", []),
    ],
)
def test_whoever_is_back_before_the_day_says_so(who, of, said, hears):
    assert verdict(end, EndAbsence(of), STAFF, who) == said
    if hears:
        assert [to for to, _ in told(end(EndAbsence(of), STAFF, who))] == hears


def test_who_could_stand_in_handles_cases():
    found = stand_ins({}, STAFF, ME)
    assert (found.officer, found.problem) == ("rina", "")
    assert found.among[0] == StandIn("dewi", "dewi")
    assert [each.id for each in found.among] == ["dewi", "kepala", "gone"]
    assert stand_ins({}, Staff((RINA,)), ME).problem == "away.nobody"
    assert stand_ins({"officer": "dewi"}, STAFF, ME).problem == "desk.not_allowed"
