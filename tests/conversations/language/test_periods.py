"""A first and a last day, however they are written."""

from datetime import date

import pytest

from conversations.language.periods import read_period

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1-5 Des", "12-01", "12-05"),
        ("tgl 1 s/d 5 desember 2026", "12-01", "12-05"),
        ("mulai 1 sampai 5 Desember", "12-01", "12-05"),
        ("30 nov - 2 des", "11-30", "12-02"),
        ("besok sampai jumat", "11-24", "11-27"),
        ("2026-12-01 - 2026-12-05", "12-01", "12-05"),
        ("hari ini", "11-23", "11-23"),
    ],
)
def test_both_days_are_read(typed, first, last):
    found = tuple(date.fromisoformat(f"2026-{each}") for each in (first, last))
    assert read_period(typed, TODAY) == found


@pytest.mark.parametrize("typed", ["", "nanti", "5-1 des", "kapan saja sampai besok"])
def test_what_is_no_period_is_none(typed):
    assert read_period(typed, TODAY) is None
