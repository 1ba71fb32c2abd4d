"""An answer that could be better: it is said once, and then taken as it is.

Where a person can look everything over anyway and messages cost money, it is said
there. Elsewhere the question is asked once more, with the answer it has in reserve: so
going back, leaving and keeping an answer mean here what they mean everywhere.
"""

from typing import Any

from conversations.engine.conversation import Conversation
from conversations.engine.effects import Option
from conversations.engine.flow import Answers, Flow, Question, standing

HOME = "photo"
"""Where the words about a doubt are: `photo.<doubt>.ask`, `.help` and `.beside`."""
KEEP = Option(
    "keep",
    key="option.keep_photo",
    aliases=("pakai saja", "pakai yang ini", "yang ini saja", "ini saja", "tetap"),
)
"""To leave it at the answer that could be better; the same press as any other keep."""


def unsaid(
    flow: Flow, conversation: Conversation, settled: Answers
) -> Question[Any] | None:
    """The first answer that could be better, of which that was not said yet."""
    return next(
        (
            question
            for question in flow.questions(settled.given)
            if question.key in settled.stored
            and question.key not in conversation.doubted
            and settled.stored[question.key] is not None
            and question.doubt(settled.stored[question.key])
        ),
        None,
    )


def doubt(question: Question[Any], answers: Answers, settled: Answers) -> str:
    """What could be better about the answer of a question that is asked once more."""
    if question.key != answers.reopened:
        return ""
    stands, value = standing(question, answers, settled)
    return question.doubt(value) if stands and value is not None else ""


def home(flow: Flow, question: Question[Any], doubted: str) -> str:
    """Where the words of *question* are, when this could be better about its answer."""
    return f"{HOME}.{doubted}" if doubted else flow.home(question)
