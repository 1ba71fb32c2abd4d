"""A conversation is its answers.

Nobody notes "the applicant is at field 3" on a paper form; one looks for the first
empty field that applies. So there is no cursor: **the open question is the first, in
order, that applies and has no answer that still stands** (`engine.position`). Resuming
after a deploy, going back, correcting one answer and pausing for a week need no code
of their own.

A flow is declared here; what follows from its questions alone is worked out once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from conversations.engine.effects import Effect, Option
from conversations.engine.progress import Way
from conversations.engine.questions.question import (
    Item,
    Question,
    Together,
)
from conversations.engine.values import Answers, Here

Effects = tuple[Effect, ...]


def nothing(_: Answers) -> Effects:
    """What follows where nothing does."""
    return ()


@dataclass(frozen=True)
class Flow:
    """Ordered questions, and what follows when all are answered.

    What follows is for *finish* to say, or for *finish_here* where it depends on the
    circumstances. *consent*: the privacy notice comes first. *keeps*: answers
    remembered for the person and offered to every flow that asks the same. *hints*:
    what is remembered of the person and given to it, without making it another
    conversation. *roles*: who may open it; empty is everybody. *own*: about whoever has
    the chat, never about an owner whom they help. *passing*: laid over a form, and left
    for it by whatever is no answer here. *listens*: answers are heard in it in passing,
    also those of *hears*, which other flows ask. *goes_on*: whether it is a talk that
    does not end with this answer: it is handed on, and the same awaited again, unasked.
    """

    name: str
    items: tuple[Item, ...] | Callable[[Mapping[str, Any]], tuple[Item, ...]]
    finish: Callable[[Answers], Effects] = field(default=nothing, repr=False)
    finish_here: Callable[[Answers, Here], Effects] | None = field(
        default=None, repr=False
    )
    consent: bool = False
    keeps: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    own: bool = False
    passing: bool = False
    listens: bool = False
    hears: tuple[Question[Any], ...] = ()
    goes_on: Callable[[Answers], bool] | None = field(default=None, repr=False)

    quiet: ClassVar[bool] = False
    """It can simply be left, and is not asked again when what lay over it is done."""
    again: ClassVar[bool] = False
    """It begins afresh each time, and is not put aside."""

    def end(self, answers: Answers, here: Here) -> Effects:
        """What follows once all is answered."""
        if self.finish_here:
            return self.finish_here(answers, here)
        return self.finish(answers)

    def compiled(self, given: Mapping[str, Any]) -> "Compiled":
        """What is asked, worked out; once, where it is the same whatever was given."""
        if callable(self.items):
            return Compiled(self, self.items(given))
        return self._compiled

    @cached_property
    def _compiled(self) -> "Compiled":
        assert not callable(self.items)  # noqa: S101 -- `compiled` looked
        return Compiled(self, self.items)

    def questions(self, given: Mapping[str, Any]) -> tuple[Question[Any], ...]:
        """Every question in order, bubbles taken apart."""
        return self.compiled(given).questions

    def home(self, question: Question[Any]) -> str:
        """Where the words of *question* are."""
        return question.home or f"{self.name}.{question.key}"

    def label(self, question: Question[Any], answers: Answers | None = None) -> Option:
        """What *question* is called, on a review or in a numbered bubble."""
        return question.name(f"{self.home(question)}.label", answers or Answers())


class Form(Flow):
    """What is filled in: it goes on where it was left, and can be put aside."""


class Aside(Flow):
    """Something short beside a form: it begins afresh each time."""

    again: ClassVar[bool] = True


class Menu(Aside):
    """A choice of ways: it can simply be left."""

    quiet: ClassVar[bool] = True


class Compiled:
    """What follows from the questions of a flow alone, whatever is answered."""

    __slots__ = (
        "bubbles",
        "doubtful",
        "homes",
        "items",
        "keyed",
        "labels",
        "questions",
        "ways",
    )

    def __init__(self, flow: Flow, items: tuple[Item, ...]) -> None:
        self.items = items
        bubbles = [item for item in items if isinstance(item, Together)]
        self.questions = tuple(
            question
            for item in items
            for question in (item.questions if isinstance(item, Together) else (item,))
        )
        self.keyed = {question.key: question for question in self.questions}
        self.bubbles = {part.key: each for each in bubbles for part in each.questions}
        self.homes = {each.key: flow.home(each) for each in self.questions}
        self.labels = {each.key: flow.label(each) for each in self.questions}
        self.doubtful = tuple(
            each for each in self.questions if type(each).doubt is not Question.doubt
        )
        # What nobody is asked unbidden is no step of the way.
        asked = [q for q in self.questions if not q.silent and q.presumed is None]
        alone = {q.key: q.key for q in asked}
        joined = {
            q.key: f"{self.bubbles[q.key].key}+" if q.key in self.bubbles else q.key
            for q in asked
        }
        self.ways = {
            together: Way(self.questions, steps)
            for together, steps in ((False, alone), (True, joined))
        }
