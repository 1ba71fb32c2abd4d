"""Answers told in passing: what one text says of the questions of a form, put together.

Each question finds its own answers among the words. Of these the surest and longest
stand; no words say two things, but for choices, which may be two looks at one. What
contradicts itself is left to be asked, and what is not sure is put for a yes.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from conversations.engine.effects import Option
from conversations.engine.events import uttered
from conversations.engine.flow import Compiled, Flow
from conversations.engine.questions.free_text import Called
from conversations.engine.questions.question import Found, Question, Refusal
from conversations.engine.questions.special import File, Review
from conversations.engine.values import Answers, Here
from conversations.language import Names, Passage, Utterance, passage, written_large
from conversations.understanding import Told

FEW = 3
"""Stretches between commas from which on they are a list of answers."""


class _Candidate(NamedTuple):
    question: Question[Any]
    found: Found

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """The surest first, then the named, then the longest."""
        return self.found.sure, self.found.named, self.found.end - self.found.start


def names(form: Compiled, here: Here) -> Names:
    """What the questions of *form* are called, for whoever is spoken to so."""
    return _names(tuple(form.labels.values()), here.label)


@lru_cache(256)
def _names(labels: tuple[Option, ...], label: Callable[[Option], str]) -> Names:
    return Names({each.value: (label(each),) for each in labels})


def listen(
    said: Utterance,
    flow: Flow,
    answers: Answers,
    here: Here,
    open_: Question[Any] | None = None,
) -> Told:
    """What *said* tells of the questions of *flow*, beside the *answers* known.

    What it says beside all that may be for the question that is *open_*.
    """
    form = flow.compiled(answers.given)
    text = passage(said, names(form, here))
    asked = [q for q in (*form.questions, *flow.hears) if _hears(q, answers)]
    candidates = [
        _Candidate(each, found)
        for each in asked
        for found in each.find(text, answers, here)
    ]
    kept = list(_standing(candidates))
    if kept:
        kept += _listed(text, form.questions, kept, answers, here)
    if kept and isinstance(open_, Called):
        kept += _rest(text, open_, kept, answers, here)
    covered = _covered(kept)
    surely = {q.key: found.value for q, found in kept if found.sure}
    return Told(
        surely,
        {q.key: found.value for q, found in kept if not found.sure},
        frozenset(surely) & frozenset(form.keyed) - {open_.key if open_ else ""},
        frozenset(q.key for q, found in kept if found.named),
        _stretches(kept),
        tuple(word for at, word in enumerate(text.said) if at not in covered),
    )


def _stretches(kept: Sequence[_Candidate]) -> int:
    """How many stretches of the text say one of *kept*."""
    count, last = 0, -1
    for found in sorted(each.found[1:3] for each in kept if each.found.sure):
        count += found[0] >= last
        last = max(last, found[1])
    return count


def _covered(kept: Sequence[_Candidate]) -> set[int]:
    """The words that say one of *kept*."""
    return {at for _, found in kept for at in range(found.start, found.end)}


def _hears(question: Question[Any], answers: Answers) -> bool:
    """Whether what is said in passing can answer *question*.

    A name that is not asked for is none of anything.
    """
    if question.silent or question.presumed or isinstance(question, File | Review):
        return False
    return not isinstance(question, Called) or question.when(answers)


def _standing(candidates: list[_Candidate]) -> Iterator[_Candidate]:
    """Those that agree with each other, the best of each question."""
    ranked = sorted(candidates, key=lambda each: each.weight, reverse=True)
    done: set[str] = set()
    taken: list[_Candidate] = []
    for each in ranked:
        key, found = each.question.key, each.found
        if key in done or any(_clash(each, other) for other in taken):
            continue
        done.add(key)
        rivals = [
            other.found.value
            for other in ranked
            if other.question.key == key
            and other.weight[:2] == each.weight[:2]
            and not any(_clash(other, before) for before in taken)
        ]
        if all(value == found.value for value in rivals):
            taken.append(each)
            yield each


def _clash(one: _Candidate, other: _Candidate) -> bool:
    """Whether both cannot be meant by the words that they have in common."""
    if one.question.shares or other.question.shares:
        return False
    return one.found.start < other.found.end and other.found.start < one.found.end


def _listed(
    text: Passage,
    asked: Sequence[Question[Any]],
    kept: list[_Candidate],
    answers: Answers,
    here: Here,
) -> Iterator[_Candidate]:
    """What stands alone between commas, and can be but one answer."""
    if len(text.segments) < FEW:
        return
    done = {each.question.key for each in kept if each.found.sure}
    covered = _covered(kept)
    for start, end in text.segments:
        if not covered.isdisjoint(range(start, end)):
            continue
        said = text.written(start, end)
        fitting = [
            (question, value)
            for question in asked
            if question.key not in done and _hears(question, answers)
            for value in _alone(question, said, answers, here)
        ]
        if len(fitting) > 1 and written_large(said):  # a name, and no thing
            fitting = [each for each in fitting if each[0].key != "product"]
        if len(fitting) == 1:
            question, value = fitting[0]
            done.add(question.key)
            yield _Candidate(question, Found(value, start, end, named=False, sure=True))


def _rest(
    text: Passage,
    open_: Question[Any],
    kept: list[_Candidate],
    answers: Answers,
    here: Here,
) -> Iterator[_Candidate]:
    """What is left over, where it is just what the open question asks for."""
    covered = _covered(kept)
    if any(each.question.key == open_.key for each in kept):
        return
    runs = [[0, 0]]
    for at, word in enumerate(text.words):
        if at in covered or word.opens:
            runs.append([at, at])
        if at not in covered:
            runs[-1][1] = at + 1
    fitting = [
        _Candidate(open_, Found(value, start, end, named=False, sure=True))
        for start, end in runs
        if end > start
        for value in _alone(open_, text.written(start, end), answers, here)
    ]
    if len(fitting) == 1:
        yield fitting[0]


def _alone(
    question: Question[Any], said: str, answers: Answers, here: Here
) -> Iterator[Any]:
    """*said* as the answer of *question*, where it is written and needs no echo."""
    if not isinstance(question, Called):
        return
    try:
        yield question.read(uttered(said), answers, here).value
    except Refusal:
        return
