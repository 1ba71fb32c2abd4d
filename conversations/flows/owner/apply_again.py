"""Before an application: whoever has one already hears of it first.

Nothing is asked of who has none; a second product or business goes on as the first did,
and a road that follows from a case goes on from that.
"""

from collections.abc import Mapping
from typing import Any

from conversations.cases.next_road import Already
from conversations.cases.progress import ShowStatus
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.flow import Menu
from conversations.engine.questions import Choice, Learn
from conversations.engine.values import Answers


def about(answers: Answers) -> Mapping[str, Any]:
    """The road that is asked for."""
    return {"road": answers.given.get("road", "")}


ALREADY = Learn("already", what="already", about=about, kind=Already)


def found(answers: Answers) -> Already:
    """What they have handed in."""
    return ALREADY.found(answers) or Already()


def has_one(answers: Answers) -> bool:
    """Whether an application of theirs is on its way, from which this goes not on."""
    return bool(found(answers).code) and not found(answers).follows


AGAIN = Choice(
    "again",
    when=has_one,
    among=(
        Option("status", key="action.status"),
        Option("new", key="apply_again.new"),
    ),
)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """The application itself, or how the one there is stands."""
    if answers.get(AGAIN) == "status":
        return (ShowStatus(),)
    if code := found(answers).follows:
        return (Begin("next_road", {"code": code, **about(answers)}),)
    if how := found(answers).listed:
        return (Begin("listed", {**answers.given, "listed": how}),)
    return (Begin("apply", answers.given),)


FLOW = Menu("apply_again", (ALREADY, AGAIN), finish, passing=True)
