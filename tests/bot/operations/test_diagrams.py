"""Pictures of flows are drawn from what is declared, and the page has the newest."""

import re

import pytest

from bot.operations import rights_page
from bot.operations.diagrams import draw, draw_all, sometimes
from conversations.cases.lifecycle import LIFE
from conversations.engine.flow import Form
from conversations.engine.questions import Choice, Learn, Text, Together
from conversations.flows import FLOWS
from conversations.flows.owner import apply
from tests.project.tree import ROOT, text

FIRST = Text("first")
LATER = Text("later", when=lambda answers: answers.get(FIRST) == "x")
ALWAYS = Text("again", when=lambda answers: True)
MANY = Choice("many", among=())
FLOW = Form(
    "sample", (Together("two", (FIRST, LATER)), ALWAYS, Learn("known")), lambda a: ()
)


def test_the_page_of_flows_is_what_pandu_draws_now():
    page = text(ROOT / "docs" / "reference" / "flows.md")
    assert page == f"{draw_all()}\n", "write it anew: make pages"


def test_the_page_of_rights_is_what_the_table_says_now():
    page = text(ROOT / "docs" / "reference" / "rights.md")
    assert page == f"{rights_page.draw()}\n", "write it anew: make pages"


@pytest.mark.parametrize("name", FLOWS)
def test_every_question_of_a_flow_is_in_its_picture_once(name):
    flow, picture = FLOWS[name], draw(FLOWS[name])
    for question in flow.questions({"field": "photo"}):
        assert (
            len(re.findall(rf"^ +q_{question.key}\W*[\[{{(]", picture, re.MULTILINE))
            == 1
        )


def test_what_is_asked_only_sometimes_is_dashed():
    assert re.search(r"q_later\[.*:::sometimes", draw(FLOW))
    assert not re.search(r"q_(first|again)\[.*:::sometimes", draw(FLOW))


def test_what_the_world_answers_looks_different():
    assert re.search(r"q_known\[\(.*:::world", draw(FLOW))


def test_a_condition_that_looks_at_no_answer_is_no_condition():
    assert not sometimes(ALWAYS)
    assert sometimes(LATER)
    assert sometimes(apply.OFFICE_NAME)


def test_a_bubble_is_a_box_of_boxes():
    assert re.search(
        r"subgraph t_two.*?q_first.*?q_later.*?\n    end", draw(FLOW), re.DOTALL
    )


def test_every_move_of_a_case_is_in_the_picture_of_its_life():
    page = draw_all()
    for (state, act), move in LIFE.items():
        if move.to != state:
            assert f"{state} --> {move.to}: {act}" in page


def test_a_label_with_quotation_marks_stays_in_its_box():
    picture = draw(Form("quoted", (Text("q", label='a "b"'),), lambda a: ()))
    assert '["a #quot;b#quot;"]' in picture
