"""Which road is whose, row by row and as a whole."""

from itertools import product
from typing import Any

import pytest

from conversations.cases.road_advice import RoadFacts, choose
from conversations.catalogue import catalogue

BATIK = {"sector": "batik"}
READY: dict[str, Any] = BATIK | {"has_nib": True}


@pytest.mark.parametrize(
    ("facts", "road", "reasons"),
    [
        (BATIK, "bina_umk", ["no_nib_yet"]),
        (READY, "bina_umk", ["has_nib_starts_here"]),
        (READY | {"brand": "filed"}, "batikmark", ["batik_with_brand"]),
        (READY | {"brand": "certified"}, "batikmark", ["batik_with_brand"]),
        (
            READY | {"sells_to": frozenset({"offices"})},
            "sppt_sni",
            ["sells_to_offices"],
        ),
        (READY | {"sells_to": frozenset({"local", "export"})}, "sppt_sni", ["exports"]),
        (READY | {"wants_mark": True}, "sppt_sni", ["wants_mark"]),
        (
            READY | {"wants_mark": True, "sells_to": frozenset({"offices", "export"})},
            "sppt_sni",
            ["sells_to_offices", "exports", "wants_mark"],
        ),
        (BATIK | {"wants_mark": True}, "bina_umk", ["no_nib_yet"]),
        (
            READY | {"mandatory_product": "baby_clothes"},
            "mandatory",
            ["mandatory_product"],
        ),
        (
            READY | {"wants_system": "iso_9001"},
            "bina_umk",
            ["has_nib_starts_here"],
        ),
        (
            READY | {"wants_system": "iso_9001", "buyer_asks": True},
            "iso_9001",
            ["buyer_asks"],
        ),
        (
            READY | {"wants_system": "iso_37001", "buyer_asks": True},
            "iso_37001",
            ["buyer_asks"],
        ),
        (
            {"sector": "food", "wants_system": "iso_9001"},
            "iso_9001",
            ["wants_iso"],
        ),
        (
            {"sector": "other", "wants_system": "iso_37001"},
            "iso_37001",
            ["wants_iso"],
        ),
        ({"sector": "food", "has_nib": True}, "bina_umk", ["has_nib_starts_here"]),
        ({"applicant": "office"}, "iso_9001", ["office_quality"]),
        (
            {"applicant": "office", "wants_system": "iso_9001"},
            "iso_9001",
            ["office_quality"],
        ),
        (
            {"applicant": "office", "wants_system": "iso_37001"},
            "iso_37001",
            ["office_against_bribery"],
        ),
    ],
)
def test_each_row_of_the_table_leads_to_its_road(facts, road, reasons):
    advice = choose(RoadFacts(**facts))
    assert advice.road == road
    assert list(advice.reasons) == reasons


def every_case():
    """All facts that the table can tell apart."""
    for row in product(
        ("business", "office"),
        ("", "toys"),
        (False, True),
        (False, True),
        ("certified", "filed", "none", ""),
        (frozenset(), frozenset({"offices"}), frozenset({"export"})),
        (False, True),
        ("", "none", "iso_9001", "iso_37001"),
        (False, True),
    ):
        names = (
            "applicant",
            "mandatory_product",
            "makes_batik",
            "has_nib",
            "brand",
            "sells_to",
            "wants_mark",
            "wants_system",
            "buyer_asks",
        )
        known: dict[str, Any] = dict(zip(names, row, strict=True))
        yield RoadFacts(**known)


def test_every_case_has_a_road_of_the_catalogue_and_a_reason():
    for facts in every_case():
        advice = choose(facts)
        assert {advice.road, *advice.alternatives} <= set(catalogue().roads)
        assert advice.reasons
        assert advice.road not in advice.alternatives


def test_every_reason_and_warning_is_given_to_someone():
    advices = [choose(facts) for facts in every_case()]
    roads = catalogue().roads.values()
    for name, given in (("advices", "reasons"), ("warnings", "warnings")):
        rows = {row.id for road in roads for row in getattr(road, name)}
        assert {id_ for each in advices for id_ in getattr(each, given)} == rows


def test_a_batik_maker_is_not_sent_to_iso_unless_a_buyer_asks():
    for facts in every_case():
        if facts.applicant == "business" and facts.makes_batik and not facts.buyer_asks:
            assert not choose(facts).road.startswith("iso")


def test_a_product_under_mandatory_sni_has_no_other_road():
    for facts in every_case():
        if facts.applicant == "business" and facts.mandatory_product:
            advice = choose(facts)
            assert (advice.road, advice.alternatives) == ("mandatory", ())
            assert "mandatory_before_selling" in advice.warnings


def test_an_office_is_only_offered_management_systems():
    for facts in every_case():
        if facts.applicant == "office":
            advice = choose(facts)
            assert {advice.road, *advice.alternatives} == {"iso_9001", "iso_37001"}


def test_a_clothes_maker_who_makes_batik_counts_as_a_batik_maker():
    facts = RoadFacts(sector="clothing", makes_batik=True, has_nib=True, brand="filed")
    assert choose(facts).road == "batikmark"


def test_an_sppt_applicant_without_a_brand_is_told_to_file_it():
    assert "brand_first" in choose(RoadFacts(**READY, wants_mark=True)).warnings
