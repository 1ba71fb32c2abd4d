"""A conversation is its answers.

Nobody notes "the applicant is at field 3" on a paper form; one looks for the first
empty field that applies. So there is no cursor: **the open question is the first, in
order, that applies and has no answer that still stands.** Resuming after a deploy,
going back, correcting one answer and pausing for a week need no code of their own.

Rules for whoever adds a question:

* a key is a promise: same key, same meaning; a renamed one lists its old names (`was`);
* `when` looks only back, at the answers settled before it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from conversations.engine.effects import Effect, Option
from conversations.engine.events import Event

T = TypeVar("T")
V = TypeVar("V")


class Answers:
    """What has been answered, by key, and what was given when the flow was opened.

    *found* is what `asking.opened` found in them, remembered for the next who asks.
    *from_* is what was found before an answer to the open question came. *reopened* is
    the key of a question that is asked again; its answer stays until another comes.
    """

    __slots__ = ("found", "from_", "given", "reopened", "stored")

    def __init__(
        self,
        stored: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
        reopened: str = "",
    ) -> None:
        self.stored: Mapping[str, Any] = {} if stored is None else stored
        self.given: Mapping[str, Any] = {} if given is None else given
        self.reopened = reopened
        self.found: Found | None = None
        self.from_: Found | None = None

    def key_of(self, question: "Question[Any]") -> str:
        """The key that the answer stands under; empty where there is none."""
        if question.key in self.stored:
            return question.key
        return next((old for old in question.was if old in self.stored), "")

    def __contains__(self, question: "Question[Any]") -> bool:
        return bool(self.key_of(question))

    def __getitem__(self, question: "Question[V]") -> V:
        value: V = self.stored[self.key_of(question)]
        return value

    def get(self, question: "Question[V]") -> V | None:
        """The answer, or None where there is none or it was skipped."""
        return next((self.stored[k] for k in question.keys if k in self.stored), None)

    def plus(self, question: "Question[Any]", value: object) -> "Answers":
        """These answers and one more."""
        reopened = "" if self.reopened == question.key else self.reopened
        more = Answers({**self.stored, question.key: value}, self.given, reopened)
        if self.found and self.found.question is question:
            more.from_ = self.found
        return more

    def again(self, key: str) -> "Answers":
        """These answers, with the question of *key* asked again."""
        return Answers(self.stored, self.given, key)

    def whole(self) -> "Answers":
        """These answers, with no question asked again."""
        return Answers(self.stored, self.given) if self.reopened else self


class Found(NamedTuple):
    """What stands in the answers, and the open question: the one at *place*, if any."""

    flow: "Flow"
    settled: Answers
    question: "Question[Any] | None"
    place: int


@dataclass(frozen=True)
class Who:
    """What a turn may know about the person it talks with."""

    language: str = "id"
    name: str = ""
    address_form: str = ""
    phone: bool = False
    noticed: bool = False
    """Agreed to the privacy notice that is in force."""
    announcements: bool = False
    helping: bool = False
    """Looks after the affairs of another now."""
    role: str = ""
    """`officer`, `coordinator`, `admin`, `auditor`, or empty for everybody else."""
    officer: str = ""


@dataclass(frozen=True)
class Here:
    """The circumstances of one event: whatever a pure turn must not find out itself."""

    who: Who
    today: date
    label: Callable[[Option], str]
    hour: int = 12
    together: bool = False
    message: str = ""
    """The platform's id of the message, so that an edit of it can be recognised."""
    known: Mapping[str, Any] = field(default_factory=dict)
    """Answers the channel already gives, such as the phone on WhatsApp."""


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
    was: tuple[str, ...] = ()
    """Keys it had before; an answer under one of them is its answer."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Where its answer may stand, the present key first."""
        return (self.key, *self.was)

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """All choices, however many; the channel pages them."""
        del answers
        return ()

    def read(self, event: Event, answers: Answers, here: Here) -> Read[T]:
        """The value in *event*; raises `Refusal`."""
        raise NotImplementedError

    def holds(self, value: object, answers: Answers) -> bool:
        """Whether a stored *value* is (still) an answer."""
        raise NotImplementedError

    def insists(self, event: Event) -> bool:
        """Whether *event*, the only guess said once more, is as good as a yes."""
        del event
        return True

    def none(self, event: Event) -> bool:
        """Whether *event* says that there is nothing to answer with."""
        del event
        return False

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """A value as a person should see it: options, facts, numbers, text."""
        by_value = {option.value: option for option in self.options(answers)}
        return (by_value.get(value, value) if isinstance(value, str) else value,)

    def doubt(self, value: T) -> str:
        """What could be better about an answer that holds; empty if nothing."""
        del value
        return ""

    @property
    def example(self) -> str:
        """A picture of what is asked for, by name; most questions need none."""
        return ""

    @property
    def wants(self) -> str:
        """A special way to answer that a channel may offer."""
        return ""

    @property
    def silent(self) -> bool:
        """Whether it is answered by the world and never put to the person."""
        return False


