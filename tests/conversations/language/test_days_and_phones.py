"""Days as they are said on Wednesday 18 November 2026, and mobile numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.language import Dialled, as_dialled, hear_day, read_day, read_phone

TODAY = date(2026, 11, 18)
DAYS = {
    (
        2026,
        8,
        17,
    ): "17/8/26|17-08-2026|17.8.2026|17 8 26|17 agustus|17 agt 2026|2026-08-17|17 Agustus 2026|17 agustsu 2026|tanggal 17 agustus|agustus 17 2026|senin, 17 agustus 2026|17/8",
    (2026, 11, 18): "hari ini|sekarang|rabu ini|Hari ini pak|18 nov",
    (
        2026,
        11,
        19,
    ): "besok|bsk|isukan|Besok.|besok jam 9|besok pagi|kamis|1 hari lagi|hari kamis",
    (2026, 11, 20): "lusa|besok lusa|jumat|jum'at|dua hari lagi|jumat ini",
    (2026, 11, 17): "kemarin|kmrn|wingi|selasa lalu|1 hari yang lalu",
    (2026, 11, 16): "senin lalu|kemarin lusa|2 hari lalu",
    (2026, 11, 23): "senin|senin depan|hari senin|Senin, 23 November 2026",
    (2026, 11, 27): "jumat depan|27/11",
    (2026, 11, 22): "hari minggu|minggu|ahad",
    (2026, 11, 29): "hari minggu depan|ahad depan",
    (2026, 11, 25): "seminggu lagi|rabu|rabu depan|7 hari lagi",
    (
        2026,
        12,
        3,
    ): "3 desember|3 des|kamis 3 desember|3des|3 desembr 2026|pada 3 desember",
    (2027, 1, 3): "3 januari|3 jan|3/1/2027",
    (2028, 2, 29): "29 februari 2028|29/2/28",
    (1998, 5, 20): "20-5-98|20 mei 1998",
}


@pytest.mark.parametrize(
    ("typed", "day"),
    [(typed, date(*day)) for day, row in DAYS.items() for typed in row.split("|")],
)
def test_a_day_is_read(typed, day):
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31/2/26",
        "8/17/26",
        "31 april",
        "29 februari 2027",
        "0/5/26",
        "minggu depan",
        "bulan depan",
        "selasa 23 november 2026",
        "99999999 hari lagi",
        "5",
        "agustus 2026",
        "batik",
        "17 jumi 2026",
        "32 desember",
        "kapan-kapan",
        "1/1/0001",
        "2026-13-01",
    ],
)
def test_an_impossible_or_doubtful_day_is_none(typed):
    assert read_day(typed, TODAY) is None


@given(st.dates(date(1950, 1, 1), date(2046, 12, 31)))
def test_any_date_in_figures_is_that_date(day):
    assert read_day(f"{day.day}/{day.month}/{day.year}", TODAY) == day
    assert read_day(day.isoformat(), TODAY) == day


@given(
    st.dates(), st.sampled_from([*(t for row in DAYS.values() for t in row.split("|"))])
)
def test_no_day_is_a_bad_day_to_ask(today, typed):
    read_day(typed, today)


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "6281234567890",
        "+62 812-3456-7890",
        "+62 (812) 3456 7890",
        "(+62) 81234567890",
        "81234567890",
        "62 0812 3456 7890",
        "006281234567890",
        "wa saya 081234567890 ya",
        "０８１２３４５６７８９０",
        "+62 0812 3456 7890",
    ],
)
def test_a_mobile_number_has_one_form(typed):
    assert read_phone(typed) == Dialled("+6281234567890")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "no_number"),
        ("nanti saja", "no_number"),
        ("0812", "too_short"),
        ("1", "too_short"),
        ("0812345", "too_short"),
        ("08123456789012345", "too_long"),
        ("0" * 5000, "too_long"),
        ("021 5551234", "landline"),
        ("0254 200123", "landline"),
        ("+1 555 123 4567", "foreign"),
        ("+60 12 345 6789", "foreign"),
        ("0800 1234567", "not_mobile"),
    ],
)
def test_a_number_that_is_no_mobile_one_says_why(typed, reason):
    found = read_phone(typed)
    assert (found.phone, found.reason, found.offers) == ("", reason, ())


@pytest.mark.parametrize(
    "typed",
    [
        "0812345678 / 0857123456",
        "0812345678 atau 0857123456",
        "yang lama 0812345678 yang baru 0857123456",
    ],
)
def test_of_two_mobile_numbers_both_are_offered(typed):
    both = ("+62812345678", "+62857123456")
    assert read_phone(typed) == Dialled(reason="several", offers=both)


@pytest.mark.parametrize(
    "typed",
    [
        *("17 / 08 / 2026", "17 - 8 - 2026", "17. 8. 2026", "17 Agustus2026"),
        *("17agustus2026", "tgl 17 bln 8 thn 2026", "17 agustus thn 2026"),
        *("17/VIII/2026", "Serang, 17 Agustus 2026", "senin, 17 agustus 2026"),
    ],
)
def test_a_day_is_read_as_copied_letters_write_it(typed):
    assert hear_day(typed, date(2026, 11, 28)).values == (date(2026, 8, 17),)
    assert not hear_day(typed, date(2026, 11, 28)).doubt


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tgl 5", "2026-12-05 2026-11-05"),
        ("tgl 31", "2026-12-31 2026-10-31"),
        ("bulan depan", "2026-12-28"),
        ("sebulan lagi", "2026-12-28"),
        ("2 bulan lagi", "2027-01-28"),
        ("minggu depan", "2026-12-05"),
        ("akhir bulan", "2026-11-30"),
        ("awal bulan depan", "2026-12-01"),
        ("17 atau 18 agustus", "2026-08-17 2026-08-18"),
        ("17-20 agustus", "2026-08-17 2026-08-20"),
        ("besok atau lusa", "2026-11-29 2026-11-30"),
        ("tgl 40", ""),
        ("kapan saja", ""),
    ],
)
def test_a_day_that_may_be_another_is_only_offered(typed, offered):
    found = hear_day(typed, date(2026, 11, 28))
    assert found.doubt
    assert " ".join(day.isoformat() for day in found.values) == offered


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+6281234567890", "0812 3456 7890"),
        ("+62812345678", "0812 3456 78"),
        ("+628123456789", "0812 3456 789"),
        ("+62812345678901", "0812 3456 78901"),
        ("+62254200123", "0254 2001 23"),
        ("+15550100", "+15550100"),
        ("", ""),
    ],
)
def test_a_number_is_shown_as_people_here_write_it(kept, shown):
    assert as_dialled(kept) == shown
