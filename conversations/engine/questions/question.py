"""What every kind of question has, and what it can make of an event.

Rules for whoever adds a question:

* a key is a promise: same key, same meaning; a renamed one lists its old names (`was`);
* `when` looks only back, at the answers settled before it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from conversations.engine.effects.saying import Option
from conversations.engine.events import Event, uttered
from conversations.engine.values import Answers, Here
from conversations.language import Clue, Passage, headed

T = TypeVar("T")
MOST_CLUES = 6
"""So many of the words that may be an answer are read."""


class Refusal(Exception):
    """An answer that cannot be taken; *reason* leads to words.

    *offers* are guesses at what was meant: answers, in the form the question keeps
    them, that are put to the person as buttons (`engine.guesses`).
    """

    def __init__(
        self,
        reason: str,
        values: Mapping[str, Any] | None = None,
        offers: tuple[Any, ...] = (),
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values or {}
        self.offers = offers


@dataclass(frozen=True)
class Read(Generic[T]):
    """A value read; *echo* says it was understood from something inexact."""

    value: T
    echo: bool = False


class Found(NamedTuple):
    """An answer found among other words: its *value*, and the words that say it.

    *named*: they stand behind its name. Where it is not *sure*, the value is all that
    may be meant, to be put for a yes.
    """

    value: Any
    start: int
    end: int
    named: bool
    sure: bool


def always(_: Answers) -> bool:
    """The condition of a question that is always asked."""
    return True


@dataclass(frozen=True)
class Question(Generic[T]):
    """One thing asked. A kind of question says how it is read and what holds."""

    key: str
    home: str = ""
    """Where its words are, when several flows share it; else `<flow>.<key>`."""
    label: str = ""
    """What it is called, when that is a fact of the catalogue; else `<home>.label`."""
    called: Callable[[Answers], str] | None = field(
        default=None, repr=False, compare=False
    )
    """The key of what it is called instead, where the answers say so."""
    asks: str = field(default="", repr=False)
    """The question itself, when that is such a fact; else `<home>.ask`."""
    helps: str = field(default="", repr=False)
    """What helps to answer it, when that is such a fact; else `<home>.help`."""
    when: Callable[[Answers], bool] = field(default=always, repr=False, compare=False)
    optional: bool = False
    presumed: Callable[[Answers], Any] | None = field(
        default=None, repr=False, compare=False
    )
    """What stands until the person says otherwise: then it need not be asked."""
    shows: Callable[[Answers], str] | None = field(
        default=None, repr=False, compare=False
    )
    """The id of a file that it is about, if any."""
    tells: tuple[str, ...] = ()
    """Keys of later questions that the words of its answer may answer, too."""
    was: tuple[str, ...] = ()
    """Keys it had before; an answer under one of them is its answer."""

    wants: ClassVar[str] = ""
    """A special way to answer that a channel may offer."""
    silent: ClassVar[bool] = False
    """Whether it is answered by the world and never put to the person."""
    written: ClassVar[bool] = False
    """Whether it is answered in words of one's own, which may look like anything."""
    shares: ClassVar[bool] = False
    """Whether words that answer it may answer another question as well."""

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """All choices, however many; the channel pages them."""
        return ()

    def likely(self, here: Here) -> tuple[Option, ...]:
        """The few choices of many that are put first; none where all are alike."""
        return ()

    def read(self, event: Event, answers: Answers, here: Here) -> Read[T]:
        """The value in *event*; raises `Refusal`."""
        raise NotImplementedError

    def clues(self, passage: Passage, answers: Answers, here: Here) -> Iterable[Clue]:
        """The words of *passage* that may answer it."""
        del answers, here
        return headed(passage, self.key)

    def find(self, passage: Passage, answers: Answers, here: Here) -> Iterator[Found]:
        """Its answers among the words of *passage*, each read like any answer."""
        clues = islice(self.clues(passage, answers, here), MOST_CLUES)
        done: set[tuple[int, int]] = set()
        for start, end, text, named, sure, hint in clues:
            if (start, end) in done:
                continue
            try:
                read = self.read(uttered(text), answers, here)
            except Refusal as refusal:
                if refusal.offers and (named or hint):
                    yield Found(refusal.offers, start, end, named, sure=False)
            else:
                done.add((start, end))
                plain = sure and not passage.doubted(start, end)
                value = read.value if plain else (read.value,)
                yield Found(value, start, end, named, plain)

    def name(self, key: str, answers: Answers) -> Option:
        """What it is called beside *answers*; *key*: where no catalogue says it."""
        other = self.called(answers) if self.called else ""
        known = "" if self.label else key
        return Option(self.key, key=other or known, label="" if other else self.label)

    def holds(self, value: object, answers: Answers) -> bool:
        """Whether a stored *value* is (still) an answer."""
        raise NotImplementedError

    def insists(self, event: Event) -> bool:
        """Whether *event*, the only guess said once more, is as good as a yes."""
        return True

    def none(self, event: Event) -> bool:
        """Whether *event* says that there is nothing to answer with."""
        return False

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """A value as a person should see it: options, facts, numbers, text."""
        by_value = {option.value: option for option in self.options(answers)}
        return (by_value.get(value, value) if isinstance(value, str) else value,)

    def doubt(self, value: T) -> str:
        """What could be better about an answer that holds; empty if nothing."""
        return ""


@dataclass(frozen=True)
class Together:
    """Short questions that are one numbered bubble where messages cost money."""

    key: str
    questions: tuple[Question[Any], ...]


Item = Question[Any] | Together
