"""The morning of an officer: theirs, once, at their hour, and nothing where nothing is."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from conversations.cases import digest as rules
from conversations.cases.calendar import at
from conversations.cases.records import Absence, Waiting
from conversations.catalogue import as_served, catalogue, serving
from conversations.catalogue.opening import Opening
from tests.conversations.cases.files import NOW, case, officer
from tests.conversations.cases.visits import THURSDAY, visit

MORNING = at(date(2026, 11, 5), rules.AT)
HERS = officer()


def asked(holder="petugas", days=1):
    since = MORNING - timedelta(days=days)
    return Waiting("question", f"n{days}", since, "SRG-1", "", "Ibu", holder, "Berapa?")


@pytest.mark.parametrize(
    ("day", "clock", "told"),
    [
        (5, "07:29", False),
        (5, "07:30", True),
        (5, "10:59", True),
        (5, "11:00", False),  # a machine that stood too long is silent
        (7, "07:30", False),  # Saturday
    ],
)
def test_officers_hear_it_on_working_mornings(day, clock, told):
    hour = time.fromisoformat(clock)
    assert rules.is_time(at(date(2026, 11, day), hour)) is told


def test_it_names_what_is_theirs_the_longest_first_and_counts_the_rest():
    own = [asked(days=days) for days in (1, 4, 2, 3)]
    free, sent_back = case("submitted"), case("sent_back", updated_at=NOW)
    rows = [*own, asked("rekan", 9), free, sent_back]
    later = visit("booked", "2026-11-06T13:00", id="v2")
    news = rules.digest(HERS, rows, [visit("booked", THURSDAY), later], MORNING)
    assert news
    assert [each.press for each in news.own] == [
        "reply:n:n4",
        "reply:n:n3",
        "reply:n:n2",
    ]
    assert (len(news.stops), news.waits, news.open, news.week) == (1, 4, 1, 1)


@pytest.mark.parametrize(
    ("who", "rows", "heard"),
    [
        (HERS, [asked("rekan")], False),
        (HERS, [asked()], True),
        (officer(stands_for=("rekan",)), [asked("rekan")], True),
        (officer(on_duty=False), [asked()], False),
        (officer(role="auditor"), [case("submitted")], False),
    ],
)
def test_whoever_has_nothing_to_do_hears_nothing(who, rows, heard):
    assert bool(rules.digest(who, rows, [], MORNING)) is heard


@pytest.mark.parametrize(
    ("role", "day", "noted", "year"),
    [
        ("coordinator", "2026-12-07", "2026-12-25", 2027),
        ("coordinator", "2027-01-04", "2026-12-25", 2027),
        ("coordinator", "2026-12-07", "2027-01-01", 0),
        ("coordinator", "2026-12-08", "2026-12-25", 0),  # no Monday
        ("coordinator", "2026-11-02", "2026-12-25", 0),  # it is early
        ("officer", "2026-12-07", "2026-12-25", 0),
    ],
)
def test_whoever_leads_is_told_in_time_that_no_days_off_are_noted(
    role, day, noted, year
):
    ours = catalogue().office
    opening = Opening(off={date.fromisoformat(noted): ""})
    morning = at(date.fromisoformat(day), rules.AT)
    with serving(as_served(replace(ours, opening=opening))):
        news = rules.digest(officer(role=role), [], [], morning)
    assert (news.undated if news else 0) == year


@pytest.mark.parametrize(
    ("days", "begins"),
    [
        ((5, 9), True),
        ((1, 5), False),
        ((4, 8), False),  # the days after it are a weekend's
        ((4, 9), None),
        ((5, 5), True),
        ((6, 9), None),
    ],
)
@pytest.mark.parametrize(
    ("who", "concerned"),
    [("away", True), ("deputy", True), ("kepala", True), ("rekan", False)],
)
def test_whom_it_concerns_hears_that_leave_begins_and_ends(
    days, begins, who, concerned
):
    first, last = (date(2026, 11, day) for day in days)
    away = officer("away", absence=Absence("deputy", first, last))
    others = (officer("deputy"), officer("kepala", "coordinator"), officer("rekan"))
    staff = {each.id: each for each in (away, *others)}
    morning = at(
        date(2026, 11, 5 if begins is not False or last.day != 8 else 6), rules.AT
    )
    news = rules.digest(staff[who], [], [], morning, tuple(staff.values()))
    told = [each.begins for each in news.leaves] if news else []
    assert told == ([begins] if concerned and begins is not None else [])
