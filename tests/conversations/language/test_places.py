"""A kecamatan is read in any spelling, and a wrong one is never taken silently."""

import string

import pytest

from conversations.language import (
    OtherRegion,
    Smaller,
    SurePlace,
    UnsurePlaces,
    match_place,
)
from tests.conversations.language.kabupaten import GAZETTEER, PLACES

CODES = {place.name: place.code for place in PLACES}


def read(text):
    return match_place(text, GAZETTEER)


@pytest.mark.parametrize(
    ("typed", "name", "exact"),
    [
        ("kramatwatu", "Kramatwatu", True),
        ("kramat watu", "Kramatwatu", True),
        ("keramat watu", "Kramatwatu", True),
        ("KRAMATWATU!", "Kramatwatu", True),
        ("Kec. Kramatwatu", "Kramatwatu", True),
        ("kramatwatu serang banten", "Kramatwatu", True),
        ("saya di ciruas pak", "Ciruas", True),
        ("kecamatan anyer kab serang", "Anyar", True),
        ("anyer", "Anyar", True),
        ("tanjung teja", "Tunjung Teja", True),
        ("petir, kab serang", "Petir", True),
        ("kab. serang kec. tirtayasa", "Tirtayasa", True),
        ("Kabupaten Serang, kecamatan Pontang", "Pontang", True),
        ("desa harjatani kec. kramatwatu kab. serang", "Kramatwatu", True),
        ("kec bandung", "Bandung", True),
        ("bandung serang", "Bandung", True),
        ("kramatwaut", "Kramatwatu", False),
        ("kramatwatu desa harjatani", "Kramatwatu", False),
        ("desa sukamaju baru kramatwatu", "Kramatwatu", False),
        ("kramatwatu deket pasar", "Kramatwatu", False),
        ("rumah saya di kramatwatu belakang masjid", "Kramatwatu", False),
        ("kramatwatu serang banten 42161", "Kramatwatu", True),
        ("rt 05 rw 02 ciruas", "Ciruas", True),
        ("Desa Pegadingan, Kecamatan Kramatwatu", "Kramatwatu", True),
        ("bukan kramatwatu tapi ciruas", "Ciruas", False),
        ("ciruas bukan kragilan", "Ciruas", False),
        ("waringinkurng", "Waringinkurung", False),
        ("padarincng", "Padarincang", False),
    ],
)
def test_a_place_that_is_plain_is_taken(typed, name, exact):
    assert read(typed) == SurePlace(CODES[name], exact)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("kramat jati", ["Kramatwatu"]),
        ("kramat", ["Kramatwatu"]),
        ("bandung", ["Bandung"]),
        ("kota bandung", ["Bandung"]),
        ("bandung barat", ["Bandung"]),
        ("lebak", ["Lebak Wangi"]),
        ("kibn", ["Kibin"]),
        ("baros ciomas", ["Baros", "Ciomas"]),
        ("ciruas atau kragilan", ["Ciruas", "Kragilan"]),
        ("deket kramatwatu", ["Kramatwatu"]),
        ("dekat kecamatan ciruas", ["Ciruas"]),
        ("perbatasan ciruas kragilan", ["Ciruas", "Kragilan"]),
        ("kramtwatu desa harjatani", ["Kramatwatu"]),
        ("jl raya anyer", ["Anyar"]),
        ("desa binuang", ["Binuang"]),
        ("perumahan ciruas permai", ["Ciruas"]),
    ],
)
def test_a_doubtful_place_is_asked(typed, names):
    assert read(typed) == UnsurePlaces(tuple(CODES[name] for name in names))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("kasemen", "36.73"),
        ("kota serang", "36.73"),
        ("serang kota", "36.73"),
        ("kec serang", "36.73"),
        ("cipocok jaya", "36.73"),
        ("curug", "36.73"),
        ("cilegon", "36.72"),
        ("kota cilegon", "36.72"),
    ],
)
def test_a_neighbouring_region_is_known_as_another(typed, code):
    assert read(typed) == OtherRegion(code)


def test_serang_alone_may_be_the_city_and_is_asked():
    assert read("serang") == UnsurePlaces((), ("36.73",))


@pytest.mark.parametrize(
    "typed", ["Desa Pegadingan", "desa harjatani", "kel. cipocok", "kp kadu rt 2 rw 3"]
)
def test_a_village_is_never_matched_to_a_kecamatan_by_its_sound(typed):
    assert read(typed) == Smaller()


@pytest.mark.parametrize(
    "typed", ["bukan ciruas", "", "  ", "xyz", "kab serang", "kecamatan", "!?", "1"]
)
def test_what_is_no_place_is_none(typed):
    assert read(typed) is None


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_no_slip_of_one_letter_makes_another_place(place):
    for slip in slips(place.name.lower()):
        match read(slip):
            case SurePlace(code):
                assert code == place.code, slip
            case OtherRegion(code):
                pytest.fail(f"{slip} is taken for {code}")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_name_and_spelling_is_taken_after_kec(place):
    for name in (place.name, *place.aliases):
        assert read(f"Kec. {name.upper()}") == SurePlace(place.code, exact=True)


def slips(name):
    """Every string one letter away: one more, one less, another, or two changed round."""
    found = set()
    for i in range(len(name) + 1):
        for letter in string.ascii_lowercase + " ":
            found.add(name[:i] + letter + name[i:])
            found.add(name[:i] + letter + name[i + 1 :])
        found.add(name[:i] + name[i + 1 :])
        found.add(name[:i] + name[i : i + 2][::-1] + name[i + 2 :])
    return found
