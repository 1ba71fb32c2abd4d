"""How far along a form is: `step 3 of 9`, where 9 never grows while it is answered.

What is asked may depend on what is answered, so the way ahead is counted as long as it
can still become: each open choice that a later question looks at is tried in turn, and
where what it looks at is no choice, the question is counted.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from conversations.engine.flow import (
    Answers,
    Flow,
    Question,
    Together,
    always,
    standing,
)
from conversations.engine.questions.basic import Choice


def progress(
    flow: Flow,
    answers: Answers,
    settled: Answers,
    question: Question[Any],
    *,
    together: bool,
) -> tuple[int, int]:
    """The step that *question* is, and how many there are at most.

    *settled* is what was answered before it; later *answers* may be known already.
    *together*: a bubble of several questions is one step.
    """
    steps = _steps(flow, settled.given, together=together)
    done = {steps[key] for key in settled.stored if key in steps}
    if question.key in steps:
        done.add(steps[question.key])
    ahead = [each for each in flow.questions(settled.given) if each.presumed is None]
    whole = answers.whole()
    # Few of them are known before they are asked; every branch below asks which.
    known = {each.key for each in ahead if each.presumed or whole.key_of(each)}
    return max(1, len(done)), _Ahead(steps, whole, known).most(ahead, settled, done)


def _steps(flow: Flow, given: Mapping[str, Any], *, together: bool) -> dict[str, str]:
    """The step each question belongs to; what nobody is asked unbidden has none."""
    found: dict[str, str] = {}
    for item in flow.entries(given):
        parts = item.questions if isinstance(item, Together) else (item,)
        for part in parts:
            if not part.silent and part.presumed is None:
                found[part.key] = f"{item.key}+" if together else part.key
    return found


class Peek(dict[str, Any]):
    """Answers that note which of the *open* questions was looked at."""

    def __init__(
        self, stored: Mapping[str, Any], open_: Mapping[str, Question[Any]]
    ) -> None:
        super().__init__(stored)
        self.open = open_
        self.missed: list[str] = []

    def _look(self, key: object) -> None:
        if isinstance(key, str) and key in self.open and not super().__contains__(key):
            self.missed.append(key)

    def __contains__(self, key: object) -> bool:
        self._look(key)
        return super().__contains__(key)

    def __getitem__(self, key: str) -> Any:
        self._look(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._look(key)
        return super().get(key, default)


class _Ahead(NamedTuple):
    """What the way ahead depends on: *steps*, and the *answers* to what is *known*."""

    steps: Mapping[str, str]
    answers: Answers
    known: Collection[str]

    def most(
        self,
        questions: Sequence[Question[Any]],
        settled: Answers,
        done: Collection[str],
        passed: Mapping[str, Question[Any]] | None = None,
    ) -> int:
        """How many steps the longest way through *questions* has.

        *passed* are those that it passes without knowing what will be answered.
        """
        open_, counted = dict(passed or {}), set(done)
        for place, question in enumerate(questions):
            if question.key in settled.stored:
                continue
            applies = True
            if question.when is not always:
                peek = Peek(settled.stored, open_)
                applies = question.when(Answers(peek, settled.given))
                looked = open_.get(next(iter(peek.missed), ""))
                if looked and (values := _values(looked, settled)):
                    rest = questions[place:]
                    return max(
                        self.most(rest, settled.plus(looked, value), counted, open_)
                        for value in values
                    )
                applies = applies or looked is not None
            if not applies:
                continue
            if question.key in self.steps:
                counted.add(self.steps[question.key])
            stands, value = False, None
            if question.key in self.known:
                stands, value = standing(question, self.answers, settled)
            if stands:
                settled = settled.plus(question, value)
            else:
                open_[question.key] = question
        return len(counted)


def _values(question: Question[Any] | None, answers: Answers) -> list[str | None]:
    """Every answer *question* can get, where it is a choice."""
    if not isinstance(question, Choice):
        return []
    values: list[str | None] = [each.value for each in question.options(answers)]
    return [*values, None] if question.optional else values
