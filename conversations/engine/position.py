"""Where a conversation stands: what is settled, and what is asked now.

Looked for once when an event comes, and once more when it brought an answer.
"""

from typing import Any

from msgspec import Struct

from conversations.engine.flow import Compiled, Flow
from conversations.engine.progress import standing
from conversations.engine.questions.question import Question, always
from conversations.engine.values import Answers, Conversation


class Position(Struct, frozen=True):
    """A conversation, and where it stands.

    *settled* is what was answered before the open *question*: the one at *place*, or
    None where there is none left.
    """

    flow: Flow
    form: Compiled
    conversation: Conversation
    answers: Answers
    settled: Answers
    question: Question[Any] | None
    place: int

    @property
    def answered(self) -> list[Question[Any]]:
        """What the person was asked and answered, in order."""
        return [
            each
            for each in self.form.questions
            if each.key in self.settled.stored and not each.silent
        ]

    @property
    def home(self) -> str:
        """Where the words of the open question are."""
        return self.form.homes[self.question.key] if self.question else ""


def locate(
    flow: Flow, conversation: Conversation, before: Position | None = None
) -> Position:
    """Walk to the open question, and no further: what follows may depend on it.

    Questions look only back: an answer to the question that was open *before* leaves
    all before it as it was, so the walk goes on from there.
    """
    answers = conversation.known()
    if before is None:
        form, start, stored = flow.compiled(answers.given), 0, {}
    else:
        form, start, stored = before.form, before.place, {**before.settled.stored}
    settled = Answers(stored, answers.given)
    for place, question in enumerate(form.questions[start:], start):
        if question.when is not always and not question.when(settled):
            continue
        stands, value = False, None
        there = question.key in answers.stored or question.presumed or question.was
        if there and question.key != answers.reopened:
            stands, value = standing(question, answers, settled)
        if not stands:
            return Position(flow, form, conversation, answers, settled, question, place)
        stored[question.key] = value
    end = len(form.questions)
    return Position(flow, form, conversation, answers, settled, None, end)


def parts(at: Position) -> tuple[Question[Any], ...]:
    """The open questions that would stand in one bubble with the open one."""
    question, answers, settled = at.question, at.answers, at.settled
    if question is None:
        return ()
    bubble = at.form.bubbles.get(question.key)
    if bubble is None or question.key == answers.reopened:
        return (question,)
    return tuple(
        part
        for part in bubble.questions
        if part.when(settled) and not standing(part, answers, settled)[0]
    )
