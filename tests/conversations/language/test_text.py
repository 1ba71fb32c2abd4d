"""What cannot be seen is dropped, what was meant is kept, and nothing ever raises."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import language
from conversations.language import Labelled, Written, clean, fold, read_text, untitled
from conversations.language.people import called_elsewhere
from tests.conversations.language.kabupaten import GAZETTEER

# Half of them with the signs that break readers; all may hold lone surrogates.
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.text(alphabet="0123456789.,-–/^()? \n½²'+ ±abdejkmprstu\u202e\u0301\ud800\x00"),
    st.lists(
        st.sampled_from(
            [
                "1",
                "2,5",
                "ribu",
                "juta",
                "setengah",
                "satu",
                "puluh",
                "ratus",
                "se",
                "ke",
                "kec",
                "kab",
                "serang",
                "bandung",
                "/",
                "-",
                "dan",
                "tidak",
                "ya",
                "belum",
                "kasus",
                "petugas",
                "jam",
                "senin",
                "lagi",
                "hari",
                "semua",
                "kecuali",
            ]
        )
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Batik   Contoh ", "Batik Contoh"),
        ("Batik\nContoh", "Batik Contoh"),
        ("Batik\x00Contoh", "BatikContoh"),
        ("a\u202eb\u2066c\u200ed\u200be", "abcde"),
        ("\ufeffBatik\ud800", "Batik"),
        ("e\u0301", "\u00e9"),
        ("\u3164\u2800", ""),
        ("a\u00a0\u2003b", "a b"),
        ("<b>*Batik*</b> _x_ ~y~", "<b>*Batik*</b> _x_ ~y~"),
        ("\U000e0041x", "x"),
    ],
)
def test_clean_keeps_what_is_seen(typed, kept):
    assert clean(typed) == kept


def test_lines_are_kept_where_they_are_wanted():
    assert clean(" a \r\n\n\n\n b\u2028c \n", lines=True) == "a\n\nb\nc"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("GAK", "tidak"),
        ("blm punya NIB", "belum punya nib"),
        ("udh sy krm", "sudah saya krm"),
        ("brp biayanya?", "berapa biayanya"),
        ("gmn caranya", "bagaimana caranya"),
        ("mksh yg tadi pk", "terima kasih yang tadi pak"),
        ("dmn", "di mana"),
        ("dimana kantornya", "di mana kantornya"),
        ("Jum'at", "jumat"),
        ("𝐁𝐚𝐭𝐢𝐤", "batik"),
        ("P-IRT", "p irt"),
        ("teu acan", "belum"),
        ("sampun", "sudah"),
        ("hatur nuhun", "terima kasih"),
        ("pinten", "berapa"),
        ("haloooo", "halo"),
        ("1000", "1000"),
        ("café_x", "cafe x"),
        ("tdk gak belum", "belum"),
        ("halo\u0149", "halon"),
    ],
)
def test_fold_makes_slang_plain(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "least", "most", "found"),
    [
        ("Batik Contoh", 2, 100, Written("Batik Contoh")),
        ("<b>Batik</b>", 2, 100, Written("<b>Batik</b>")),
        ("*_~", 2, 100, Written(reason="too_short")),
        ("a", 2, 100, Written(reason="too_short")),
        ("", 1, 100, Written(reason="too_short")),
        ("", 0, 100, Written("")),
        ("x" * 4000, 2, 100, Written(reason="too_long")),
        ("a" + "\u0335" * 4000, 1, 80, Written(reason="too_long")),
        ("\u202eko\u202cpo", 2, 100, Written("kopo")),
        ("dua\nbaris", 2, 100, Written("dua baris")),
        ("x" * 100, 2, 100, Written("x" * 100)),
        ("x" * 101, 2, 100, Written(reason="too_long")),
    ],
)
def test_text_is_kept_as_typed_within_its_bounds(typed, least, most, found):
    assert read_text(typed, least, most) == found


def test_text_of_several_lines_keeps_them():
    assert read_text("satu\ndua", 1, 100, lines=True) == Written("satu\ndua")


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_is_cleaning_once(text, lines):
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    assert once == unicodedata.normalize("NFC", once)
    once.encode()


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


OPTIONS = tuple(
    Labelled(label, label)
    for label in ("NIB", "toko/galeri", "300 juta - 2 miliar", "(x)", "", "belum ada")
)
READERS = (
    clean,
    fold,
    language.read_number,
    language.hear_quantity,
    language.read_phone,
    language.read_answer,
    language.read_yes_no,
    language.greeting,
    language.thanks,
    language.read_command,
    lambda text: read_text(text, 2, 80),
    lambda text: language.read_day(text, date(2026, 11, 22)),
    lambda text: language.match_place(text, GAZETTEER),
    lambda text: language.match(text, OPTIONS),
    lambda text: language.read_several(text, OPTIONS),
)


@given(ANY_TEXT)
def test_nothing_typed_makes_a_reader_raise(text):
    for read in READERS:
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 9000,
        "satu " * 2000,
        "semua kecuali " * 900,
        "a" * 9000,
        "(" * 9000,
        "1-" * 4000,
        "-1 " * 3000,
        "dua" * 3000,
        "1/2" * 3000,
    ],
)
def test_a_flood_is_read_without_harm(text):
    for read in READERS:
        read(text)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ibu Contoh", "Contoh"),
        ("bpk. Contoh Jaya", "Contoh Jaya"),
        ("Hj. Contoh", "Hj. Contoh"),
        ("Teh", "Teh"),
        ("Contoh", "Contoh"),
    ],
)
def test_nobody_is_called_bu_ibu(name, called):
    assert untitled(name) == called


@pytest.mark.parametrize(
    ("there", "name"),
    [
        ("Dewi \N{CHERRY BLOSSOM}", "Dewi"),
        ("Bu Dewi Contoh", "Bu Dewi Contoh"),
        ("dewi_contoh", "dewi contoh"),
        ("Admin Dinas", ""),
        ("Toko Batik", ""),
        ("0812 0000 0000", ""),
        ("https://contoh.id", ""),
        ("\N{THUMBS UP SIGN}", ""),
        ("x" * 200, ""),
        ("", ""),
    ],
)
def test_a_name_on_a_platform_is_one_if_a_person_can_bear_it(there, name):
    assert called_elsewhere(there) == name
