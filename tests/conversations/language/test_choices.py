"""A typed choice is taken when it can be nothing else, and offered when it may be."""

import random
import string

import pytest

from conversations.language import (
    Labelled,
    Several,
    Sure,
    Unsure,
    match,
    read_several,
)


def named(text, choices):
    """The values that *text* names; None unless all of it was read."""
    found = read_several(text, choices)
    return None if found is None or found.unread else found.values


def options(*labels):
    return tuple(Labelled(label, label) for label in labels)


BATIK = options("Tulis", "Cap", "Kombinasi", "Belum tahu")
KIND = options(
    "Batik", "Makanan/minuman", "Kerajinan lain", "Pakaian", "Mebel", "Lainnya"
)
ROAD = options(
    "SNI Bina UMK", "SPPT SNI (tanda SNI)", "batikmark", "SNI ISO 9001", "SNI ISO 37001"
)
SALES = options(
    "sampai 300 juta",
    "300 juta - 2 miliar",
    "lebih dari 2 miliar - 15 miliar",
    "lebih dari 15 miliar",
    "tidak mau menyebut",
)
BRAND = options("sudah bersertifikat", "sedang diproses", "belum")
FORM = options("Bapak", "Ibu", "Kang", "Bapak/Ibu")
PAPERS = options(
    "NIB",
    "SPPL",
    "merek",
    "halal",
    "P-IRT",
    "BPOM MD",
    "batikmark",
    "SNI Bina UMK",
    "belum ada",
)

FIRST = "1|1.|1)|satu|no 1|no. 1|nomor 1|nomer satu|pilih 1|yang pertama|pertama|ke-1|ke 1|kesatu|opsi 1|siji|1 pak|1️⃣|yang no 1 aja"


@pytest.mark.parametrize("typed", FIRST.split("|"))
def test_the_first_is_taken_however_it_is_counted(typed):
    assert match(typed, BATIK) == Sure("Tulis")


@pytest.mark.parametrize(
    ("typed", "among", "label"),
    [
        ("2", BATIK, "Cap"),
        ("no2", BATIK, "Cap"),
        ("nomor2 bu", BATIK, "Cap"),
        ("Bapak", FORM, "Bapak"),
        ("ibu", FORM, "Ibu"),
        ("Bapak/Ibu", FORM, "Bapak/Ibu"),
        ("kedua", BATIK, "Cap"),
        ("yang kedua", BATIK, "Cap"),
        ("terakhir", BATIK, "Belum tahu"),
        ("yang paling bawah", BATIK, "Belum tahu"),
        ("tulis", BATIK, "Tulis"),
        ("TULIS!!", BATIK, "Tulis"),
        ("batik tulis", BATIK, "Tulis"),
        ("batik tulis saja pak", BATIK, "Tulis"),
        ("saya mau yang cap", BATIK, "Cap"),
        ("kombinsi", BATIK, "Kombinasi"),
        ("blm tahu", BATIK, "Belum tahu"),
        ("dereng", BRAND, "belum"),
        ("teu acan", BRAND, "belum"),
        ("sdh bersertifikat", BRAND, "sudah bersertifikat"),
        ("diproses", BRAND, "sedang diproses"),
        ("makanan", KIND, "Makanan/minuman"),
        ("makanan dan minuman", KIND, "Makanan/minuman"),
        ("minuman", KIND, "Makanan/minuman"),
        ("kerajinan", KIND, "Kerajinan lain"),
        ("pakain", KIND, "Pakaian"),
        ("usaha batik", KIND, "Batik"),
        ("9001", ROAD, "SNI ISO 9001"),
        ("iso 37001", ROAD, "SNI ISO 37001"),
        ("sppt", ROAD, "SPPT SNI (tanda SNI)"),
        ("tanda sni", ROAD, "SPPT SNI (tanda SNI)"),
        ("bina umk", ROAD, "SNI Bina UMK"),
        ("batik mark", ROAD, "batikmark"),
        ("3", ROAD, "batikmark"),
        ("2", SALES, "300 juta - 2 miliar"),
        ("lebih dari 15 miliar", SALES, "lebih dari 15 miliar"),
        ("gak mau", SALES, "tidak mau menyebut"),
        ("lima", SALES, "tidak mau menyebut"),
    ],
)
def test_what_can_be_nothing_else_is_taken(typed, among, label):
    assert match(typed, among) == Sure(label)


