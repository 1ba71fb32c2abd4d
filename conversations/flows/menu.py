"""The way to everything else: the owner's menu and the officer's."""

from conversations.engine.book import Talk
from conversations.engine.effects import (
    Begin,
    Effect,
    Option,
    ShowQueue,
    ShowReport,
    ShowStatus,
)
from conversations.engine.flow import Answers, Flow, Here
from conversations.engine.questions import Choice

OWNER: dict[str, Effect] = {
    "route": Begin("route"),
    "apply": Begin("apply"),
    "status": ShowStatus(),
    "ready": Begin("readiness"),
    "roads": Begin("roads"),
    "profile": Begin("profile"),
    "officer": Begin("ask"),
    "privacy": Begin("privacy"),
    "language": Begin("language"),
}
OFFICER: dict[str, Effect] = {
    "queue": ShowQueue(),
    "find": Begin("find"),
    "announce": Begin("announce"),
    "report": ShowReport(),
    "duty": Begin("duty"),
    "owner": Begin("menu", {"for": "owner"}),
}
ONLY = {"announce": ("coordinator", "admin")}
"""What not every officer may do."""


def among(answers: Answers) -> tuple[Option, ...]:
    """What this person can turn to."""
    role = answers.given.get("role", "")
    if role and answers.given.get("for") != "owner":
        names = [name for name in OFFICER if role in ONLY.get(name, (role,))]
    else:
        names = list(OWNER)
    return tuple(Option(name, key=f"menu.what.{name}") for name in names)


WHAT = Choice("what", among=among)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Go there."""
    del here
    name = answers[WHAT]
    effect = {**OFFICER, **OWNER}[name]
    if name == "owner":
        effect = Begin("menu", {"for": "owner", "role": answers.given.get("role", "")})
    return (effect,)


def opening(talk: Talk, here: Here) -> Begin:
    """The menu of whoever asks for it."""
    del talk
    return Begin("menu", {"role": here.who.role})


FLOW = Flow("menu", (WHAT,), finish, quiet=True, again=True)