@dataclass(frozen=True)
class Together:
    """Short questions that are one numbered bubble where messages cost money."""

    key: str
    questions: tuple[Question[Any], ...]


Item = Question[Any] | Together
Finish = Callable[[Answers, Here], tuple[Effect, ...]]


@dataclass(frozen=True)
class Flow:
    """Ordered questions, and what follows when all are answered.

    *quiet*: not asked again when what lay over it is done. *consent*: the privacy
    notice comes first. *keeps*: answers remembered for the person and offered to
    every flow that asks the same. *hints*: what is remembered of the person and given
    to it, without making it another conversation. *roles*: who may open it; empty is
    everybody. *again*: begins afresh each time instead of resuming an unfinished one.
    *own*: about whoever has the chat, never about an owner whom they help. *passing*:
    laid over a form, and left for it by whatever is no answer here.
    """

    name: str
    items: tuple[Item, ...] | Callable[[Mapping[str, Any]], tuple[Item, ...]]
    finish: Finish = field(repr=False)
    quiet: bool = False
    consent: bool = False
    keeps: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    again: bool = False
    own: bool = False
    passing: bool = False

    def entries(self, given: Mapping[str, Any]) -> tuple[Item, ...]:
        """What is asked, as declared."""
        return self.items(given) if callable(self.items) else self.items

    def questions(self, given: Mapping[str, Any]) -> tuple[Question[Any], ...]:
        """Every question in order, bubbles taken apart."""
        return _apart(self.items(given)) if callable(self.items) else self._questions

    @cached_property
    def _questions(self) -> tuple[Question[Any], ...]:
        """Every question of a flow that asks the same whatever was given."""
        return _apart(self.entries({}))

    def spoken(self, given: Mapping[str, Any]) -> tuple[Question[Any], ...]:
        """Those of the questions that are put to the person."""
        return (
            _spoken(self.questions(given)) if callable(self.items) else self._spoken_of
        )

    @cached_property
    def _spoken_of(self) -> tuple[Question[Any], ...]:
        return _spoken(self._questions)

    def home(self, question: Question[Any]) -> str:
        """Where the words of *question* are."""
        return question.home or f"{self.name}.{question.key}"

    def label(self, question: Question[Any]) -> Option:
        """What *question* is called, on a review or in a numbered bubble."""
        key = "" if question.label else f"{self.home(question)}.label"
        return Option(question.key, key=key, label=question.label)

    def walk(self, answers: Answers) -> Iterator[tuple[Question[Any], bool]]:
        """Each question that applies, and whether its answer stands.

        Stops after the first open question: what follows may depend on it.
        """
        stored: dict[str, Any] = {}
        settled = Answers(stored, answers.given)
        for question in self.questions(answers.given):
            if not question.when(settled):
                continue
            stands, value = standing(question, answers, settled)
            if question.key == answers.reopened:
                stands = False
            yield question, stands
            if not stands:
                return
            stored[question.key] = value


def _apart(items: tuple[Item, ...]) -> tuple[Question[Any], ...]:
    """The questions of *items*, bubbles taken apart."""
    return tuple(
        question
        for item in items
        for question in (item.questions if isinstance(item, Together) else (item,))
    )


def _spoken(questions: tuple[Question[Any], ...]) -> tuple[Question[Any], ...]:
    return tuple(question for question in questions if not question.silent)


def standing(
    question: Question[Any], answers: Answers, settled: Answers
) -> tuple[bool, Any]:
    """Whether *question* has an answer that holds after what was settled; and which."""
    key = answers.key_of(question)
    if key:
        value = answers.stored[key]
        if question.optional if value is None else question.holds(value, settled):
            return True, value
    presumed = question.presumed(settled) if question.presumed else None
    return presumed is not None, presumed
