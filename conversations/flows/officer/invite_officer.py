"""Somebody who leads invites an officer: as what, and then a link to forward."""

from conversations.cases.lifecycle import LEADERS
from conversations.cases.staff.invitations import InviteOfficer, made_by
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.flow import Menu
from conversations.engine.questions import Choice
from conversations.engine.values import Answers, Here


def among(answers: Answers) -> tuple[Option, ...]:
    """What somebody can be; another admin is an admin's to invite."""
    able = made_by(str(answers.given.get("by", "")))
    return tuple(Option(name, key=f"invite.as.{name}") for name in able)


ROLE = Choice("role", among=among)


def opening(argument: str, here: Here) -> tuple[Effect, ...]:
    """Ask as what; only who leads gets an answer."""
    return (Begin("invite", {"by": here.who.role}),)


def invited(answers: Answers) -> tuple[Effect, ...]:
    """The invitation."""
    return (InviteOfficer(answers[ROLE]),)


FLOW = Menu("invite", (ROLE,), invited, roles=LEADERS)
