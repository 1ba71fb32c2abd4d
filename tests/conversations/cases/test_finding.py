"""A case is found by what is remembered of it, or by what is asked of a list."""

from dataclasses import replace

import pytest

from conversations.cases.finding import MOST, asked_for, found, holders, otherwise
from conversations.cases.listing import Filters, Listed
from conversations.cases.name_index import Names
from conversations.cases.records import CaseName
from conversations.catalogue import catalogue
from tests.conversations.cases.files import case, person

PLACE = {each.name: code for code, each in catalogue().kecamatan.items()}
STAFF = {"o1": "Bu Rina Contoh", "o2": "Pak Teman Contoh"}
NAMES = {
    "1": ("Batik Contoh", "Siti Contoh", "Harjatani", "Kramatwatu"),
    "2": ("Batik Contoh Dua", "Ahmad Contoh", "", "Tunjung Teja"),
    "3": ("Keripik Jaya", "Dewi Contoh", "", "Anyar"),
    "4": ("Batik Sri Jaya", "Rohmah Contoh", "", "Kramatwatu"),
}


def index(names=NAMES):
    made = Names()
    made.take((int(number), called) for number, called in names.items())
    return made


@pytest.mark.parametrize(
    ("said", "cases"),
    [
        ("batik contoh", "1"),
        ("batik contoh dua", "2"),
        ("batik", "421"),
        ("bat", "421"),
        ("siti contoh", "1"),
        ("ahmad", "2"),
        ("anyar", "3"),
        ("harjatani", "1"),
        ("dewi anyar", "3"),
        ("batik kramatwatu", "41"),
        ("kripik jaya", "3"),
        ("batik sri jaya", "4"),
        ("batik srijaya", "4"),
        ("batiksrijaya", "4"),
        ("batk sri jya", ""),
        ("batk sri jaya", "4"),
        ("krematwatu batik", "41"),
        ("rohma", "4"),
        ("batik lain", ""),
        ("", ""),
    ],
)
def test_words_lead_to_the_cases_that_are_called_so(said, cases):
    assert index().find(said.split()) == set(map(int, cases))


@pytest.mark.parametrize("said", ["batik", "batik contoh"])
def test_of_very_many_cases_that_are_called_so_the_newest_are_found(said):
    names = dict.fromkeys(range(1, 10), ("Batik Contoh",))
    assert index(names).find(said.split(), 2) == {8, 9}


PLANTS = """
anggrek bakung cempaka dahlia eboni flamboyan gandaria hanjuang ilalang jambu kenanga
lavender melati nangka oleander pandan rambutan sawo teratai ubi widuri asoka bugenvil
cendana delima enau gambir ketapang jeruk kamboja lontar mawar nipah palem randu salak
tanjung waru alamanda belimbing
"""


def test_any_of_forty_is_found_by_a_part_a_slip_a_village_or_a_telephone():
    plants, made = PLANTS.split(), Names()
    made.take(
        (n, (f"Batik {plant} Contoh", f"Ibu Contoh {n}", f"{8100 + n}", f"Desa{plant}"))
        for n, plant in enumerate(plants, 1)
    )
    assert len(made) == 40
    for number, plant in enumerate(plants, 1):
        slip = f"{plant[:-2]}{plant[-1]}{plant[-2]}" if len(plant) > 3 else plant
        for said in (
            *(f"batik {plant}", plant[:6], f"{plant} contoh", f"batik {slip}"),
            *(f"batik{plant}", f"desa{plant}", f"{8100 + number}", f"contoh {plant}"),
        ):
            assert made.find(said.split()) == {number}, said


def test_a_telephone_with_a_slip_is_another():
    made = Names()
    made.take([(1, ("Batik Contoh", "8107"))])
    assert made.find(["8107"]) == {1}
    assert made.find(["8108"]) == set()


def test_who_is_called_otherwise_is_found_by_the_new_name_alone():
    made = index()
    made.take([(1, ("Batik Baru", "Siti Contoh"))])
    assert len(made) == len(NAMES)
    assert made.find(["baru"]) == {1}
    assert made.find(["harjatani"]) == set()
    assert made.find(["siti"]) == {1}


def test_of_whoever_is_gone_no_word_is_left():
    made = index()
    made.keep({1, 2, 4})
    assert made.find(["keripik"]) == set()
    assert "keripik" not in str(vars(made))
    assert made.find(["contoh"]) == {4, 2, 1}


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("semua kasus", Filters(state="all")),
        ("kasus macet", Filters(urgent="stuck")),
        ("yang macet di Kramatwatu", Filters(urgent="stuck", kecamatan="Kramatwatu")),
        ("kasus di kec. tunjung teja", Filters(kecamatan="Tunjung Teja")),
        ("kramatwtu", Filters(kecamatan="Kramatwatu")),
        ("kasus milik bu rina", Filters(holder="o1")),
        ("kasus milik siti", Filters(words="siti")),
        ("punya pak contoh", Filters(words="contoh")),
        ("kasus saya yang terlambat", Filters(holder="me", urgent="late")),
        ("kasus lebih dari 2 minggu", Filters(days=14)),
        ("giliran dinas", Filters(turn="dinas")),
        ("kasus yang ditutup di anyar", Filters(state="closed", kecamatan="Anyar")),
        ("jalur batikmark", Filters(road="batikmark")),
        ("tahap uji laboratorium", Filters(stage="test")),
        ("batik macet", Filters(words="batik", urgent="stuck")),
        ("batik di kramatwatu", Filters(words="batik kramatwatu")),
        ("batik sri jaya", Filters(words="batik sri jaya")),
        ("desa harjatani", Filters(words="harjatani")),
    ],
)
def test_a_list_is_asked_for_in_words(said, by):
    place = PLACE.get(by.kecamatan, "")
    assert asked_for(said, STAFF) == Filters(
        **{n: getattr(by, n) for n in by.narrowed}
        | ({"kecamatan": place} if place else {})
    )


def test_what_finds_nothing_is_a_name_as_it_stands_or_an_officer():
    by = asked_for("batik selesai", STAFF)
    assert otherwise("batik selesai", by, STAFF) == [Filters(words="batik selesai")]
    by = asked_for("rina", STAFF)
    assert otherwise("rina", by, STAFF) == [Filters(holder="o1")]


def test_what_is_found_is_for_whoever_may_look():
    one = case(owner_name="Siti Contoh")
    many = Listed(Filters(words="batik"), count=99, rows=(one,) * (MOST + 1))
    full = CaseName.of(one)
    short = replace(full, owner="S. C.")
    for role, name in ("officer", full), ("coordinator", full), ("auditor", short):
        seen = found({}, many, person(works_as=role))
        assert (seen.count, seen.spec, seen.listed) == (99, "wbatik", False)
        assert seen.cases == (name,) * MOST
    assert found({}, many, person()).count == 0


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("kasus bu rina", ("o1",)),
        ("rina contoh", ("o1",)),
        ("contoh", ("o1", "o2")),
        ("siapa", ()),
        ("", ()),
    ],
)
def test_an_officer_is_known_by_a_part_of_the_name(said, ids):
    assert holders(said, STAFF) == ids
