"""How many people, and how much: nothing beside the number is passed over."""

import pytest

from conversations.language import hear_quantity, read_count


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("5", 5),
        ("5 (lima) orang", 5),
        ("1 (satu)", 1),
        ("dua (2)", 2),
        ("13 (tiga belas orang)", 13),
        ("lima/5", 5),
        ("karyawan: 5 orang", 5),
        ("pekerja 5 orang", 5),
        ("pegawai 3", 3),
        ("karyawannya 5", 5),
        ("kami bertiga", 3),
        ("berempat", 4),
        ("berdua sama suami", 2),
        ("saya berdua istri", 2),
        ("sendirian", 1),
        ("cuma saya", 1),
        ("belum punya karyawan", 0),
        ("selusin", 12),
        ("1 lusin orang", 12),
        ("setengah lusin", 6),
        ("5 orang termasuk saya", 5),
        ("sekitar 20an", 20),
        ("kurang lebih 10", 10),
        ("salawe", 25),
        ("selawe wong", 25),
        ("telu likur", 23),
        ("sawelas", 11),
        ("sewelas", 11),
        ("opat", 4),
        ("kalih dasa", 20),
    ],
)
def test_people_are_counted_as_people_say_it(typed, people):
    found = read_count(typed)
    assert (found.values if not found.doubt else (None,)) == (people,)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("1O orang", (10,)),
        ("l0", (10,)),
        ("2S", (25,)),
        ("3O", (30,)),
        ("5 (enam)", (5, 6)),
        ("dua orang dan saya", (3, 2)),
        ("3 + saya", (4, 3)),
        ("3 karyawan dan suami", (4, 3)),
        ("saya, suami, dan 2 anak", (4, 2)),
        ("dibantu 3 orang", (4, 3)),
        ("5 sama saya", (6, 5)),
        ("5 orang belum termasuk saya", (6, 5)),
        ("sekitar 5 sampai 7 orang", (5, 7)),
        ("5-7", (5, 7)),
        ("sekitar 5 sampai 7 orang, kadang 10", (5, 7, 10)),
        ("2 atau 3", (2, 3)),
        ("5 tetap 3 borongan", (8, 5, 3)),
        ("3 anak sama 2 tetangga", (5, 3, 2)),
        ("10 tapi yang aktif 5", (10, 5)),
        ("sekodi", (20,)),
        ("5 mesin", (5,)),
        ("bukan 5", (5,)),
        ("6 bukan 5", (6, 5)),
        ("mau nambah 5", (5,)),
    ],
)
def test_what_may_be_another_number_is_only_offered(typed, offered):
    found = read_count(typed)
    assert found.doubt
    assert found.values == offered


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("3 keluarga", "not_exact"),
        ("1 tim", "not_exact"),
        ("lebih dari 5", "not_exact"),
        ("kurang dari 5", "not_exact"),
        ("tidak sampai 10", "not_exact"),
        ("> 5", "not_exact"),
        ("puluhan", "not_a_number"),
        ("banyak", "not_a_number"),
        ("jam 5", "not_a_number"),
        ("1,500", "not_a_number"),
        ("", "not_a_number"),
    ],
)
def test_what_is_no_number_of_people_says_why(typed, why):
    found = read_count(typed)
    assert (found.values, found.doubt) == ((), why)


@pytest.mark.parametrize(
    ("typed", "number", "unit", "per"),
    [
        ("dua koma lima ton", "2.5", "ton", ""),
        ("50 (lima puluh) lembar", "50", "lembar", ""),
        ("1 bulan 50 lembar", "50", "lembar", "month"),
        ("30 lembar kain batik tulis", "30", "lembar", ""),
        ("100 lbr/bln", "100", "lembar", "month"),
        ("20l", "20", "liter", ""),
    ],
)
def test_a_quantity_is_taken_with_its_unit(typed, number, unit, per):
    found = hear_quantity(typed)
    assert not found.doubt
    (only,) = found.values
    assert (str(only.value), only.unit, only.per) == (number, unit, per)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("3O", "30"),
        ("5O lembar", "50 lembar"),
        ("50-100 lembar", "50 lembar, 100 lembar"),
        ("50 lembar atau 2 kodi", "50 lembar, 2 kodi"),
        ("50 lembar kadang 100", "50 lembar, 100 lembar"),
        ("minimal 50 lembar", "50 lembar"),
        ("1 set 3 potong", "1 set, 3 potong"),
        ("30 lembar kalau ramai", "30 lembar"),
    ],
)
def test_a_quantity_that_may_be_another_is_only_offered(typed, offered):
    found = hear_quantity(typed)
    assert found.doubt
    assert ", ".join(f"{q.value} {q.unit}".strip() for q in found.values) == offered