@pytest.mark.parametrize(
    ("typed", "among", "labels"),
    [
        ("tulis dan cap", BATIK, ["Tulis", "Cap"]),
        ("tulis atau cap", BATIK, ["Tulis", "Cap"]),
        ("cab", BATIK, ["Cap"]),
        ("kombi", BATIK, ["Kombinasi"]),
        ("apa bedanya tulis?", BATIK, ["Tulis"]),
        ("batik tulis tulen asli kampung saya", BATIK, ["Tulis"]),
        ("sni", ROAD, ["SNI Bina UMK", "SPPT SNI (tanda SNI)", "SNI ISO 9001"]),
        ("iso", ROAD, ["SNI ISO 9001", "SNI ISO 37001"]),
        ("2 miliar", SALES, ["300 juta - 2 miliar", "lebih dari 2 miliar - 15 miliar"]),
        ("1", options("10 juta", "2 juta", "1 juta"), ["10 juta", "1 juta"]),
    ],
)
def test_what_may_be_one_of_few_is_offered(typed, among, labels):
    assert match(typed, among) == Unsure(tuple(labels))


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        *(
            (typed, BATIK)
            for typed in (
                "",
                " ",
                "9",
                "0",
                "-1",
                "bukan tulis",
                "tidak cap",
                "xyz",
                "halo",
                "1,3",
                "yang satu lagi",
                "???",
                "tahu",
            )
        ),
        ("mau", SALES),
        ("tidak batik", KIND),
        ("selain pakaian", KIND),
        ("x" * 5000, KIND),
        ("1", ()),
    ],
)
def test_what_is_none_of_them_is_none(typed, among):
    assert match(typed, among) is None


def test_a_question_mark_asks_back_unless_it_is_the_label_s_own():
    asking = options("Dari mana?", "Tanya petugas")
    assert match("dari mana?", asking) == match("Dari mana", asking)
    assert match("dari mana?", asking) == Sure("Dari mana?")
    assert match("cap?", BATIK) == Unsure(("Cap",))


def test_figures_that_differ_are_never_mended():
    assert match("iso 3701", ROAD) == Unsure(("SNI ISO 37001", "SNI ISO 9001"))


@pytest.mark.parametrize("among", [BATIK, KIND, ROAD, SALES, BRAND, PAPERS])
def test_a_slip_of_one_letter_never_takes_another_option(among):
    chance = random.Random(20260817)
    for option in among:
        for _ in range(300):
            at = chance.randrange(len(option.label))
            letter = chance.choice(string.ascii_lowercase)
            slip = option.label[:at] + letter + option.label[at + chance.randrange(2) :]
            found = match(slip, among)
            assert not isinstance(found, Sure) or found.value == option.value, slip


@pytest.mark.parametrize("among", [BATIK, KIND, ROAD, SALES, BRAND, PAPERS])
def test_each_label_and_each_number_means_its_own_option(among):
    for number, option in enumerate(among, start=1):
        assert match(option.label, among) == Sure(option.value)
        assert match(option.label.upper(), among) == Sure(option.value)
        assert match(f" {number}. ", among) == Sure(option.value)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("1 dan 3", ["NIB", "merek"]),
        ("1,3", ["NIB", "merek"]),
        ("1 3", ["NIB", "merek"]),
        ("1.3", ["NIB", "merek"]),
        ("3, 1", ["NIB", "merek"]),
        ("1-3", ["NIB", "SPPL", "merek"]),
        ("1 sampai 3", ["NIB", "SPPL", "merek"]),
        ("satu sama tiga", ["NIB", "merek"]),
        ("nib", ["NIB"]),
        ("nib & halal", ["NIB", "halal"]),
        ("nib, halal, dan merek", ["NIB", "merek", "halal"]),
        ("nib merek halal", ["NIB", "merek", "halal"]),
        ("NIB\nmerek", ["NIB", "merek"]),
        ("nib/halal", ["NIB", "halal"]),
        ("p-irt, bpom", ["P-IRT", "BPOM MD"]),
        ("p-irt", ["P-IRT"]),
        ("1, halal + merek", ["NIB", "merek", "halal"]),
        ("semua", [option.value for option in PAPERS[:-1]]),
        (
            "semua kecuali 2 dan 3",
            ["NIB", "halal", "P-IRT", "BPOM MD", "batikmark", "SNI Bina UMK"],
        ),
        ("belum ada", ["belum ada"]),
        ("blm ada pak", ["belum ada"]),
        ("tidak ada", ["belum ada"]),
        ("gak punya", ["belum ada"]),
    ],
)
def test_several_choices_are_read_together(typed, labels):
    assert named(typed, PAPERS) == tuple(labels)


@pytest.mark.parametrize(
    ("typed", "values", "unread"),
    [
        ("NIB dan xyz", ("NIB",), ("xyz",)),
        ("batik, halal", ("halal",), ("batik",)),
        ("1, 99", ("NIB",), ("99",)),
        ("belum ada, nib", ("NIB",), ("belum ada",)),
        ("tidak punya nib", (), ("tidak punya nib",)),
    ],
)
def test_what_was_not_read_is_kept_apart_and_nothing_is_taken(typed, values, unread):
    assert read_several(typed, PAPERS) == Several(values, unread)
    assert named(typed, PAPERS) is None


def test_both_means_both_where_there_are_two():
    assert named("dua-duanya", options("Bapak", "Ibu")) == ("Bapak", "Ibu")
    assert named("keduanya", BATIK) is None
