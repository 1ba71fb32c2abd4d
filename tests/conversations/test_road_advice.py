"""Which road is whose, row by row and as a whole."""

from itertools import product
from typing import Any

import pytest

from conversations.cases.road_advice import RoadFacts, choose, lacking
from conversations.catalogue import catalogue

BATIK = {"sector": "batik"}
READY: dict[str, Any] = BATIK | {"has_nib": True}


NIB, NO_NIB = "bina_umk has_nib_starts_here", "bina_umk no_nib_yet"
MARK = "batikmark makes_batik"
OFFICES = {"sells_to": ("offices",)}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (BATIK, [f"now {NO_NIB}", "meanwhile brand_first", f"then {MARK}"]),
        (READY, [f"now {NIB}", "meanwhile brand_first", f"then {MARK}"]),
        (READY | {"brand": "filed"}, [f"now {NIB}", f"beside {MARK}"]),
        (READY | {"brand": "certified"}, [f"now {NIB}", f"beside {MARK}"]),
        (
            READY | {"brand": "none"} | OFFICES,
            [
                f"now {NIB}",
                "meanwhile brand_first",
                f"then {MARK}",
                "then sppt_sni sells_to_offices",
            ],
        ),
        (
            READY | {"brand": "filed"} | OFFICES,
            [f"now {NIB}", f"beside {MARK}", "then sppt_sni sells_to_offices"],
        ),
        (
            READY | {"brand": "filed", "sells_to": ("local", "export")},
            [f"now {NIB}", f"beside {MARK}", "then sppt_sni exports"],
        ),
        (
            BATIK | {"wants_mark": True},
            [
                f"now {NO_NIB}",
                "meanwhile brand_first",
                f"then {MARK}",
                "then sppt_sni wants_mark",
            ],
        ),
        (
            READY | {"wants_mark": True, "sells_to": ("offices", "export")},
            [
                f"now {NIB}",
                "meanwhile brand_first",
                f"then {MARK}",
                "then sppt_sni sells_to_offices exports wants_mark",
            ],
        ),
        (
            {"sector": "food", "brand": "filed"} | OFFICES,
            [f"now {NO_NIB}", "then sppt_sni sells_to_offices"],
        ),
        ({"sector": "food", "has_nib": True}, [f"now {NIB}"]),
        (
            READY | {"mandatory_product": "baby_clothes"} | OFFICES,
            ["now mandatory mandatory_product"],
        ),
        (
            READY | {"wants_system": "iso_9001", "buyer_asks": True},
            ["now iso_9001 buyer_asks"],
        ),
        (
            READY | {"wants_system": "iso_37001", "buyer_asks": True},
            ["now iso_37001 buyer_asks"],
        ),
        (
            {"sector": "food", "wants_system": "iso_9001"},
            ["now iso_9001 wants_iso"],
        ),
        (
            {"sector": "other", "wants_system": "iso_37001"},
            ["now iso_37001 wants_iso"],
        ),
        ({"applicant": "office"}, ["now iso_9001 office_quality"]),
        (
            {"applicant": "office", "wants_system": "iso_9001"},
            ["now iso_9001 office_quality"],
        ),
        (
            {"applicant": "office", "wants_system": "iso_37001"},
            ["now iso_37001 office_against_bribery"],
        ),
        (
            {"applicant": "office", "wants_system": "both"},
            [
                "now iso_9001 office_quality",
                "beside iso_37001 office_against_bribery",
            ],
        ),
    ],
)
def test_the_next_road_that_can_be_reached_comes_before_what_it_leads_to(facts, told):
    found = choose(RoadFacts(**facts))
    assert [
        " ".join(("now", found.now.road, *found.now.reasons)),
        *(" ".join(("beside", step.road, *step.reasons)) for step in found.beside),
        *(f"meanwhile {need}" for need in found.meanwhile),
        *(" ".join(("then", step.road, *step.reasons)) for step in found.then),
    ] == told


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
        ("", "none", "iso_9001", "iso_37001", "both"),
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
        steps = [step.road for step in advice.steps]
        assert {*steps, *advice.alternatives} <= set(catalogue().roads)
        assert len({*steps}) == len(steps)
        assert all(step.reasons for step in advice.steps)
        assert not {*steps} & {*advice.alternatives}


def test_every_reason_and_warning_is_given_to_someone():
    advices = [choose(facts) for facts in every_case()]
    roads = catalogue().roads.values()
    reasons = {id_ for each in advices for step in each.steps for id_ in step.reasons}
    assert reasons == {row.id for road in roads for row in road.advices}
    told = {id_ for each in advices for id_ in each.warnings}
    rows = {row.id for road in roads for row in (*road.needs, *road.warnings)}
    assert told == rows


def test_a_batik_maker_is_not_sent_to_iso_unless_a_buyer_asks():
    for facts in every_case():
        if facts.applicant == "business" and facts.makes_batik and not facts.buyer_asks:
            steps = choose(facts).steps
            assert not any(step.road.startswith("iso") for step in steps)


def test_a_product_under_mandatory_sni_has_no_other_road():
    for facts in every_case():
        if facts.applicant == "business" and facts.mandatory_product:
            advice = choose(facts)
            assert [step.road for step in advice.steps] == ["mandatory"]
            assert advice.alternatives == ()
            assert "mandatory_before_selling" in advice.warnings


def test_an_office_is_only_offered_management_systems():
    for facts in every_case():
        if facts.applicant == "office":
            advice = choose(facts)
            steps = {step.road for step in advice.steps}
            assert {*steps, *advice.alternatives} == {"iso_9001", "iso_37001"}


def test_a_clothes_maker_who_makes_batik_counts_as_a_batik_maker():
    facts = RoadFacts(sector="clothing", makes_batik=True, has_nib=True, brand="filed")
    assert [step.road for step in choose(facts).beside] == ["batikmark"]


def test_only_what_is_there_or_comes_of_the_road_before_is_begun():
    for facts in every_case():
        advice = choose(facts)
        roads = catalogue().roads
        for step in (advice.now, *advice.beside):
            assert roads[step.road].only or not lacking(roads[step.road], facts)
        if not facts.has_brand and any(roads[s.road].needs for s in advice.then):
            assert "brand_first" in advice.meanwhile
        assert "nib_first" not in advice.meanwhile
