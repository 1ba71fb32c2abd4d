"""Changing an answer and leaving a form: digressions every flow gets for free."""

from conversations.engine.effects import Drop, Effect, Option, Reopen, Say, Suspend
from conversations.engine.flow import Aside
from conversations.engine.questions import Choice
from conversations.engine.values import Answers


def answered(answers: Answers) -> tuple[Option, ...]:
    """What the form below has been told so far."""
    rows = answers.given.get("answers", ())
    return tuple(Option(value, key=key, label=label) for value, key, label in rows)


WHICH = Choice("which", among=answered)
HOW = Choice(
    "how",
    among=(
        Option("later", key="cancel.how.later", aliases=("simpan dulu", "simpan")),
        Option("drop", key="cancel.how.drop", aliases=("hapus", "batal")),
        Option(
            "stay", key="cancel.how.stay", aliases=("lanjut", "terus", "tidak jadi")
        ),
    ),
)


def reopen(answers: Answers) -> tuple[Effect, ...]:
    """Ask the chosen question again."""
    return (Reopen(answers[WHICH]),)


def leave(answers: Answers) -> tuple[Effect, ...]:
    """Put the form aside, throw it away, or go on with it."""
    match answers[HOW]:
        case "later":
            return (Suspend(), Say("repair.saved"))
        case "drop":
            back = (Option("restore", key="action.restore"),)
            return (Drop(undo=True), Say("repair.dropped", actions=back))
        case _:
            return ()


CHANGE = Aside("change", (WHICH,), reopen, passing=True)
CANCEL = Aside("cancel", (HOW,), leave, passing=True)
