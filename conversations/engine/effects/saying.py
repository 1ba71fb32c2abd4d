"""Words to the person, and what the words need to know."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct


class Option(Struct, frozen=True):
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


class Fact(Struct, frozen=True):
    """A value inside a sentence that is itself a fact of the catalogue, or words."""

    label: str = ""
    key: str = ""


class When(Struct, frozen=True):
    """A moment that is near, by its weekday: "Kamis 3 Des 09.00"."""

    at: datetime


class Say(Struct, frozen=True):
    """Tell the person *key*, with *values*; *fallback* when *key* has no words.

    *actions* are buttons that work outside any conversation. *subject* marks a card;
    with *edits* the card of that subject is changed instead of sent anew. *kind* is
    the outbox class. *file* is a document id and *filename* what it is called where
    it is kept; *drawing* says what is to be drawn as that file once all this is
    committed. *link* is a page to open: its address, and the words of its button.
    *joined* words stand in the bubble of the question that follows.
    """

    key: str
    values: Mapping[str, Any] = {}
    fallback: str = ""
    actions: tuple[Option, ...] = ()
    subject: str = ""
    edits: bool = False
    kind: str = "prompt"
    file: str = ""
    filename: str = ""
    drawing: Mapping[str, Any] = {}
    link: Option | None = None
    joined: bool = False


class Line(Struct, frozen=True):
    """One answer on a review screen: what it is, and what was said."""

    label: Option
    shown: tuple[Any, ...]


class Steps(Struct, frozen=True):
    """Things to do one after the other: each in a line of its own, with its number."""

    each: tuple[Any, ...]


class Ask(Struct, frozen=True):
    """Put a question to the person.

    *home* is where its words are (`<home>.ask`, `<home>.help`); *parts* are the
    questions of one bubble; *lines* the answers to look over; *offers* are those of
    the options that are guesses at what was meant. So many are *likely*: they are put
    alone where there are many. *step* of *steps* counts the whole
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
    label: Option = Option("")
    options: tuple[Option, ...] = ()
    likely: int = 0
    values: Mapping[str, Any] = {}
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


class LookUp(Struct, frozen=True):
    """Ask the world *what*, for *question*; the answer comes back as `LookedUp`."""

    question: str
    what: str
    values: Mapping[str, Any] = {}
