"""Answers among other words, and answers put right: the grammars alone."""

import pytest

from conversations.language import (
    Names,
    Utterance,
    each_named,
    passage,
    people_in,
    phones_in,
    read_correction,
    yes_or_no,
)

NAMES = Names()


def laid_out(text):
    return passage(Utterance(text), NAMES)


@pytest.mark.parametrize(
    ("text", "key", "named", "value"),
    [
        ("Kecamatan: Anyar", "kecamatan", True, "Anyar"),
        ("kecamatannya di Anyar, bu", "kecamatan", True, "Anyar"),
        ("saya Siti Contoh dari Anyar", "owner_name", False, "Siti Contoh"),
        ("saya Siti Contoh dari Anyar", "kecamatan", False, "Anyar"),
        (
            "nama usaha saya Batik Contoh di Petir",
            "business_name",
            True,
            "Batik Contoh",
        ),
        ("Usaha: Batik Contoh", "business_name", True, "Batik Contoh"),
        ("no hp saya yg bener 0812", "phone", True, "0812"),
        ("kec. Anyar kab. Serang", "kecamatan", True, "Anyar"),
        ("desa Contoh kecamatan Petir", "village", True, "Contoh"),
    ],
)
def test_what_stands_behind_a_name_is_its_answer(text, key, named, value):
    found = laid_out(text)
    assert (named, value) in [
        (each.name, found.written(each.value, each.end)) for each in found.of(key)
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hp 0812-0000-1111, 5 orang", ["0812-0000-1111"]),
        ("wa +62 812 0000 1111.", ["+62 812 0000 1111"]),
        ("NIB 1234567890123", []),
        ("5 orang, 081", []),
    ],
)
def test_a_telephone_is_known_by_its_digits(text, said):
    assert [clue.text for clue in phones_in(laid_out(text))] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("usaha batik di Anyar 5 orang", ["5 orang"]),
        ("pekerja 3, hp 0812", ["pekerja 3"]),
        ("lebih dari 5 orang", ["lebih dari 5 orang"]),
        ("yang kerja cuma saya sendiri", ["sendiri"]),
        ("merek sendiri", []),
        ("3 tahun", []),
    ],
)
def test_people_are_counted_with_all_that_changes_the_number(text, said):
    assert [clue.text for clue in people_in(laid_out(text))] == said


@pytest.mark.parametrize(
    ("text", "nib", "brand"),
    [
        ("NIB sudah ada, merek belum", "sudah", "belum"),
        ("nib udah merek blm", "sudah bersertifikat", "belum"),
        ("belum punya NIB dan merek", "belum", "belum"),
        ("nib dan merek belum punya", "belum", "belum"),
        ("sudah punya nib belum punya merek", "sudah", "belum"),
        ("merek lagi diurus", "", "sedang diproses"),
        ("merek sudah terdaftar", "", "sudah bersertifikat"),
        ("apa harus punya NIB", "", ""),
        ("NIB sudah ada belum ya?", "", ""),
        ("mau bikin NIB", "", ""),
    ],
)
def test_a_paper_is_there_or_not(text, nib, brand):
    found = laid_out(text)
    for key, said in (("has_nib", nib), ("brand_status", brand)):
        assert [clue.text for clue in yes_or_no(found, key)] == [said] * bool(said)


def put_right(keys, said, was="", *, slip=False):
    return keys, said, was, slip


PLACE, COUNT, PHONE = ("kecamatan",), ("workers",), ("phone",)
BUSINESS, EITHER = ("business_name",), ("owner_name", "business_name")


@pytest.mark.parametrize(
    ("text", "correction"),
    [
        ("eh salah, kecamatannya Anyar", put_right(PLACE, "Anyar", slip=True)),
        ("kecamatan salah, harusnya Anyar", put_right(PLACE, "Anyar", slip=True)),
        ("punten lepat, kacamatanna Anyar", put_right(PLACE, "Anyar", slip=True)),
        ("kecamatannya ganti Anyar aja", put_right(PLACE, "Anyar")),
        ("ganti Anyar kecamatannya", put_right(PLACE, "Anyar")),
        ("ganti nama usaha jadi Batik Contoh", put_right(BUSINESS, "Batik Contoh")),
        ("namanya yang benar Siti Contoh", put_right(EITHER, "Siti Contoh")),
        ("bukan 5 tapi 7 orang", put_right(COUNT, "7", "5")),
        ("jumlah pekerjanya 7 bukan 5 ya", put_right(COUNT, "7", "5")),
        ("bukan tulis, tapi cap", put_right((), "cap", "tulis")),
        ("Anyar bukan Kramatwatu", put_right((), "Anyar", "Kramatwatu")),
        ("maksud saya Anyar", put_right((), "Anyar", slip=True)),
        ("no hp saya yg bener 081200001111", put_right(PHONE, "081200001111")),
        ("change my phone to 081200001111", put_right(PHONE, "081200001111")),
        ("mau ganti nomor hp", put_right(PHONE, "")),
        ("kecamatannya salah", put_right(PLACE, "", slip=True)),
        ("gimana cara ganti nama usaha?", None),
        ("kecamatannya Anyar", None),
        ("eh", None),
    ],
)
def test_an_answer_is_put_right_by_a_name_or_by_what_it_was(text, correction):
    found = read_correction(laid_out(text))
    likeliest = found and "".join(found.ways[:1])
    assert (found and (found.keys, likeliest, found.was, found.slip)) == correction


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pemiliknya ganti istri saya Siti Contoh", "Siti Contoh"),
        ("nama saya salah, bu Siti Contoh", "Siti Contoh"),
        ("nama saya ganti siti contoh aja sesuai ktp", "siti contoh"),
        ("salah tulis nama usaha, Batik Contoh Lagi", "Batik Contoh Lagi"),
        ("pekerjanya kurang satu, jadi 8", "8"),
        ("tadi salah pencet tulis, harusnya cap", "cap"),
        ("batiknya cap, tadi salah pencet tulis", "batik cap"),
        ("wah keliru saya, Jawilan harusnya", "Jawilan"),
        ("*Anyar", "Anyar"),
    ],
)
def test_what_is_said_instead_ends_where_it_ends(text, said):
    assert said in read_correction(laid_out(text)).ways
    assert "tulis" not in read_correction(laid_out(text)).ways


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nama ganti Siti Contoh sama hp jadi 0812", ["Siti Contoh", "0812"]),
        ("pekerja 6 bukan 16 terus produknya syal", ["6", "syal"]),
    ],
)
def test_each_that_is_named_is_put_right(text, said):
    assert [each.ways[0] for each in each_named(laid_out(text))] == said
