"""Which answers of a form are put right by what was said, and how surely.

What reads as nothing but one answer is taken. What is hardly an answer, was asked, or
may be said of several is put for a yes: no answer is ever changed by a guess.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from conversations.engine.events import uttered
from conversations.engine.position import Position, parts
from conversations.engine.questions.basic import Choice
from conversations.engine.questions.free_text import Called
from conversations.engine.questions.numbers import Number
from conversations.engine.questions.question import Question, Read, Refusal
from conversations.engine.values import Answers, Here
from conversations.language import (
    Correction,
    Names,
    Passage,
    Utterance,
    each_named,
    passage,
    surely_a_person,
    written_large,
)
from conversations.language.text_kinds import OVER_A_DOOR
from conversations.understanding import Change

_NAMES = Names()
SHORTEST = 4
"""Letters of what shows by itself what it is."""


def as_named(
    question: Question[Any], said: str, answers: Answers, here: Here
) -> Read[Any]:
    """*said*, which stood behind the name of *question*, read as its answer."""
    try:
        return question.read(uttered(said), answers, here)
    except Refusal as refusal:
        if _on_a_door(question, said) and len(refusal.offers) == 1:
            return Read(refusal.offers[0])
        among = passage(Utterance(said), _NAMES)
        found = [each for each in question.find(among, answers, here) if each.sure]
        if not found or any(each.value != found[0].value for each in found):
            raise
        return Read(found[0].value)


def _on_a_door(question: Question[Any], said: str) -> bool:
    """Whether *said* is written as a business is called, which may be of any words."""
    door = isinstance(question, Called) and question.shape in OVER_A_DOOR
    return door and written_large(said)


@dataclass(frozen=True)
class Look:
    """A form as it lies, in which something is put right."""

    at: Position
    here: Here

    @property
    def answered(self) -> list[str]:
        """What was answered, the last asked first."""
        stored = self.at.answers.stored
        return [q.key for q in reversed(self.at.form.questions) if q.key in stored]

    @property
    def asked(self) -> list[Question[Any]]:
        """What is asked now and has no answer yet."""
        at, stored = self.at, self.at.answers.stored
        alone = (at.question,) if at.question else ()
        asked = parts(at) if self.here.together else alone
        return [each for each in asked if each.key not in stored]

    def read(self, key: str, said: str, *, named: bool = False) -> Any:
        """*said* if it is nothing but the answer of *key*, which may be *named*."""
        question = self.at.form.keyed[key]
        try:
            if named:
                return as_named(question, said, self.at.answers, self.here).value
            return question.read(uttered(said), self.at.answers, self.here).value
        except Refusal:
            return None

    def offers(self, key: str, said: str) -> tuple[Any, ...]:
        """What *said* may be as the answer of *key*."""
        try:
            question = self.at.form.keyed[key]
            return (as_named(question, said, self.at.answers, self.here).value,)
        except Refusal as refusal:
            return refusal.offers

    def news(
        self, keys: Iterable[str], said: str, *, named: bool = False
    ) -> dict[str, Any]:
        """What *said* answers, of *keys*, otherwise than it was answered."""
        stored = self.at.answers.stored
        read = {key: self.read(key, said, named=named) for key in keys}
        return {k: v for k, v in read.items() if v is not None and v != stored.get(k)}

    def takes(self, said: str) -> bool:
        """Whether what is asked in writing takes *said* for its answer."""
        asked = [each for each in self.asked if isinstance(each, Called)]
        return any(self.read(each.key, said) is not None for each in asked)

    def was(self, key: str, said: str) -> bool:
        """Whether the answer of *key* is what was called wrong."""
        return bool(said) and self.read(key, said) == self.at.answers.stored[key]


def change(look: Look, found: Correction, text: Passage) -> Change | None:
    """The change that was *found* in *text*."""
    if surely := _several(look, text):
        return Change(surely)
    if found.keys:
        return _of_named(look, found)
    if not found.slip and written_large(text.text) and look.takes(text.text):
        return None
    return (
        _as_it_was(look, found) or _of_a_kind(look, found) or _name(look, found, text)
    )


def unsure(change: Change) -> Change | None:
    """*change* where it was only asked for: put for a yes, if it says what is so."""
    return Change(perhaps=_each(change.surely)) if change.surely else None


def _several(look: Look, text: Passage) -> Mapping[str, Any]:
    """The answers of all that is named, where more than one is."""
    surely: dict[str, Any] = {}
    for named in each_named(text):
        keys = [key for key in named.keys if key in look.at.form.keyed]
        read = (
            (key, look.read(key, said, named=True))
            for said in named.ways
            for key in keys
        )
        surely |= dict(islice((row for row in read if row[1] is not None), 1))
    return surely if len(surely) > 1 else {}


def _of_named(look: Look, found: Correction) -> Change | None:
    """The change of a question that was named; what answers the open one is none."""
    keys = [key for key in found.keys if key in look.at.form.keyed]
    known = sorted(
        [key for key in keys if key in look.at.answers.stored],
        key=lambda key: not look.was(key, found.was),
    )
    asked = {each.key for each in look.asked}
    if not asked.isdisjoint(keys) and not (known and found.slip):
        return None
    for said in found.ways:
        for key in dict.fromkeys((*known, *keys)):
            value = look.read(key, said, named=True)
            if value is not None:
                return Change({key: value})
    if not (known and found.wanted and (found.ways or len(known) == 1)):
        return None
    for said in found.ways:
        for key in known:
            if offers := look.offers(key, said):
                return Change(perhaps={key: offers})
    return Change(perhaps={known[0]: ()}, said="".join(found.ways[:1]))


def _as_it_was(look: Look, found: Correction) -> Change | None:
    """The change of the answer that was called wrong."""
    for key in look.answered:
        if look.was(key, found.was):
            for said in found.ways:
                if news := look.news([key], said):
                    return Change(news)
    return None


def _of_a_kind(look: Look, found: Correction) -> Change | None:
    """The change of what is known by its kind: a place, a phone, a number of people."""
    if not found.slip and any(map(look.takes, found.ways)):
        return None
    for said in found.ways:
        questions = (look.at.form.keyed[key] for key in look.answered)
        kinds = [each.key for each in questions if _shows(each, said)]
        news = {k: v for k, v in look.news(kinds, said).items() if v}
        of_choices = [k for k in news if isinstance(look.at.form.keyed[k], Choice)]
        for key in of_choices[1:]:  # what is asked later is closer: *batik cap*
            del news[key]
        if news:
            one = len(news) == 1
            return Change(news) if one else Change(perhaps=_each(news))
    return None


def _shows(question: Question[Any], said: str) -> bool:
    """Whether *said* shows by itself that it answers *question*: "2" may be any."""
    if isinstance(question, Called):
        return False
    return isinstance(question, Number) or len(said) >= SHORTEST


def _name(look: Look, found: Correction, text: Passage) -> Change | None:
    """The change of a name: of a person's surely, of others if that is likely."""
    for said in found.ways:
        names = [q for q in look.at.form.questions if isinstance(q, Called)]
        names = [each for each in names if each.key in look.at.answers.stored]
        news = look.news([each.key for each in names], said, named=True)
        shape = "person" if surely_a_person(said) else "business"
        likely = {
            q.key: news[q.key] for q in names if q.key in news and q.shape == shape
        }
        door = "business_name" in text.names.begins(said.casefold().split()[0])
        if likely and (shape == "person" or door):
            plainly = found.slip or found.was
            return Change(likely) if plainly else Change(perhaps=_each(likely))
        if news and found.slip and not look.takes(said):
            return Change(perhaps=_each(news))
    return None


def _each(news: Mapping[str, Any]) -> Mapping[str, tuple[Any, ...]]:
    return {key: (value,) for key, value in news.items()}
