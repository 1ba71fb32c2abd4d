"""Words to the person, and what the words need to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Option:
    """One choice: its stable *value*, and where its label is found.

    *key* is a key of words; without one, *label* is a fact of the catalogue (or
    literal data, such as a place name), translated where a translation exists. What
    is *shown* instead, where it is no choice of a list, is an answer in its parts.
    """

    value: str
    key: str = ""
    label: str = ""
    aliases: tuple[str, ...] = ()
    shown: tuple[Any, ...] = ()

    def __hash__(self) -> int:
        """By its value: whole lists of options are looked up by what they are."""
        return hash(self.value)


@dataclass(frozen=True)
class Fact:
    """A value inside a sentence that is itself a fact of the catalogue, or words."""

    label: str = ""
    key: str = ""


@dataclass(frozen=True)
class Say:
    """Tell the person *key*, with *values*; *fallback* when *key* has no words.

    *actions* are buttons that work outside any conversation. *subject* marks a card;
    with *edits* the card of that subject is changed instead of sent anew. *kind* is
    the outbox class. *file* is a document id and *filename* what it is called where
    it is kept; *drawing* says what is to be drawn as that file once all this is
    committed. *joined* words stand in the bubble of the question that follows.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    fallback: str = ""
    actions: tuple[Option, ...] = ()
    subject: str = ""
    edits: bool = False
    kind: str = "prompt"
    file: str = ""
    filename: str = ""
    drawing: Mapping[str, Any] = field(default_factory=dict)
    joined: bool = False


@dataclass(frozen=True)
class Line:
    """One answer on a review screen: what it is, and what was said."""

    label: Option
    shown: tuple[Any, ...]


@dataclass(frozen=True)
class Ask:
    """Put a question to the person.

    *home* is where its words are (`<home>.ask`, `<home>.help`); *parts* are the
    questions of one bubble; *lines* the answers to look over; *offers* are those of
    the options that are guesses at what was meant. *step* of *steps* counts the whole
    flow. *example* names a picture of what is asked for, *file* is a document it is
    about.
    *again*: it was put before, so a shorter form will do. *asks* is the question
    itself, when that is a fact of the catalogue. *before* is the answer it has, where
    it is asked again.
    """

    flow: str
    question: str
    home: str
    conversation: int
    label: Option = field(default=Option(""))
    options: tuple[Option, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    step: int = 0
    steps: int = 0
    page: int = 0
    wants: str = ""
    lines: tuple[Line, ...] = ()
    parts: tuple["Ask", ...] = ()
    offers: tuple[Option, ...] = ()
    optional: bool = False
    again: bool = False
    kind: str = ""
    asks: str = ""
    before: tuple[Any, ...] = ()
    example: str = ""
    file: str = ""


@dataclass(frozen=True)
class LookUp:
    """Ask the world *what*, for *question*; the answer comes back as `LookedUp`."""

    question: str
    what: str
    values: Mapping[str, Any] = field(default_factory=dict)
