"""The list an office had: which column is which, what is taken, and why the rest not."""

import pytest

from conversations.cases.contacts import Contact, Problem, drafted, guessed

COLUMNS = {"name": 0, "phone": 1, "kecamatan": 2, "village": 3}
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
    (one,) = drafted([SITI], COLUMNS).contacts
    assert one == Contact("Siti Contoh", "", "+6281200000001", "360405", "Harjatani")


def test_what_cannot_be_taken_is_named_with_its_row_and_why():
    rows = [SITI, ["", "", "", ""], ["Ani Contoh", "12", "", ""], SITI, ["Siti Contoh"]]
    draft = drafted(rows, COLUMNS, known={("siti contoh", "")})
    assert draft.problems == (
        Problem(3, "nameless"),
        Problem(4, "phone"),
        Problem(5, "there"),
        Problem(6, "there"),
    )
    again = drafted([SITI], COLUMNS, phones={"+6281200000001"})
    assert (again.contacts, again.problems) == ((), (Problem(2, "there"),))


def test_a_place_that_is_none_of_ours_is_kept_as_it_was_written():
    (one,) = drafted([["Ani Contoh", "", "Entah", ""]], COLUMNS).contacts
    assert (one.kecamatan, one.village) == ("", "Entah")
