"""A number that names a person is never kept; what is of another kind stays."""

import pytest

from conversations.language.identity import MARK, hidden, unmarked

# Samples: a day of birth in 1990, no real person's number.
NIK = "3604010101900001"
WOMAN = "3604014101900002"

WRITTEN = (
    NIK,
    WOMAN,
    "3604 0101 0190 0001",
    "36.04.01.010190.0001",
    "360401-010190-0001",
    "36 04 01 01 01 90 0001",
    "3 6 0 4 0 1 0 1 0 1 9 0 0 0 0 1",
    "3604_0101_0190_0001",
    "3604/0101/0190/0001",
    "3604 0101-0190 0001",
    "3604\u200b0101\u200b0190\u200b0001",
    "3604\u00ad01010190\u20600001",
    "3604\u00a00101\u00a00190\u00a00001",
    "\uff13\uff16\uff10\uff14\uff10\uff11\uff10\uff11\uff10\uff11\uff19\uff10\uff10\uff10\uff10\uff11",
    "\u0663\u0666\u0660\u0664\u0660\u0661\u0660\u0661\u0660\u0661\u0669\u0660\u0660\u0660\u0660\u0661",
    "3\ufe0f\u20e36\ufe0f\u20e30\ufe0f\u20e34\ufe0f\u20e301010190\u20130001",
    "36O4O1O1O19OOOO1",
    "9999999999999999",
    "4111 1111 1111 1111",
    "0123456789012345",
    "01.234.567.8-401.000",
    "012345678401000",
    "36040101019000017",
    "360401\n0101900001",
    "3604 0101\n0190 0001",
    "360401 lalu 0101900001",
    "nik 360401 lanjutannya 0101900001",
    f"NIK{NIK}",
    f"NIK: {NIK}",
    f"nik saya {NIK}",
    f"*{NIK}*",
    f"Siti Aminah ({NIK}) Kramatwatu",
    f"{NIK}Siti",
    f"no ktp nya {NIK} ya bu",
    "NIK 360401010190001",
    "nik: 3604 0101 0190 001",
    "no KK 3604 0101 0190 00011",
    f"KTP {NIK} dan KK {WOMAN}",
    f"{NIK} {WOMAN}",
    f"{NIK}{WOMAN}",
    f"3604 0101 0190 0001 {WOMAN}",
    f"hp 081234567890 nik {NIK}",
    f"{NIK} 081234567890",
    "npwp 01.234.567.8-401.000",
    f"tolong cek\nNIK {NIK}\nmakasih",
    f"1. {NIK}",
)
OTHERS = (
    "1234567890123",  # a NIB
    "NIB 1234567890123",
    "NIB 1234 5678 90123",
    "081234567890",
    "0812-3456-7890",
    "0812 3456 7890 0813 4567 8901",
    "081234567890 081345678901",
    "+62 812 3456 7890",
    "62812345678901",
    "0062 812 3456 7890",
    "SRG-0042",
    "13134",
    "13134 14111 16101",
    "Rp 1.500.000",
    "150.000 200.000 1.000.000",
    "1.500.000.000.000",
    "12-02-2012 12-02-2012",
    "12/02/2012 - 12/02/2013",
    "12022012",
    "2023 2024 2025 2026",
    "1000 2000 3000 5000",
    "5 orang, 30 lembar",
    "P-IRT 206360401012325",
    "ID36110000123450122",
    "KTP saya ada, hp 081234567890",
    "NIK sudah ada, NIB 1234567890123",
    "sni 8302:2016",
    "1 ya 2 ya 3 belum 4 ya 5 ya 6 ya 7 belum 8 ya 9 ya 10 ya 11 ya 12 ya",
    "",
)


@pytest.mark.parametrize("text", WRITTEN)
def test_a_number_of_a_person_is_blacked_out(text):
    got = hidden(text)
    assert MARK in got
    left = got.replace("081234567890", "").replace("1. ", "")
    assert not any(map(str.isdigit, left))
    assert hidden(got) == got


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_another_number_stays(text):
    assert hidden(text) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (NIK, ""),
        (f"NIK: {NIK}", ""),
        (f"nik saya {NIK}", ""),
        (f"NIK saya adalah {NIK}.", ""),
        (f"Siti Aminah {NIK}", "Siti Aminah"),
        (f"Siti Aminah, NIK {NIK}", "Siti Aminah"),
        (f"Siti Aminah ({NIK})", "Siti Aminah ("),
        (f"{NIK} Siti Aminah", "Siti Aminah"),
        (f"KTP {NIK} dan KK {WOMAN}", ""),
        (f"1. Siti\n2. {NIK}\n3. Kramatwatu", f"1. Siti\n2. {MARK}\n3. Kramatwatu"),
        (f"1. Siti {NIK}\n2. Batik Contoh", "1. Siti\n2. Batik Contoh"),
        (f"Nama: Siti\nNIB: {NIK}", f"Nama: Siti\nNIB: {MARK}"),
        ("Siti Aminah", "Siti Aminah"),
    ],
)
def test_the_rest_of_the_message_is_used(text, rest):
    assert unmarked(hidden(text)).rstrip("( )") == rest.rstrip("( )")


def test_a_long_message_is_looked_through_quickly():
    for text in ("1 " * 20_000, "12-" * 15_000, "9" * 40_000, "nik " * 10_000):
        assert len(hidden(text)) <= len(text)
