"""Changing an answer and leaving a form: digressions every flow gets for free."""

from conversations.engine.effects import Drop, Effect, Option, Reopen, Say, Suspend
from conversations.engine.events import Event, Typed, utterance
from conversations.engine.flow import Aside
from conversations.engine.questions import Choice, Read, Refusal
from conversations.engine.questions.basic import labelled
from conversations.engine.values import Answers, Here
from conversations.language import Sure, match


def answered(answers: Answers) -> tuple[Option, ...]:
    """What the form below has been told so far."""
    rows = answers.given.get("answers", ())
    return tuple(Option(value, key=key, label=label) for value, key, label in rows)


STAY = Option(
    "stay",
    key="cancel.how.stay",
    aliases=(
        *("lanjut", "terus", "tidak jadi", "tidak jadi ubah", "tidak usah"),
        *("sudah benar", "sudah betul", "sudah pas", "benar semua", "it is right"),
    ),
)


class Which(Choice):
    """Which answer; or none, where all are right."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The answer that is named, or that nothing is to be changed."""
        try:
            return super().read(event, answers, here)
        except Refusal:
            said = utterance(event) if isinstance(event, Typed) else ""
            if isinstance(match(said, labelled((STAY,), here)), Sure):
                return Read(STAY.value)
            raise

    def holds(self, value: object, answers: Answers) -> bool:
        """One of the answers, or none of them."""
        return value == STAY.value or super().holds(value, answers)


WHICH = Which("which", among=answered)
HOW = Choice(
    "how",
    among=(
        Option("later", key="cancel.how.later", aliases=("simpan dulu", "simpan")),
        Option("drop", key="cancel.how.drop", aliases=("hapus", "batal")),
        STAY,
    ),
)


def reopen(answers: Answers) -> tuple[Effect, ...]:
    """Ask the chosen question again; where all is right, go on."""
    if answers[WHICH] == STAY.value:
        return (Say("repair.left", joined=True),)
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
