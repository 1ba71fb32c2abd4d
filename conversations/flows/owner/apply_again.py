"""Before an application: whoever has one already hears of it first.

Nothing is asked of who has none; a second product or business goes on as the first did.
"""

from conversations.cases.progress import Already, ShowStatus
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.flow import Menu
from conversations.engine.questions import Choice, Learn
from conversations.engine.values import Answers

ALREADY = Learn("already", what="already", kind=Already)


def has_one(answers: Answers) -> bool:
    """Whether an application of theirs is on its way."""
    found = ALREADY.found(answers)
    return found is not None and bool(found.code)


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
    return (Begin("apply", answers.given),)


FLOW = Menu("apply_again", (ALREADY, AGAIN), finish, passing=True)
