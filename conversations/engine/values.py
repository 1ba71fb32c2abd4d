"""What the engine keeps and hands on: answers, conversations, a session, circumstances.

All of it is frozen, and what is stored is read from JSON straight into these types.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Meta, Struct, ValidationError, convert

from conversations.engine.effects.saying import Option

if TYPE_CHECKING:
    from conversations.engine.questions.question import Question

T = TypeVar("T", bound=Struct)
V = TypeVar("V")
Count = Annotated[int, Meta(ge=0)]


class Answers(Struct, frozen=True):
    """What has been answered, by key, and what was given when the flow was opened.

    *reopened* is the key of a question that is asked again; its answer stays until
    another comes.
    """

    stored: Mapping[str, Any] = {}
    given: Mapping[str, Any] = {}
    reopened: str = ""

    def __contains__(self, question: "Question[Any]") -> bool:
        stored = self.stored
        return question.key in stored or any(old in stored for old in question.was)

    def __getitem__(self, question: "Question[V]") -> V:
        for key in question.was if question.key not in self.stored else ():
            if key in self.stored:
                old: V = self.stored[key]
                return old
        value: V = self.stored[question.key]
        return value

    def get(self, question: "Question[V]") -> V | None:
        """The answer, or None where there is none or it was skipped."""
        for key in (question.key, *question.was):
            if key in self.stored:
                found: V = self.stored[key]
                return found
        return None

    def plus(self, question: "Question[Any]", value: object) -> "Answers":
        """These answers and one more."""
        reopened = "" if self.reopened == question.key else self.reopened
        return Answers({**self.stored, question.key: value}, self.given, reopened)


class Conversation(Struct, frozen=True, omit_defaults=True):
    """One person in one flow: their answers, and a little courtesy about them.

    *asked* is the key last put to the person: when the open question is another, the
    flow has changed under them. *reopened* is asked again by their wish. *offered* are
    answers to the open question, guesses put to them (`engine.guesses`). *doubted* are
    the keys of answers of which it was said what could be better. *told* was heard in
    passing and is still to be read back, *perhaps* to be put for a yes when its
    question comes; *unasked* are the keys of all that was told so. *misses* counts
    refusals in a row, and *refused* is why the last was; *page* the page of a long
    choice.
    """

    flow: str = ""
    number: int = 0
    answers: Mapping[str, Any] = {}
    given: Mapping[str, Any] = {}
    asked: str = ""
    reopened: str = ""
    offered: tuple[Any, ...] = ()
    doubted: tuple[str, ...] = ()
    told: Mapping[str, Any] = {}
    perhaps: Mapping[str, tuple[Any, ...]] = {}
    unasked: tuple[str, ...] = ()
    misses: Count = 0
    refused: str = ""
    page: Count = 0

    def known(self) -> Answers:
        """Its answers, with what was given."""
        return Answers(self.answers, self.given, self.reopened)

    def keep(self, answers: Answers) -> "Conversation":
        """The same conversation with other answers, its courtesies forgotten."""
        return Conversation(
            self.flow,
            self.number,
            answers.stored,
            self.given,
            self.asked,
            answers.reopened,
            doubted=self.doubted,
            told=self.told,
            perhaps=self.perhaps,
            unasked=self.unasked,
        )


class Session(Struct, frozen=True, omit_defaults=True):
    """One person's conversations; the last of *open* is on top.

    *kept* are answers every flow may use again, *count* numbers conversations, *met*
    says that Pandu has introduced itself, *last* is the message last read as an
    answer: its id, conversation and question. *acts* are the buttons last shown
    outside any conversation (value, key, label), which can also be typed. *dropped* is
    what was thrown away last and can be had back, *dropped_on* the day of it. *day* is
    the last on which the person did something; *greeted* and *same* are of that day:
    whether they greeted, and what they wrote last, how often in a row; *reply* is what
    was last said, and how often in a row (`memory`).
    """

    open: tuple[Conversation, ...] = ()
    paused: tuple[Conversation, ...] = ()
    kept: Mapping[str, Any] = {}
    count: int = 0
    met: bool = False
    last: tuple[str, int, str] = ("", 0, "")
    acts: tuple[tuple[str, str, str], ...] = ()
    dropped: Conversation | None = None
    dropped_on: str = ""
    day: str = ""
    greeted: bool = False
    same: tuple[str, int] = ("", 0)
    reply: tuple[str, int] = ("", 0)

    @property
    def top(self) -> Conversation | None:
        """The conversation that is being had."""
        return self.open[-1] if self.open else None


class Who(Struct, frozen=True):
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
    applied: bool = False
    """Has an application on its way."""
    role: str = ""
    """`officer`, `coordinator`, `admin`, `auditor`, or empty for everybody else."""
    officer: str = ""


class Here(Struct, frozen=True):
    """The circumstances of one event: whatever a pure turn must not find out itself."""

    who: Who
    today: date
    label: Callable[[Option], str]
    hour: int = 12
    together: bool = False
    message: str = ""
    """The platform's id of the message, so that an edit of it can be recognised."""
    known: Mapping[str, Any] = {}
    """Answers the channel already gives, such as the phone on WhatsApp."""
    word: Mapping[str, Any] = {}
    """What the Dinas put right, as it stands today (`catalogue.overrides.Word`)."""
    places: tuple[str, ...] = ()
    """Where most cases are from, by code: the likeliest first."""
    acts: tuple[str, ...] = ()
    """What the buttons do that were shown last, where words may be about these."""


# --- from what is stored ---------------------------------------------------------


def decode(data: bytes, kind: type[T]) -> T:
    """What was stored as a *kind*; where something is amiss, all that can be read."""
    try:
        return msgspec.json.decode(data, type=kind)
    except ValidationError:
        return readable(msgspec.json.decode(data), kind)


def readable(data: object, kind: type[T]) -> T:
    """*data* as the struct *kind*, field by field; what cannot be read is left out."""
    rows = data if isinstance(data, Mapping) else {}
    found = {}
    for field in msgspec.structs.fields(kind):
        if field.name in rows:
            for value in _read(rows[field.name], field.type):
                found[field.name] = value
    return kind(**found)


def _read(value: object, kind: Any) -> Iterator[Any]:
    """*value* as a *kind*; of a list, each that can be read; nothing where none can."""
    each, *more = get_args(kind) or (kind,)
    if get_origin(kind) is tuple and more == [...]:
        if isinstance(value, list | tuple):
            yield tuple(made for one in value for made in _read(one, each))
    elif isinstance(each, type) and issubclass(each, Struct):
        if isinstance(value, Mapping):
            yield readable(value, each)
    else:
        try:
            yield convert(value, kind)
        except ValidationError:
            return
