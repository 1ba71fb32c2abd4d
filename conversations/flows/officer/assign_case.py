"""A case is handed to a colleague, put on another road, or noted about."""

from conversations.cases.access import VISITORS
from conversations.cases.assignment import (
    Colleagues,
    HandOverCase,
    WriteInternalNote,
)
from conversations.cases.handling import ChangeRoad, Handled
from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Moot, Option
from conversations.engine.flow import Aside
from conversations.engine.questions import Choice, Learn, Words
from conversations.engine.values import Answers
from conversations.flows.officer.case_card import OFFICERS, denied


def colleagues(answers: Answers) -> tuple[Option, ...]:
    """Each by name, with how many cases they have."""
    found = COLLEAGUES.found(answers) or Colleagues()
    return tuple(Option(each.id, label=each.label) for each in found.among)


COLLEAGUES = Learn("colleagues", what="colleagues", kind=Colleagues)
WHOM = Choice("whom", among=colleagues, when=lambda answers: bool(colleagues(answers)))


def handed_over(answers: Answers) -> tuple[Effect, ...]:
    """The case is the colleague's."""
    found, whom = COLLEAGUES.found(answers) or Colleagues(), answers.get(WHOM)
    if whom is None:
        return (denied(found),)
    over = Moot(("desk_talk",), {"code": found.code})
    return (HandOverCase(found.code, whom), over)


def for_act(name: str) -> Learn[Handled]:
    """The case that *name* is about to be done to."""

    def about(answers: Answers) -> dict[str, str]:
        return {"code": str(answers.given.get("code", "")), "act": name}

    return Learn("handled", what="handled", about=about, kind=Handled)


def roads(answers: Answers) -> tuple[Option, ...]:
    """Every road by name."""
    every = catalogue().roads.values()
    return tuple(Option(road.id, label=road.name) for road in every)


UNKNOWN = Handled("unknown_case")
ON_ROAD, NOTED = for_act("other_road"), for_act("note")


def open_to(case: Learn[Handled], answers: Answers) -> bool:
    """Whether it can be done."""
    return not (case.found(answers) or UNKNOWN).problem


ROAD = Choice("road", among=roads, when=lambda answers: open_to(ON_ROAD, answers))
TEXT = Words(
    "text",
    least=2,
    most=900,
    lines=True,
    when=lambda answers: open_to(NOTED, answers),
)


def road_changed(answers: Answers) -> tuple[Effect, ...]:
    """The case goes another road."""
    found = ON_ROAD.found(answers) or UNKNOWN
    return (denied(found) if found.problem else ChangeRoad(found.code, answers[ROAD]),)


def noted(answers: Answers) -> tuple[Effect, ...]:
    """Words for officers alone."""
    found = NOTED.found(answers) or UNKNOWN
    if found.problem:
        return (denied(found),)
    return (WriteInternalNote(found.code, answers[TEXT]),)


HAND_OVER = Aside("hand_over", (COLLEAGUES, WHOM), handed_over, roles=OFFICERS)
OTHER_ROAD = Aside("other_road", (ON_ROAD, ROAD), road_changed, roles=OFFICERS)
NOTE = Aside("write_note", (NOTED, TEXT), noted, roles=VISITORS)
