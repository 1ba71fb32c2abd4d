"""One record of what somebody wrote: made once, and looked into by every reader.

A reader takes an utterance, or a text that it makes one of, and asks it for the
looks it needs; no reader takes the text apart by itself. What a reader found is noted
beside it, so that it is found once however many ask.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeAlias, TypeVar

from conversations.language import normalise
from conversations.language.slang import COURTEOUS

P = ParamSpec("P")
T = TypeVar("T")


class look(Generic[T]):  # noqa: N801 -- it is used as a decorator
    """A look at a record, made when it is first asked for, and kept with it.

    On Python 3.11 `cached_property` takes a lock, which costs more than most looks.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __get__(self, said: Any, _: object = None) -> T:
        found = self.make(said)
        said.__dict__[self.make.__name__] = found
        return found


class Utterance:
    """What was *typed*, and each look at it: for one turn, and kept nowhere."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.noted: dict[Hashable, Any] = {}

    @classmethod
    def of(cls, said: "Said") -> "Utterance":
        """The record of *said*, which may be one already."""
        return said if isinstance(said, Utterance) else cls(said)

    def __str__(self) -> str:
        return self.typed

    def __repr__(self) -> str:
        return f"Utterance({self.typed!r})"

    @look
    def small(self) -> str:
        """As it was typed, in small letters."""
        return self.typed.casefold()

    @look
    def clean(self) -> str:
        """In one line, without what cannot be seen."""
        return normalise.clean(self.typed)

    @look
    def lines(self) -> str:
        """The same with its line breaks."""
        return normalise.clean(self.typed, lines=True)

    @look
    def plain(self) -> str:
        """In small letters without accents, with its punctuation."""
        return normalise.plain(self.typed)

    @look
    def folded(self) -> str:
        """Its words in plain Indonesian, and nothing else."""
        return normalise.fold(self.typed)

    @look
    def words(self) -> tuple[str, ...]:
        """The words of `folded`."""
        return tuple(self.folded.split())

    @look
    def core(self) -> tuple[str, ...]:
        """The words without those of courtesy."""
        return tuple([word for word in self.words if word not in COURTEOUS])

    @look
    def asked(self) -> bool:
        """Whether it has a question mark."""
        return "?" in self.typed


_NOT_YET: Any = object()
Said: TypeAlias = Utterance | str
"""What readers take: the record of a text, or the text."""


def once(
    reader: Callable[Concatenate[Utterance, P], T],
) -> Callable[Concatenate[Said, P], T]:
    """*reader*, which looks at one record only once and notes there what it found."""

    @wraps(reader)
    def read(said: Said, /, *args: P.args, **kwargs: P.kwargs) -> T:
        record = said if isinstance(said, Utterance) else Utterance(said)
        key = (reader, args, *kwargs.items()) if args or kwargs else reader
        found: T = record.noted.get(key, _NOT_YET)
        if found is _NOT_YET:
            found = record.noted[key] = reader(record, *args, **kwargs)
        return found

    return read
