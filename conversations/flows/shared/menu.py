"""The way to everything else: the owner's menu and the officer's."""

from dataclasses import dataclass

from conversations.cases.access import OVERSEERS
from conversations.cases.canned_replies import ShowAnswers
from conversations.cases.lifecycle import HANDLERS, LEADERS
from conversations.cases.overrides import ShowFacts
from conversations.cases.progress import ShowStatus
from conversations.cases.queue import ShowQueue
from conversations.cases.reports.figures import ShowReport
from conversations.cases.staff.colleagues import ShowOfficers
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.events import Event, Typed
from conversations.engine.flow import Menu
from conversations.engine.questions import Choice, Read, Refusal
from conversations.engine.values import Answers, Here, Session
from conversations.flows.owner import learn

OWNER: dict[str, Effect] = {
    "route": Begin("route"),
    "apply": Begin("apply_again"),
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
    "answers": ShowAnswers(),
    "facts": ShowFacts(),
    "announce": Begin("announce"),
    "officers": ShowOfficers(),
    "report": ShowReport(),
    "duty": Begin("duty"),
}
NEWCOMER = ("apply", "learn", "all")
"""What somebody sees who comes for the first time: no more than three ways."""
APPLIED = ("status", "officer", "all")
"""What somebody sees who greets while their application is on its way."""
ONLY = {
    "announce": LEADERS,
    "officers": LEADERS,
    "report": OVERSEERS,
    "duty": HANDLERS,
}
"""What not everybody at the desk may do."""


def among(answers: Answers) -> tuple[Option, ...]:
    """What this person can turn to."""
    role = answers.given.get("role", "")
    if role and answers.given.get("for") != "owner":
        names = [name for name in OFFICER if role in ONLY.get(name, (role,))]
        names.append("owner")
    else:
        applied = APPLIED if answers.given.get("applied") else tuple(OWNER)
        names = list(NEWCOMER if answers.given.get("new") else applied)
    return tuple(Option(name, key=f"menu.what.{name}") for name in names)


@dataclass(frozen=True)
class Ways(Choice):
    """A menu; whoever names what only the whole one has is understood all the same."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """What is shown, else what there is."""
        try:
            return super().read(event, answers, here)
        except Refusal:
            if isinstance(event, Typed) and event.text.strip().isdecimal():
                raise
            return super().read(event, _whole(answers), here)

    def holds(self, value: object, answers: Answers) -> bool:
        """Whatever can be chosen, shown or not."""
        return super().holds(value, answers) or super().holds(value, _whole(answers))


def _whole(answers: Answers) -> Answers:
    return Answers(answers.stored, {**answers.given, "new": "", "applied": ""})


WHAT = Ways("what", among=among)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Go there."""
    name, role = answers[WHAT], answers.given.get("role", "")
    if name == "learn":
        return learn.card("", here)
    if name == "all":
        return (Begin("menu", {"role": role}),)
    if name == "owner":
        return (Begin("menu", {"for": "owner", "role": role}),)
    return ({**OFFICER, **OWNER}[name],)


def opening(talk: Session, here: Here) -> Begin:
    """The menu of whoever asks for it; a short one before anything was begun."""
    new = {} if here.who.role or talk.count else {"new": "yes"}
    return Begin("menu", {"role": here.who.role, **new})


FLOW = Menu("menu", (WHAT,), finish_here=finish)
