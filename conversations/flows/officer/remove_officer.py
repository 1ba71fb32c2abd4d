"""Somebody who leads removes an officer, who is named before it is done."""

from conversations.cases.lifecycle import LEADERS
from conversations.cases.staff.colleagues import Leaver, RemoveOfficer
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.flow import Menu
from conversations.engine.questions import NO, YES, Learn, YesNo
from conversations.engine.values import Answers

LEAVER = Learn("leaver", what="leaver", kind=Leaver)
SURE = YesNo(
    "sure",
    among=(Option(YES, key="remove_officer.yes"), Option(NO, key="sure.no")),
    when=lambda answers: bool((LEAVER.found(answers) or Leaver()).officer),
)


def removed(answers: Answers) -> tuple[Effect, ...]:
    """Remove them; or say why not."""
    found = LEAVER.found(answers) or Leaver()
    if not found.officer:
        return (Say(found.problem or "desk.unknown_officer"),)
    if answers[SURE] == NO:
        return (Say("remove_officer.left", {"officer": found.officer}),)
    return (RemoveOfficer(str(answers.given["officer"])),)


FLOW = Menu("remove_officer", (LEAVER, SURE), removed, roles=LEADERS)
