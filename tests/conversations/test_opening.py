"""When an office is open: by its own clock, its hours and its days off."""

from datetime import date, datetime

import pytest

from bot import words
from conversations.cases.calendar import day_of, looked_at_by
from conversations.catalogue import as_served, catalogue, serving
from conversations.catalogue.opening import ZONES, Opening, zone_of
from conversations.language import read_opening_hours

WEEK = "Senin-Kamis 08.00-16.00; Jumat 08.00-11.30"
OFF = {date(2026, 11, 24): "Libur Contoh"}
EAST = Opening("WIT", read_opening_hours(WEEK) or {}, OFF)


def at(said):
    return datetime.fromisoformat(said).replace(tzinfo=ZONES["WIT"])


@pytest.mark.parametrize(
    ("since", "days", "until"),
    [
        ("2026-11-23 09:00", 0, "2026-11-23 09:00"),
        ("2026-11-23 06:00", 0, "2026-11-23 08:00"),  # before they are there
        ("2026-11-25 17:00", 0, "2026-11-26 08:00"),  # after they went
        ("2026-11-23 17:00", 0, "2026-11-25 08:00"),  # and the next day is off
        ("2026-11-23 09:00", 1, "2026-11-25 09:00"),  # a day off is no working day
        ("2026-11-26 15:00", 1, "2026-11-30 08:00"),  # a short Friday, a weekend
        ("2026-11-28 15:00", 1, "2026-12-01 08:00"),  # it came on a Saturday
    ],
)
def test_a_working_day_is_counted_by_the_hours_of_the_office(since, days, until):
    assert EAST.after(at(since), days) == at(until)


def test_nobody_is_there_at_night_at_weekends_and_on_days_off():
    days = "2026-11-23 09:00", "2026-11-23 16:00", "2026-11-24 09:00"
    moments = (*days, "2026-11-28 09:00")
    assert [EAST.is_open(at(each)) for each in moments] == [True, False, False, False]


@pytest.mark.parametrize(
    ("region", "zone"),
    [("3604", "WIB"), ("5103", "WITA"), ("6471", "WITA"), ("9471", "WIT"), ("", "WIB")],
)
def test_a_region_has_its_clock(region, zone):
    assert zone_of(region) == zone


def test_everything_goes_by_the_clock_of_the_office_that_is_served():
    ours = catalogue().office
    late = datetime.fromisoformat("2026-11-23T16:30+00:00")  # 23.30 WIB, 01.30 WIT
    with serving(as_served(type(ours)(**{**vars(ours), "opening": EAST}))):
        assert day_of(late) == date(2026, 11, 24)
        assert looked_at_by(late) == at("2026-11-26 08:00")
    assert day_of(late) == date(2026, 11, 23)
    assert catalogue().office is ours


@pytest.mark.parametrize("language", ["id", "en"])
def test_hours_are_read_as_they_are_written(language):
    hours = read_opening_hours(WEEK)
    assert hours == EAST.hours
    assert read_opening_hours(words.opening(language, hours)) == hours


@pytest.mark.parametrize(
    "said",
    ["", "besok", "Senin 16.00-08.00", "Jumat-Senin 8.00-9.00", "Senin 25.00-26.00"],
)
def test_what_names_no_hours_is_not_guessed(said):
    assert read_opening_hours(said) is None
