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
from conversations.language import (
    Names,
    Passage,
    Utterance,
    likely,
    names_somebody,
    passage,
    written_large,
)
from conversations.language.passages import Stretch
from conversations.understanding import Told

LISTED = frozenset({"person", "business", "office"})
"""What may stand in a list without its name."""
FEW = 3
"""Stretches between commas from which on they are a list of answers."""


class _Candidate(NamedTuple):
    question: Question[Any]
    found: Found

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """The surest first, then the named, then the longest."""
        return self.found.sure, self.found.named, self.found.end - self.found.start


@lru_cache(64)
def names(form: Compiled, label: Callable[[Option], str]) -> Names:
    """What the questions of *form* are called, for whoever is spoken to so."""
    return Names({key: (label(each),) for key, each in form.labels.items()})


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
    text = passage(said, names(form, here.label))
    every = (*form.questions, *flow.hears)
    asked = [each for each in every if _hears(each, answers)]
    kept = list(_standing(_found(text, asked, answers, here)))
    surely = {q.key: found.value for q, found in kept if found.sure}
    then = Answers({**answers.stored, **surely}, answers.given, answers.reopened)
    again = [each for each in every if _hears(each, then)]
    if again != asked:  # an office has a name of another kind
        answers, asked = then, again
        kept = list(_standing(_found(text, asked, answers, here)))
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


def _found(
    text: Passage, asked: Sequence[Question[Any]], answers: Answers, here: Here
) -> list[_Candidate]:
    """All that may answer one of the questions *asked*."""
    return [
        _Candidate(each, found)
        for each in asked
        for found in each.find(text, answers, here)
    ]


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
            and not (other.found[1:3] != found[1:3] and _overlap(other, each))
            and other.weight[:2] == each.weight[:2]
            and not any(_clash(other, before) for before in taken)
        ]
        if all(value == found.value for value in rivals):
            taken.append(each)
            yield each


def _clash(one: _Candidate, other: _Candidate) -> bool:
    """Whether both cannot be meant by the words that they have in common."""
    shares = one.question.shares or other.question.shares
    names_ = isinstance(one.question, Called) and isinstance(other.question, Called)
    asks = not (names_ or one.found.sure or other.found.sure)  # both are put for a yes
    return not (shares or asks) and _overlap(one, other)


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    """Whether both have words in common."""
    return one.found.start < other.found.end and other.found.start < one.found.end


def _listed(
    text: Passage,
    asked: Sequence[Question[Any]],
    kept: list[_Candidate],
    answers: Answers,
    here: Here,
) -> Iterator[_Candidate]:
    """What stands alone in a list, and can be but one name."""
    done = {each.question.key for each in kept if each.found.sure}
    names_ = [q for q in asked if isinstance(q, Called) and q.key not in done]
    names_ = [q for q in names_ if q.shape in LISTED and _hears(q, answers)]
    named = [e for e in kept if e.found.sure or not e.question.shares]
    for start, end in _runs(text, _covered(named)):
        said = text.written(start, end)
        covered = _covered(kept).intersection(range(start, end))
        if any(map(str.isdecimal, said)) or (covered and not names_somebody(said)):
            continue  # "keripik singkong" is what is made, "Keripik Siti" a name
        apart = text.words[start].opens and written_large(said)
        if len(text.segments) < FEW and not apart:
            continue
        fitting = [
            _Candidate(each, Found(value, start, end, named=False, sure=True))
            for each in names_
            if likely(said, each.shape)
            for value in _alone(each, said, answers, here)
        ]
        if len(fitting) == 1 and fitting[0].question.key not in done:
            done.add(fitting[0].question.key)
            yield fitting[0]


def _rest(
    text: Passage,
    open_: Question[Any],
    kept: list[_Candidate],
    answers: Answers,
    here: Here,
) -> Iterator[_Candidate]:
    """What is left over, where it is just what the open question asks for."""
    if any(each.question.key == open_.key for each in kept):
        return
    fitting = [
        _Candidate(open_, Found(value, start, end, named=False, sure=True))
        for start, end in _runs(text, _covered(kept))
        for value in _alone(open_, text.written(start, end), answers, here)
    ]
    if len(fitting) == 1:
        yield fitting[0]


def _runs(text: Passage, covered: set[int]) -> Iterator[Stretch]:
    """What lies between commas and *covered* words."""
    start = 0
    for at, word in enumerate(text.words):
        if at in covered or word.opens:
            if at > start:
                yield Stretch(start, at)
            start = at + 1 if at in covered else at
    if start < len(text.words):
        yield Stretch(start, len(text.words))


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
