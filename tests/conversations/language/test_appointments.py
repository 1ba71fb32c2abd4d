"""Days and hours at which somebody could come, as people write them."""

from datetime import date, datetime

import pytest

from conversations.language import read_appointments

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("kamis 9 pagi atau jumat jam 1", "2611-09.00 2711-13.00"),
        ("jumat saja", "2711-"),
        ("kamis jam 9 atau jam 1", "2611-09.00 2611-13.00"),
        ("kamis atau jumat jam 9", "2611-09.00 2711-09.00"),
        ("kamis, jam 9", "2611-09.00"),
        ("besok jam setengah sepuluh pagi", "2411-09.30"),
        ("lusa siang", "2511-13.00"),
        ("3 desember 09.30; 4/12 pukul 14.00 wib", "0312-09.30 0412-14.00"),
        ("minggu depan kamis jam 9", "0312-09.00"),
        ("tanggal 3 jam sembilan", "0312-09.00"),
        ("yang kamis aja jam 9", "2611-09.00"),
        ("on thursday at 9 am or tomorrow 2 pm", "2611-09.00 2411-14.00"),
        ("jam 7 malam besok", "2411-19.00"),
        ("tidak bisa, minggu depan", ""),
        ("jam 9", ""),
        ("kamis jam 25", "2611-"),
        ("contoh kain", ""),
    ],
)
def test_each_day_and_hour_is_heard(said, means):
    found = read_appointments(said, MONDAY)
    shown = [
        f"{each.day:%d%m}-{each.at:%H.%M}" if each.at else f"{each.day:%d%m}-"
        for each in found
    ]
    assert " ".join(shown) == means
    assert all(each.day >= MONDAY for each in found)
    assert not any(isinstance(each.day, datetime) for each in found)
