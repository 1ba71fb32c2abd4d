"""A case is found by what is remembered of it."""

from dataclasses import replace

import pytest

from conversations.cases.finding import MOST, Found, found, holders, matching
from conversations.cases.records import CaseName
from conversations.catalogue import catalogue
from tests.conversations.cases.files import person

CODES = {each.name: code for code, each in catalogue().kecamatan.items()}


def named(code, business, owner, kecamatan="Kramatwatu"):
    return CaseName(code, business, owner, CODES[kecamatan], "taken", "", "")


ONE = named("SRG-0001", "Batik Contoh", "Siti Contoh")
TWO = named("SRG-0002", "Batik Contoh Dua", "Ahmad Contoh", "Tunjung Teja")
THREE = named("SRG-0003", "Keripik Jaya", "Dewi Contoh", "Anyar")
ALL = (THREE, TWO, ONE)


@pytest.mark.parametrize(
    ("said", "cases"),
    [
        ("batik contoh", (ONE,)),
        ("Batik Contoh Dua", (TWO,)),
        ("batik", (TWO, ONE)),
        ("bu siti contoh", (ONE,)),
        ("punya pak ahmad", (TWO,)),
        ("kecamatan Anyar", (THREE,)),
        ("tunjung teja", (TWO,)),
        ("dewi anyar", (THREE,)),
        ("kripik jaya", (THREE,)),
        ("cari dewi", (THREE,)),
        ("yang di", ()),
        ("batik lain", ()),
        ("", ()),
    ],
)
def test_words_lead_to_the_cases_that_are_called_so(said, cases):
    assert matching(said, ALL) == cases


def test_a_place_that_is_not_known_hinders_nothing():
    (one,) = matching("jaya", [CaseName("SRG-0004", "Jaya", "", "", "taken", "", "")])
    assert one.code == "SRG-0004"


def test_what_is_found_is_for_whoever_may_look():
    many = [ONE] * (MOST + 1)
    short = replace(ONE, owner="S. C.")
    for role, seen in ("officer", ONE), ("coordinator", ONE), ("auditor", short):
        assert found({}, many, person(works_as=role)) == Found(MOST + 1, (seen,) * MOST)
    assert found({}, many, person()) == Found()


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("kasus bu rekan", ("o1",)),
        ("rekan contoh", ("o1",)),
        ("contoh", ("o1", "o2")),
        ("siapa", ()),
        ("", ()),
    ],
)
def test_an_officer_is_known_by_a_part_of_the_name(said, ids):
    among = {"o1": "Bu Rekan Contoh", "o2": "Pak Teman Contoh"}
    assert holders(said, among) == ids
