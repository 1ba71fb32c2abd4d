"""Whoever greets hears first how their case stands, whose turn it is, and by when.

Then comes the menu, short for whoever waits; who has no case sees nothing else.
"""

from msgspec import structs

from conversations.cases import stages
from conversations.cases.progress import Standing
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, Effect, Say
from conversations.engine.flow import Menu
from conversations.engine.questions import Learn
from conversations.engine.values import Answers, Here, Session
from conversations.flows.officer import case_card
from conversations.flows.owner import apply, to_do
from conversations.flows.shared import menu

STANDING = Learn("standing", what="standing", kind=Standing)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """How the case stands, in a line, and the way to everything else."""
    found = STANDING.found(answers)
    told = (_told(found, here),) if found and found.how else ()
    short = {"applied": "yes"} if told else {}
    return (*told, Begin("menu", {"role": here.who.role, **short}))


def _told(found: Standing, here: Here) -> Say:
    values = structs.asdict(found)
    road = catalogue().roads.get(found.on)
    if road and (stage := stages.at(road, found.at)):
        values["do"] = to_do.first(road, stage, here.word)
    if found.asked in apply.QUESTIONS:
        values["asked"] = case_card.label(found.asked)
    return Say(f"memory.case.{found.how}", values, joined=True)


FLOW = Menu("welcome", (STANDING,), finish_here=finish)


def opening(talk: Session, here: Here) -> Begin:
    """How theirs stands; the menu alone for officers, and before anything was begun."""
    if here.who.role or not talk.count:
        return menu.opening(talk, here)
    return Begin(FLOW.name)
