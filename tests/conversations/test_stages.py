"""The stages of a road: where a case is, which way it can go, and its papers."""

from collections import Counter
from datetime import timedelta

import pytest

from bot import words
from bot.channels.base import encode_button
from conversations.cases import stages
from conversations.catalogue import catalogue

ROADS = sorted(catalogue().roads)
LONGEST_CODE = "SRG-999999"


@pytest.mark.parametrize("name", ROADS)
def test_a_road_is_walked_from_its_first_stage_to_its_close(name):
    road = catalogue().roads[name]
    walked = [road.stages[0].id]
    while "onward" in stages.steps(road, walked[-1]):
        walked.append(stages.beside(road, walked[-1], "onward").id)
    assert walked == [stage.id for stage in road.stages]
    assert stages.beside(road, walked[-1], "onward") is None
    left = [len(stages.ahead(road, each)) for each in walked]
    assert left == list(range(len(walked) - 1, -1, -1))


@pytest.mark.parametrize("name", ROADS)
def test_one_back_undoes_one_on(name):
    road = catalogue().roads[name]
    for stage in road.stages[:-1]:
        onward = stages.beside(road, stage.id, "onward")
        assert stages.beside(road, onward.id, "backward") == stage
    assert "backward" not in stages.steps(road, road.stages[0].id)


def test_each_paper_of_a_stage_has_a_mark_of_its_own_whoever_sends_it():
    for road in catalogue().roads.values():
        papers = [each for stage in road.stages for each in stages.named(stage)]
        assert len({each.id for each in papers}) == len(papers)
        sent = [each for s in road.stages for each in stages.papers_of(road, s.id)]
        assert {each.id for each in sent} <= {each.id for each in papers}


def test_a_case_on_no_road_or_on_a_stage_that_is_gone_is_stuck_nowhere():
    road = catalogue().roads["batikmark"]
    assert stages.steps(None, "apply") == ()
    assert stages.ahead(None, "apply") == ()
    assert list(stages.ahead(road, "gone")) == list(road.stages[1:])
    assert stages.steps(road, "gone") == ("onward",)
    assert stages.papers_of(road, "gone") == ()


@pytest.mark.parametrize(
    ("road", "gone"),
    [(road, gone) for road in catalogue().roads.values() for gone in road.retired],
    ids=lambda each: each.id,
)
def test_a_case_at_a_stage_that_left_goes_on_from_the_one_in_its_place(road, gone):
    assert stages.at(road, gone.id).id == gone.now
    (now,) = (each.id for each, knot in stages.ladder(road, gone.id) if knot == "now")
    assert now == gone.now
    assert stages.steps(road, gone.id) == stages.steps(road, gone.now)
    assert stages.ahead(road, gone.id) == stages.ahead(road, gone.now)


@pytest.mark.parametrize("name", ROADS)
def test_a_ladder_has_one_knot_that_is_now_and_the_rest_in_order(name):
    road = catalogue().roads[name]
    for place, stage in enumerate(road.stages):
        knots = [knot for _, knot in stages.ladder(road, stage.id)]
        after = len(road.stages) - place - 1
        assert knots == ["done"] * place + ["now"] + ["later"] * after


STAGES = [(r.id, s) for r in catalogue().roads.values() for s in r.stages]
TAPPED = 20
"""Characters of a button of WhatsApp."""


def named(pairs):
    return pytest.mark.parametrize(
        ("road", "stage"), pairs, ids=[f"{road}-{stage.id}" for road, stage in pairs]
    )


@named(STAGES)
def test_every_stage_says_what_its_owner_does(road, stage):
    assert 1 <= len(stage.do) <= 5
    assert stage.asks_after


@named([(road, stage) for road, stage in STAGES if stage.who == "owner"])
def test_every_stage_of_the_owner_knows_the_way_out_of_its_usual_trouble(road, stage):
    assert stage.stucks
    asked = {"photo": "foto", "number": "ketik"}
    assert asked.get(stage.wants, "").casefold() in " ".join(stage.do).casefold()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_what_opens_a_page_or_names_a_trouble_fits_a_button(language):
    pages = [stage.link.name for _, stage in STAGES if stage.link]
    troubles = [each.name for _, stage in STAGES for each in stage.stucks]
    assert not [
        each
        for each in (*pages, *troubles)
        if len(words.prose(language, each)) > TAPPED
    ]


def test_whoever_has_a_nib_begins_where_it_does_not_help():
    road = catalogue().roads["bina_umk"]
    left = [stage.id for stage in road.stages if stage.known_by != "nib"]
    assert left == ["choose_sni", "print_nib", "guidance"]


def papers():
    for road in catalogue().roads.values():
        for stage in road.stages:
            yield from stages.papers_of(road, stage.id)


@pytest.mark.parametrize("name", ROADS)
def test_no_two_papers_of_a_road_have_one_mark(name):
    road = catalogue().roads[name]
    marks = [p.id for s in road.stages for p in stages.papers_of(road, s.id)]
    assert [mark for mark, count in Counter(marks).items() if count > 1] == []


def test_every_button_of_a_paper_fits_telegram():
    for verb in ("papers", "send", "pass", "redo"):
        for paper in papers():
            button = encode_button(f"{verb}:{LONGEST_CODE}/{paper.id}")
            assert len(button.encode()) <= 64, paper


def test_an_identity_card_is_never_asked_for_here():
    """UU 27/2022: what has to be shown to somebody else is shown to them."""
    for paper in papers():
        assert "KTP" not in paper.name
        assert "NIK" not in paper.name


@pytest.mark.parametrize(
    ("states", "standing"),
    [
        ((), "missing"),
        (("kept",), "sent"),
        (("kept", "accepted"), "sent"),
        (("accepted", "accepted"), "accepted"),
        (("accepted", "sent_back"), "back"),
    ],
)
def test_a_paper_stands_as_its_files_do(states, standing):
    assert stages.standing(states) == standing
    assert stages.Paper("x", "x", standing).wanted == (standing in {"missing", "back"})


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((), None),
        ((1, 2), None),
        ((1, 2, 90), 2),
        ((0.1, 0.1, 0.2), 1),
        ((3, 4, 5, 90), 4),
    ],
)
def test_how_long_a_stage_takes_is_told_from_three_cases_on(days, told):
    assert stages.usual([timedelta(days=each) for each in days]) == told
