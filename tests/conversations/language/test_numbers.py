"""Numbers and quantities as people in Serang write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.language import Number, Quantity, Span, hear_quantity, read_number

WRITTEN = {
    0: "0|nol|gak ada|tidak ada|belum ada|nihil",
    1: "1|1.|satu|siji|hiji|saya sendiri|seorang diri",
    2: "2|dua|loro|kalih|2️⃣|2 orang saja|(2)",
    3: "tiga|tilu|telu|ada 3 orang",
    5: "5|lima|lime|- 5 orang|5 pekerja|005|5,0|cuma 5 pak",
    8: "lapan|wolu|delapan",
    11: "sebelas|sewelas|11",
    12: "dua belas|duabelas|rolas",
    25: "25|25 orang|dua puluh lima|duapuluhlima|selawe|２５|٢٥|2 puluh 5",
    50: "lima puluh|seket|limapuluh",
    100: "seratus|satus|100|1 ratus",
    111: "seratus sebelas",
    1_111: "seribu seratus sebelas",
    1_500: "1.500|seribu lima ratus|1500|1,5 ribu|1.5rb",
    3_000: "3rb|3 ribu|tiga ribu|3.000|tigaribu|3rbu",
    50_000: "50k|50 rb|Rp50.000|Rp 50.000,-|50.000,00|lima puluh ribu|Rp. 50.000",
    100_000: "seratus ribu|100rb",
    500_000: "setengah juta|1/2 juta|½ juta|5 ratus ribu|lima ratus ribu|0,5 juta",
    750_000: "tiga perempat juta|0,75 jt|750.000",
    1_500_000: "1,5 juta|1.5 juta|Rp 1,5 juta|1.500.000|1500000|satu setengah juta|"
    "sejuta setengah|1½ juta|1 1/2 juta|1,500,000|1 500 000|1jt500rb",
    2_000_000: "2 jt|2jt|dua juta|2.000.000|loro juta|2 JUTA",
    2_500_000: "2jt500rb|dua juta lima ratus ribu|dua setengah juta|dua juta setengah",
    2_000_000_000: "2 miliar|2 milyar|Rp 2M|dua miliar",
    10**12: "10^12|1 triliun|1.000.000.000.000",
    -1: "-1|minus satu|−1|minus 1",
}


@pytest.mark.parametrize(
    ("typed", "value"),
    [(typed, value) for value, row in WRITTEN.items() for typed in row.split("|")],
)
def test_a_whole_number_is_read(typed, value):
    assert read_number(typed) == Number(value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,5", "1.5"), ("0.25", "0.25"), ("1,75 kg", "1.75"), ("tiga perempat", "0.75")],
)
def test_what_is_not_whole_is_decimal(typed, value):
    assert read_number(typed) == Number(Decimal(value))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("±20", 20),
        ("kurang lebih 5", 5),
        ("kira-kira 20 orang", 20),
        ("sekitar 2 jt", 2_000_000),
        ("20an", 20),
        ("10-an orang", 10),
        ("5 jutaan", 5_000_000),
        ("+/- 30", 30),
        ("10 lebih", 10),
        ("~15", 15),
    ],
)
def test_a_rough_number_is_known_as_rough(typed, value):
    assert read_number(typed) == Number(value, about=True)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("20-30", 20, 30),
        ("20 - 30 orang", 20, 30),
        ("20 s/d 30", 20, 30),
        ("20 sampai 30", 20, 30),
        ("5 atau 6", 5, 6),
        ("2-3 juta", 2_000_000, 3_000_000),
        ("antara 20 dan 30", 20, 30),
        ("lima sampai sepuluh", 5, 10),
        ("20–30", 20, 30),
    ],
)
def test_two_ends_are_no_single_number(typed, low, high):
    assert read_number(typed) == Span(low, high)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "batik",
        "1,500",
        "1.500 juta",
        "10²",
        "2 m",
        "2M",
        "min 5",
        "lebih dari 5",
        "maksimal 10",
        "50%",
        "dua tiga orang",
        "5 jutta",
        "17-08-2026",
        "0812 345 678",
        "5 orang, 3 perempuan",
        "jam 5",
        "dua ribu tiga juta",
        "9999999999999999999999999",
        "10^99",
        "banyak",
        "tidak tahu",
        "1.2.3.4",
        "satu dua",
        "5 bukan 6",
        "30-20",
        "belasan",
        "saya punya usaha batik sejak lama",
    ],
)
def test_what_could_be_two_numbers_or_none_is_asked_again(typed):
    assert read_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "value", "unit", "per"),
    [
        ("30 lembar", 30, "lembar", ""),
        ("30 lbr", 30, "lembar", ""),
        ("100 potong sebulan", 100, "potong", "month"),
        ("100 pcs/bulan", 100, "potong", "month"),
        ("per bulan 30 lembar", 30, "lembar", "month"),
        ("50 potong per minggu", 50, "potong", "week"),
        ("2 kodi seminggu", 2, "kodi", "week"),
        ("10 lembar per hari", 10, "lembar", "day"),
        ("5 kodi", 5, "kodi", ""),
        ("sekodi", 1, "kodi", ""),
        ("selusin", 1, "lusin", ""),
        ("12 lusin", 12, "lusin", ""),
        ("20 meter", 20, "meter", ""),
        ("20m", 20, "meter", ""),
        ("10kg", 10, "kg", ""),
        ("1,5 ton", Decimal("1.5"), "ton", ""),
        ("dua puluh potong", 20, "potong", ""),
        ("30", 30, "", ""),
        ("30 pak", 30, "", ""),
        ("100 besek", 100, "besek", ""),
        ("produksi 40 lembar kain sebulan", 40, "lembar", "month"),
    ],
)
def test_a_quantity_keeps_its_unit_and_its_time(typed, value, unit, per):
    assert (found := hear_quantity(typed)).values[0] == Quantity(value, unit, per)
    assert not found.doubt


@pytest.mark.parametrize(
    "typed", ["", "lembar", "20-30 lembar", "2 kodi 3 lembar", "?"]
)
def test_no_quantity_or_two_are_asked_again(typed):
    assert hear_quantity(typed).doubt


def dotted(number):
    return f"{number:,}".replace(",", ".")


SMALL = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]


def spelled(n):
    """*n* in Indonesian words, written another way than the reader reads them."""
    if n < 12:
        return SMALL[n]
    if n < 20:
        return f"{SMALL[n - 10]} belas"
    for size, name in (
        (10**12, "triliun"),
        (10**9, "miliar"),
        (10**6, "juta"),
        (1000, "ribu"),
        (100, "ratus"),
        (10, "puluh"),
    ):
        if n >= size:
            head, rest = divmod(n, size)
            one = head == 1 and size in {100, 1000}
            first = f"se{name}" if one else f"{spelled(head)} {name}"
            return f"{first} {spelled(rest)}" if rest else first
    raise AssertionError


@given(st.integers(0, 10**12))
def test_what_we_write_with_dots_we_read(number):
    assert read_number(dotted(number)) == Number(number)


@given(st.integers(0, 10**12))
def test_a_number_in_words_is_the_number(number):
    assert read_number(spelled(number)) == Number(number)
    assert read_number(f"Rp {spelled(number)} saja") == Number(number)


@given(st.integers(0, 99_999))
def test_words_run_together_are_still_the_number(number):
    assert read_number(spelled(number).replace(" ", "")) == Number(number)
