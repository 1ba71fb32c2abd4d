"""The list an office had: which column is which, what is taken, and why the rest not."""

import pytest

from conversations.cases.contacts.known import found
from conversations.cases.contacts.reading import (
    Problem,
    Taken,
    drafted,
    guessed,
    head_of,
)
from conversations.cases.contacts.records import Contact, Known
from conversations.cases.masking import masked

COLUMNS = {"name": 0, "phone": 1, "kecamatan": 2, "village": 3}
HEADS = ["Nama", "HP", "Kecamatan", "Desa"]
SITI = ["Siti Contoh", "0812-0000-0001", "Kec. Kramatwatu", "Harjatani"]


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (
            ["No", "Nama IKM", "Nama Pemilik", "No. HP/WA", "Kecamatan", "Produk"],
            {"business": 1, "name": 2, "phone": 3, "kecamatan": 4, "product": 5},
        ),
        (["TELP", "NAMA", "ALAMAT"], {"phone": 0, "name": 1, "village": 2}),
        (["x", "y"], {}),
    ],
)
def test_columns_are_known_by_the_words_above_them(heads, columns):
    assert guessed(heads) == columns


def test_a_row_is_read_as_people_write_it():
    (one,) = drafted([HEADS, SITI], COLUMNS).contacts
    assert one == Contact("Siti Contoh", "", "+6281200000001", "360405", "Harjatani")


def test_what_cannot_be_taken_is_named_with_its_row_and_why():
    title = ["Daftar IKM binaan"]
    wrong = [["", "0812-0000-0002"], ["Ani Contoh", "12"], ["=A1", ""]]
    rows = [title, [], HEADS, SITI, [], *wrong, SITI, ["Siti Contoh"]]
    draft = drafted(rows, COLUMNS, Taken({}, {("siti contoh", ""): ""}))
    assert draft.problems == (
        Problem(6, "nameless"),
        Problem(7, "phone"),
        Problem(8, "formula"),
        Problem(9, "twice", "4"),
        Problem(10, "there"),
    )
    again = drafted([HEADS, SITI], COLUMNS, Taken({"+6281200000001": "SRG-0001"}))
    assert (again.contacts, again.problems) == ((), (Problem(2, "case", "SRG-0001"),))


def test_a_business_that_has_a_case_is_known_by_its_name_and_place():
    columns = {"business": 0, "kecamatan": 1}
    rows = [
        ["Usaha", "Kec"],
        ["Batik Contoh", "Kramatwatu"],
        ["Batik Contoh", "Ciruas"],
    ]
    known = Taken({}, {("batik contoh", "360405"): "SRG-0002"})
    draft = drafted(rows, columns, known)
    assert draft.problems == (Problem(2, "case", "SRG-0002"),)
    assert [each.business for each in draft.contacts] == ["Batik Contoh"]


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("81200000001", "+6281200000001"),
        ("0812-0000-0001 / 0813-0000-0002", "+6281200000001"),
        ("0254-200001", "+62254200001"),
        ("-", ""),
    ],
)
def test_a_phone_is_read_however_a_list_has_it(typed, phone):
    draft = drafted([HEADS, ["Siti Contoh", typed]], COLUMNS)
    assert [each.phone for each in draft.contacts] == [phone]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("S\u202eiti\nContoh", ["Siti Contoh"]),
        ("\u200b", []),
        ("-", []),
        ("123", ["123"]),
    ],
)
def test_a_name_is_kept_as_it_is_seen_and_what_cannot_be_read_is_none(typed, names):
    draft = drafted([HEADS, [typed, "081200000001"]], COLUMNS)
    assert [each.name for each in draft.contacts] == names
    assert [each.reason for each in draft.problems] == ["nameless"] * (not names)


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([HEADS, SITI], 0),
        ([["Daftar IKM"], [], HEADS, SITI], 2),
        ([["Nama"], ["Siti Contoh"]], 0),
        ([["Pemilik", "Umur"], ["Siti Contoh", "40"]], 0),
        ([["Daftar IKM 2026"], SITI], -1),
        ([SITI], -1),
        ([], -1),
    ],
)
def test_the_words_above_the_columns_are_found_below_a_title(rows, at):
    assert head_of(rows) == at


def test_a_place_that_is_none_of_ours_is_kept_as_it_was_written():
    (one,) = drafted([HEADS, ["Ani Contoh", "", "Entah"]], COLUMNS).contacts
    assert (one.kecamatan, one.village) == ("", "Entah")


def test_an_auditor_reads_a_contact_shortened():
    siti = Contact("Siti Contoh", "", "+6281200000001", "360405", "Harjatani")
    (one,) = masked((Known("1", siti),))
    shown = one.contact.name, one.contact.phone, one.contact.village
    assert shown == ("S. C.", "+628••••••••01", "")


def test_a_contact_is_found_by_all_words_and_by_whether_they_wrote():
    siti = Known("1", Contact("Siti Contoh", phone="+6281200000001"), met=True)
    ani = Known("2", Contact("Ani Contoh", kecamatan="360405", product="tenun"))
    both = (ani, siti)
    asked = [("contoh", ""), ("0812", ""), ("kramatwatu tenun", ""), ("", "no")]
    assert [found(both, *each) for each in asked] == [both, (siti,), (ani,), (ani,)]
