"""How far along a form is: `step 3 of 9`, where 9 never grows while it is answered.

What is asked may depend on what is answered, so the way ahead is counted as long as it
can still become: each open choice that a later question looks at is tried in turn, and
where what it looks at is no choice, the question is counted.

Counting is dear, so a count is remembered together with all that was looked at for it,
and holds for everybody whose answers are the same there.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.json import encode

from conversations.engine.questions.basic import Choice
from conversations.engine.questions.question import Question, always
from conversations.engine.values import Answers

MOST = 1_000
"""So many counts are remembered of one form; then it is begun afresh."""
LONG = 40
"""What somebody wrote in more letters is never remembered."""
ABSENT = b""


def standing(
    question: Question[Any], answers: Answers, settled: Answers
) -> tuple[bool, Any]:
    """Whether *question* has an answer that holds after what was settled; and which."""
    key, stored = question.key, answers.stored
    if key not in stored and question.was:
        key = next((old for old in question.was if old in stored), key)
    if key in stored:
        value = stored[key]
        if question.optional if value is None else question.holds(value, settled):
            return True, value
    presumed = question.presumed(settled) if question.presumed else None
    return presumed is not None, presumed


class Look(NamedTuple):
    """What was looked at: a *key* of what was *given*, or of the answers."""

    given: bool
    key: str
    value: Any


class Noting(dict[str, Any]):
    """Answers that note in *looks* what is looked at; *missed* is what is still open.

    What is *tried* is only supposed, and so not noted; of what was *given* is also
    noted what is not there.
    """

    def __init__(
        self,
        stored: Mapping[str, Any],
        open_: Collection[str] = (),
        looks: list[Look] | None = None,
        tried: Collection[str] = (),
        *,
        given: bool = False,
    ) -> None:
        super().__init__(stored)
        self.open = open_
        self.looks = [] if looks is None else looks
        self.tried = tried
        self.given = given
        self.missed: list[str] = []

    def look(self, key: object) -> None:
        """Note that *key* was looked at."""
        if super().__contains__(key):
            if key not in self.tried:
                self.looks.append(Look(self.given, str(key), super().get(str(key))))
        elif self.given:
            self.looks.append(Look(self.given, str(key), ABSENT))
        elif key in self.open:
            self.missed.append(str(key))

    def look_at_all(self) -> None:
        """Note that everything was looked at; and so what is not given."""
        for key in list(super().keys()):
            self.look(key)
        if self.given:
            self.looks.append(Look(self.given, "", Ellipsis))


def _looking(name: str, *, at_all: bool) -> Callable[..., Any]:
    """The method of a mapping so called, noting what it looks at."""
    method = getattr(dict, name)

    def looking(self: Noting, *args: Any) -> Any:
        if at_all:
            self.look_at_all()
        else:
            self.look(args[0])
        return method(self, *args)

    return looking


for _name in ("__contains__", "__getitem__", "get"):
    setattr(Noting, _name, _looking(_name, at_all=False))
for _name in ("__eq__", "__iter__", "__len__", "items", "keys", "values"):
    setattr(Noting, _name, _looking(_name, at_all=True))


class _Next(NamedTuple):
    """What is looked at next, and what follows by what is found there."""

    given: bool
    key: str
    ways: dict[Any, Any]


class Way:
    """The way through one form, and how long it was found to be."""

    __slots__ = ("counts", "keyed", "questions", "size", "steps")

    def __init__(
        self, questions: Sequence[Question[Any]], steps: Mapping[str, str]
    ) -> None:
        """*steps* says which step each of the *questions* belongs to."""
        self.questions = [each for each in questions if each.presumed is None]
        self.steps = steps
        self.keyed: dict[str, Question[Any]] = {}
        for each in self.questions:
            self.keyed.update(dict.fromkeys((each.key, *each.was), each))
        self.counts: dict[Any, Any] = {}
        self.size = 0

    def progress(
        self,
        question: Question[Any],
        answers: Answers,
        settled: Answers,
        unasked: Collection[str] = (),
    ) -> tuple[int, int]:
        """The step that *question* is, and how many there are at most.

        *settled* is what was answered before it; later *answers* may be known already.
        What was told *unasked* is no step.
        """
        step, steps = self._progress(question, answers, settled)
        told = [key for key in unasked if key in answers.stored and key in self.steps]
        if not told:
            return step, steps
        keys = [each.key for each in self.questions]
        ahead = keys[keys.index(question.key) :] if question.key in keys else []
        asked = {of for key, of in self.steps.items() if key not in told}
        asked.add(self.steps.get(question.key, ""))
        before = {self.steps[key] for key in told if key in settled.stored} - asked
        later = {
            self.steps[key]
            for key in told
            if key in ahead and self.keyed[key].when(answers)
        }
        return step - len(before), steps - len(before | (later - asked))

    def _progress(
        self, question: Question[Any], answers: Answers, settled: Answers
    ) -> tuple[int, int]:
        """The same, whatever was told."""
        early = self.early(answers, settled)
        if early is None:
            return self.count(question, answers, settled, [])
        key = (question.key, early, *settled.stored)
        found = self.counts.get(key)
        while type(found) is _Next:
            where = answers.stored
            if found.given:
                where = settled.given
            elif found.key in settled.stored:
                where = settled.stored
            value = where.get(found.key, ABSENT)
            found = found.ways.get(value if type(value) is str else encode(value))
        if found is None:
            looks: list[Look] = []
            found = self.count(question, answers, settled, looks)
            self.remember(key, looks, found)
        made: tuple[int, int] = found
        return made

    def early(
        self, answers: Answers, settled: Answers
    ) -> tuple[tuple[str, bool], ...] | None:
        """Which questions ahead have an answer, and whether it stands.

        None where that depends on what is answered before it.
        """
        found: tuple[tuple[str, bool], ...] = ()
        for name in answers.stored:
            question = self.keyed.get(name)
            if question is None or question.key in settled.stored:
                continue
            seen = Noting(settled.stored, self.keyed)
            given = Noting(settled.given, given=True)
            try:
                stands, _ = standing(question, answers, Answers(seen, given))
            except KeyError:  # it looks at an answer that is not settled yet
                return None
            if seen.looks or seen.missed or given.looks:
                return None
            found = (*found, (question.key, stands))
        return found

    def remember(
        self, key: object, looks: Sequence[Look], count: tuple[int, int]
    ) -> None:
        """Keep a *count* under *key* and what was looked at for it, in that order."""
        steps: list[tuple[bool, str, str | bytes]] = []
        for given, name, value in looks:
            if value is Ellipsis or (isinstance(value, str) and len(value) > LONG):
                return
            steps.append((given, name, value if type(value) is str else encode(value)))
        if self.size >= MOST:
            self.counts, self.size = {}, 0
        ways, found = self.counts, key
        for given, name, value in dict.fromkeys(steps):
            after = ways.setdefault(found, _Next(given, name, {}))
            ways, found = after.ways, value
        ways[found] = count
        self.size += 1

    def count(
        self,
        question: Question[Any],
        answers: Answers,
        settled: Answers,
        looks: list[Look],
    ) -> tuple[int, int]:
        """Count anew, noting in *looks* what was looked at."""
        done = {self.steps[key] for key in settled.stored if key in self.steps}
        if question.key in self.steps:
            done.add(self.steps[question.key])
        counting = _Counting(self, answers, looks)
        return max(1, len(done)), counting.most(0, settled.stored, done)


class _Counting(NamedTuple):
    """One count of a *way* from what is known: the *answers*."""

    way: Way
    answers: Answers
    looks: list[Look]

    @property
    def given(self) -> Mapping[str, Any]:
        """What was given, noting what is looked at."""
        return Noting(self.answers.given, {}, self.looks, given=True)

    def most(
        self,
        start: int,
        path: Mapping[str, Any],
        done: Collection[str],
        passed: Mapping[str, Question[Any]] | None = None,
        tried: Collection[str] = (),
    ) -> int:
        """How many steps the longest way through the questions from *start* has.

        *path* is answered before, *done* the steps of it. *passed* are questions that
        it passes without knowing what will be answered, *tried* those of which every
        answer is tried.
        """
        settled, counted = dict(path), set(done)
        open_ = dict(passed or {})
        for place, question in enumerate(self.way.questions[start:], start):
            key = question.key
            if key in settled:
                continue
            applies = True
            if question.when is not always:
                seen = Noting(settled, open_, self.looks, tried)
                applies = question.when(Answers(seen, self.given))
                looked = open_.get(next(iter(seen.missed), ""))
                if looked and (values := self.values(looked, settled, tried)):
                    return max(
                        self.most(
                            place,
                            {**settled, looked.key: value},
                            counted,
                            open_,
                            (*tried, looked.key),
                        )
                        for value in values
                    )
                applies = applies or looked is not None
            if not applies:
                continue
            if key in self.way.steps:
                counted.add(self.way.steps[key])
            stands, value = False, None
            if question in self.answers:
                seen = Noting(settled, {}, self.looks, tried)
                before = Answers(seen, self.given)
                stands, value = standing(question, self.answers, before)
            if stands:
                settled[key] = value
            else:
                open_[key] = question
        return len(counted)

    def values(
        self,
        question: Question[Any],
        settled: Mapping[str, Any],
        tried: Collection[str],
    ) -> list[str | None]:
        """Every answer *question* can get, where it is a choice."""
        if not isinstance(question, Choice):
            return []
        seen = Noting(settled, {}, self.looks, tried)
        options = question.options(Answers(seen, self.given))
        values: list[str | None] = [each.value for each in options]
        return [*values, None] if question.optional else values
