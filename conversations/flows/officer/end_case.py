"""An officer closes a case: why, seeing what is missing; or refuses an application."""

from conversations.cases.closing import FINISHED, REFUSED, Closable, CloseCase
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.flow import Aside
from conversations.engine.questions import Choice, Learn, Words
from conversations.engine.values import Answers, Here
from conversations.flows.officer.case_card import OFFICERS, denied, talk_over

UNKNOWN = Closable("unknown_case")


def known(answers: Answers) -> Closable:
    """What is about to be closed."""
    return CASE.found(answers) or UNKNOWN


def open_why(answers: Answers) -> bool:
    """Whether it can be closed, and nobody said why."""
    return bool(endings(answers)) and not answers.given.get("ending")


def endings(answers: Answers) -> tuple[Option, ...]:
    """As what this one can end."""
    every = known(answers).endings
    return tuple(Option(each, key=f"closing.as.{each}") for each in every)


def ending(answers: Answers) -> str:
    """Why it is closed, said now or by the button."""
    given = "" if known(answers).problem else str(answers.given.get("ending", ""))
    chosen: str | None = answers.get(WHY)
    return chosen or given


CASE = Learn("closable", what="closable", kind=Closable)
WHY = Choice("why", among=endings, when=open_why)
REASON = Words(
    "reason", least=3, most=300, when=lambda answers: ending(answers) == REFUSED
)


def closed(answers: Answers) -> tuple[Effect, ...]:
    """End it; at its goal with what it came to; or say why that cannot be."""
    if known(answers).problem or not ending(answers):
        return (denied(known(answers)),)
    code, how = known(answers).code, ending(answers)
    if how == FINISHED:
        return (Begin("certificate", {"code": code, "ends": True}),)
    reason = answers.get(REASON) or ""
    return (CloseCase(code, how, reason), talk_over(code))


def refuse(argument: str, here: Here) -> tuple[Effect, ...]:
    """The button that says why by itself."""
    return (Begin("close", {"code": argument, "ending": REFUSED}),)


FLOW = Aside("close", (CASE, WHY, REASON), closed, roles=OFFICERS)
