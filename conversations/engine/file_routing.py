"""Which question of a form a file is for, when another question is being asked.

People send the photo as soon as they have it at hand. It is kept as the answer of its
own question, early or late, so nothing needs to be asked about it: a conversation is
its answers.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from conversations.engine.events import Sent
from conversations.engine.flow import Flow
from conversations.engine.position import Position
from conversations.engine.progress import Noting
from conversations.engine.questions import special
from conversations.engine.questions.question import Question
from conversations.engine.questions.special import File
from conversations.engine.values import Answers, Conversation


class Filed(NamedTuple):
    """A form with files in it, the question that they answer, and what is no answer."""

    conversation: Conversation
    question: File
    other: Sent


def file(at: Position, event: Sent) -> Filed | None:
    """*event* as the answer of a question of the form; None where none asks for it.

    More of the same is added. What takes the place of a photo of which it was said
    that it could be better is in its stead.
    """
    known, conversation = at.answers, at.conversation
    fitting = [q for q in _asked(at) if split(event, q.kinds)[0].files]
    if not fitting:
        return None
    question = next((each for each in fitting if each not in known), fitting[-1])
    old, (sent, other) = known.get(question), split(event, question.kinds)
    value = special.kept(sent.files, sent.values.get("flaws", ()))
    if question.key not in conversation.doubted or not question.doubt(old):
        value = _with(old, value)
    answers = {**known.stored, question.key: value}
    return Filed(replace(conversation, answers=answers), question, other)


def unused(flow: Flow, conversation: Conversation, done: Answers | None) -> list[str]:
    """Files that were answers to what in the end was not asked, or not sent on."""
    handed = done.stored if done else {}
    known = conversation.known()
    return [
        name
        for each in flow.questions(conversation.given)
        if isinstance(each, File) and each.key not in handed
        for name in special.ids(known.get(each))
    ]


def split(event: Sent, kinds: Collection[str]) -> tuple[Sent, Sent]:
    """The files of *kinds* in what was sent at once, and the others."""
    each = event.values.get("kinds") or [event.kind] * len(event.files)
    of_kind = dict(zip(event.files, each, strict=False))

    def part(names: list[str]) -> Sent:
        kind = of_kind[names[0]] if names else event.kind
        return replace(event, kind=kind, files=tuple(names))

    fit = [name for name, kind in of_kind.items() if kind in kinds]
    return part(fit), part([name for name in of_kind if name not in fit])


def _asked(at: Position) -> list[File]:
    """The questions for files that were asked, or still can be."""
    settled = at.settled
    open_: dict[str, Question[Any]] = {}
    found: list[File] = []
    for question in at.form.questions:
        if question.key in settled.stored or _may_apply(question, settled, open_):
            if question.key not in settled.stored:
                open_[question.key] = question
            if isinstance(question, File):
                found.append(question)
    return found


def _may_apply(
    question: Question[Any], settled: Answers, open_: Mapping[str, Question[Any]]
) -> bool:
    """Whether a question applies, or depends on what is not known yet."""
    peek = Noting(settled.stored, open_)
    return question.when(Answers(peek, settled.given)) or bool(peek.missed)


def _with(old: special.Files | None, new: special.Files) -> special.Files:
    """Both; one good photo of several is enough."""
    if not old:
        return new
    both = {*special.flaws(old)} & {*special.flaws(new)}
    return special.kept([*special.ids(old), *special.ids(new)], both)
