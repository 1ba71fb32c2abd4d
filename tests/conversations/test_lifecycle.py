"""The life of a case is one table; the cards, the desk and the diagram agree with it."""

import pytest

from conversations.cases import lifecycle
from conversations.cases.buttons import ACTS, MORE, REPORTED, of_card
from conversations.cases.lifecycle import HANDLERS, LIFE, Actor
from conversations.cases.records import Absence
from conversations.cases.staff import duty
from conversations.language import read_case_number
from tests.conversations.cases.files import NOW, officer


def buttons(state, *, held):
    reported = REPORTED if state == "accepted" else ()
    acts = (*ACTS[state], *reported, *MORE.get(state, ()))
    made = of_card(acts, "SRG-0001", "batikmark", "apply", state, held=held)
    return [option.value.partition(":")[0] for option in made]


@pytest.mark.parametrize("held", [True, False])
def test_every_button_of_a_card_is_an_act_that_whoever_sees_it_can_do(held):
    actor = Actor(role="officer", holds=held)
    for state in ACTS:
        for act in buttons(state, held=held):
            of = "close" if act == "refuse" else act
            assert act == "open" or lifecycle.problem(state, of, actor) == "", act


def test_every_act_of_an_officer_has_a_button_in_its_state():
    road_begins = {"backward"}
    road_ends = {("accepted", "certificate")}
    for (state, act), move in LIFE.items():
        held = act != "take" and (state, move.who) != ("submitted", "officer")
        if (state, act) in road_ends:
            made = of_card(MORE[state], "SRG-0001", "batikmark", "certificate")
            assert act in [option.value.partition(":")[0] for option in made]
        elif move.who != "owner" and act not in road_begins:
            assert act in buttons(state, held=held), (state, act)


def test_what_nobody_holds_is_taken_first():
    for state in ("submitted", "sent_back", "accepted"):
        assert buttons(state, held=False)[0] == "take"
        assert "take" not in buttons(state, held=True)
    assert "reply" not in buttons("accepted", held=False)


def test_all_that_can_be_done_to_a_case_fits_the_longest_list_allowed():
    for state, card in (*ACTS.items(), ("accepted", REPORTED)):
        acts = (*card, *MORE.get(state, ()))
        middle = of_card(acts, "SRG-0001", "batikmark", "check", state)
        assert len([each for each in middle if each.value != "open"]) <= 10 + 1


@pytest.mark.parametrize(
    ("state", "act", "actor", "problem"),
    [
        ("submitted", "take", Actor(role="officer"), ""),
        ("submitted", "take", Actor(role="auditor"), "not_allowed"),
        ("submitted", "take", Actor(owns=True), "not_allowed"),
        ("submitted", "accept", Actor(role="officer"), "not_possible"),
        ("taken", "accept", Actor(role="officer", holds=True), ""),
        ("taken", "accept", Actor(role="officer"), "not_holder"),
        ("taken", "accept", Actor(role="coordinator"), ""),
        ("taken", "accept", Actor(role="admin"), ""),
        ("taken", "accept", Actor(role="auditor", holds=True), "not_allowed"),
        ("taken", "take", Actor(role="officer"), "not_possible"),
        ("sent_back", "correct", Actor(owns=True), ""),
        ("sent_back", "correct", Actor(role="admin"), "not_allowed"),
        ("taken", "correct", Actor(owns=True), "not_possible"),
        ("withdrawn", "reply", Actor(role="admin"), "not_possible"),
        ("submitted", "close", Actor(role="officer"), ""),
        ("taken", "close", Actor(role="officer"), "not_holder"),
        ("closed", "reopen", Actor(role="coordinator"), ""),
        ("closed", "reopen", Actor(role="officer"), "not_holder"),
        ("withdrawn", "reopen", Actor(role="admin"), "not_possible"),
        ("accepted", "note", Actor(role="officer"), ""),
        ("accepted", "note", Actor(role="auditor"), "not_allowed"),
        ("no such state", "take", Actor(role="admin"), "not_possible"),
    ],
)
def test_who_may_do_what(state, act, actor, problem):
    assert lifecycle.problem(state, act, actor) == problem


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("42", "SRG-0042"),
        ("srg 42", "SRG-0042"),
        ("SRG-0042", "SRG-0042"),
        ("srg0042", "SRG-0042"),
        (" #42. ", "SRG-0042"),
        ("SRG-00042", "SRG-0042"),
        ("srg-12345", "SRG-12345"),
        ("lan 7", "LAN-0007"),
        ("", ""),
        ("srg", ""),
        ("empat dua", ""),
        ("1 2", ""),
        ("9" * 10, ""),
    ],
)
def test_a_number_is_known_however_it_is_typed(typed, code):
    assert read_case_number(typed, "SRG") == code


def test_the_diagram_has_an_arrow_for_each_change_of_state():
    drawn = lifecycle.mermaid().splitlines()
    changes = [move for (state, _), move in LIFE.items() if move.to != state]
    assert len(drawn) == len(changes) + 2


def test_those_on_duty_are_alerted_else_all_who_can_act_and_never_an_auditor():
    on, off = officer("on"), officer("off", "admin", on_duty=False)
    auditor = officer("auditor", "auditor")
    assert duty.alerted([on, off, auditor]) == [on]
    assert duty.alerted([off, auditor]) == [off]
    assert duty.alerted([auditor]) == []
    assert "auditor" not in HANDLERS


AWAY = officer("away", on_duty=False, absence=Absence("deputy", NOW, NOW), away=True)


@pytest.mark.parametrize(
    ("holder", "deputy_on_duty", "answers"),
    [
        (officer("away"), True, ["away"]),
        (AWAY, True, ["deputy"]),
        (AWAY, False, []),
        (officer("away", on_duty=False), True, []),
    ],
)
def test_who_answers_for_a_case_is_its_holder_or_who_stands_in(
    holder, deputy_on_duty, answers
):
    staff = (holder, officer("deputy", on_duty=deputy_on_duty), officer("other"))
    assert [each.id for each in duty.responsible(staff, "away")] == answers
    assert duty.responsible(staff, None) == []
