"""An answer that could be better: it is said once, and then taken as it is.

Where a person can look everything over anyway and messages cost money, it is said
there. Elsewhere the question is asked once more, with the answer it has in reserve: so
going back, leaving and keeping an answer mean here what they mean everywhere.
"""

from typing import Any

from conversations.engine.effects import Option
from conversations.engine.position import Position
from conversations.engine.progress import standing
from conversations.engine.questions.question import Question

HOME = "photo"
"""Where the words about a doubt are: `photo.<doubt>.ask`, `.help` and `.beside`."""
KEEP = Option(
    "keep",
    key="option.keep_photo",
    aliases=("pakai saja", "pakai yang ini", "yang ini saja", "ini saja", "tetap"),
)
"""To leave it at the answer that could be better; the same press as any other keep."""


def unsaid(at: Position) -> Question[Any] | None:
    """The first answer that could be better, of which that was not said yet."""
    for question in at.form.doubtful:
        value = at.settled.stored.get(question.key)
        said = question.key in at.conversation.doubted
        if value is not None and not said and question.doubt(value):
            return question
    return None


def doubt(at: Position) -> str:
    """What could be better about the answer of a question that is asked once more."""
    question = at.question
    if question is None or question.key != at.answers.reopened:
        return ""
    stands, value = standing(question, at.answers, at.settled)
    return question.doubt(value) if stands and value is not None else ""


def home(at: Position, question: Question[Any]) -> str:
    """Where the words of *question* are, when something could be better about it."""
    doubted = doubt(at) if question is at.question else ""
    return f"{HOME}.{doubted}" if doubted else at.form.homes[question.key]
