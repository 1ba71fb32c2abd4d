"""Somebody who leads removes an officer, or changes what they are; named before it."""

from conversations.cases.lifecycle import LEADERS
from conversations.cases.staff.colleagues import ChangeRole, Leaver, RemoveOfficer
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.flow import Menu
from conversations.engine.questions import NO, YES, Choice, Learn, YesNo
from conversations.engine.values import Answers


def found(answers: Answers) -> Leaver:
    """Whom it is about, or why it cannot be."""
    return LEAVER.found(answers) or Leaver("desk.unknown_officer")


def known(answers: Answers) -> bool:
    """Whether they can be removed or changed."""
    return bool(found(answers).officer)


def roles(answers: Answers) -> tuple[Option, ...]:
    """What they can be instead."""
    able = found(answers).roles
    return tuple(Option(name, key=f"invite.as.{name}") for name in able)


LEAVER = Learn("leaver", what="leaver", kind=Leaver)
SURE = YesNo(
    "sure",
    among=(Option(YES, key="remove_officer.yes"), Option(NO, key="sure.no")),
    when=known,
)
ROLE = Choice("role", among=roles, when=known)


def removed(answers: Answers) -> tuple[Effect, ...]:
    """Remove them; or say why not."""
    if not known(answers):
        return (Say(found(answers).problem),)
    if answers[SURE] == NO:
        return (Say("remove_officer.left", {"officer": found(answers).officer}),)
    return (RemoveOfficer(str(answers.given["officer"])),)


def changed(answers: Answers) -> tuple[Effect, ...]:
    """Another role; or why not."""
    if not known(answers):
        return (Say(found(answers).problem),)
    return (ChangeRole(str(answers.given["officer"]), answers[ROLE]),)


REMOVE = Menu("remove_officer", (LEAVER, SURE), removed, roles=LEADERS)
ROLES = Menu("change_role", (LEAVER, ROLE), changed, roles=LEADERS)
