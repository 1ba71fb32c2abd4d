"""How long a form is found to be: what is remembered is what would be counted."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conversations.engine import progress
from conversations.engine.effects import Option
from conversations.engine.flow import Form
from conversations.engine.position import locate
from conversations.engine.questions import Choice, Learn, Text
from conversations.engine.values import Answers, Conversation
from conversations.flows import FLOWS
from tests.conversations.strategies import GIVEN, JSON, books, bound, common

KEYS = sorted({q.key for f in FLOWS.values() for q in f.questions({"field": "photo"})})
VALUES = JSON | st.sampled_from(["yes", "no", "office", "batik", "food", "q0", ["d1"]])


def both(flow, conversation):
    """What is remembered of it, and what is counted anew; bubbles or not."""
    at = locate(flow, conversation)
    if at.question is None:
        return
    for way in at.form.ways.values():
        counted = way.count(at.question, at.answers, at.settled, [])
        for _ in range(2):  # it is remembered by the second time
            yield way.progress(at.question, at.answers, at.settled), counted


@common
@given(
    books(),
    st.sampled_from(sorted(FLOWS)),
    st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from(KEYS) | st.just("q0"), VALUES, max_size=9),
            st.sampled_from([{}, GIVEN, {"road": "iso_9001"}, {"field": "photo"}]),
            st.sampled_from(["", *KEYS]),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_what_is_remembered_is_what_would_be_counted(book, name, forms):
    book = bound(book)
    flow = book.flows["made"] if "made" in book.flows else FLOWS[name]
    for answers, opened_with, reopened in forms:
        conversation = Conversation(
            flow.name, 1, answers, opened_with, reopened=reopened
        )
        for found, counted in both(flow, conversation):
            assert found == counted


YES_NO = (Option("yes"), Option("no"))
FIRST = Choice("first", among=YES_NO)


def form_of(*questions):
    return Form("form", questions, lambda answers: ())


def steps(flow, answers, given=None):
    """How many steps there are, by memory; it must be what is counted."""
    found, counted = zip(
        *both(flow, Conversation("form", 1, answers, given or {})), strict=True
    )
    assert found == counted
    return found[-1][1]


def test_a_condition_that_looks_at_everything_is_counted_right_for_everybody():
    def many(answers: Answers) -> bool:
        return "yes" in dict(answers.stored).values()

    flow = form_of(FIRST, Text("second"), Text("third", when=many))
    assert steps(flow, {"first": "yes"}) == 3
    assert steps(flow, {"first": "no"}) == 2
    assert steps(flow, {"first": "yes"}) == 3


def test_a_condition_on_what_was_given_is_counted_right_for_everybody():
    flow = form_of(FIRST, Text("second", when=lambda a: bool({**a.given})))
    assert steps(flow, {}) == 1
    assert steps(flow, {}, {"road": "x"}) == 2
    assert steps(flow, {}) == 1


def test_an_answer_that_stands_by_one_before_it_is_counted_with_that():
    about: Learn[Any] = Learn("about", about=lambda answers: {"first": answers[FIRST]})
    flow = form_of(FIRST, about, Text("second"), Text("third"))
    known = {"first": "yes", "about": {"about": {"first": "yes"}, "found": {}}}
    again = Conversation("form", 1, known, reopened="first")
    assert {found for pair in both(flow, again) for found in pair} == {(1, 3)}


def test_yes_is_not_one_and_what_is_absent_is_not_nothing():
    def known(answers: Answers) -> bool:
        return "n" in answers.given and answers.given.get("n") is not True

    flow = form_of(FIRST, Text("second", when=known))
    counts = [
        steps(flow, {}, given) for given in ({"n": 1}, {"n": True}, {}, {"n": None})
    ]
    assert counts == [2, 1, 1, 2]


def test_what_was_written_at_length_is_not_remembered():
    long = "Batik Contoh " * 9
    flow = form_of(
        Text("name"), FIRST, Text("more", when=lambda a: bool(a.stored["name"]))
    )
    assert steps(flow, {"name": long}) == 3
    assert long not in str([way.counts for way in flow.compiled({}).ways.values()])


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(progress, "MOST", 5)
    flow = form_of(
        Text("name"), FIRST, Text("more", when=lambda a: bool(a.stored["name"]))
    )
    for number in range(20):
        steps(flow, {"name": f"Contoh {number}"})
    assert all(way.size <= 5 for way in flow.compiled({}).ways.values())
