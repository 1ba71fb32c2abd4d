"""The words of everything that can be drawn, without what draws them.

Pillow and fpdf take half a second to import and tens of megabytes to keep: whoever only
says what is to be drawn needs neither (see `bot.pictures.registry`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.pictures.symbols import PLAIN, StandIns

ENTRY = tuple[tuple[str, str], ...]
"""Names and values of one thing that is kept."""


@dataclass(frozen=True)
class Link:
    """An address that a phone opens when its camera is held at it."""

    address: str


@dataclass(frozen=True)
class Rung:
    """One stage: its name, how it stands, words about that, and how long it takes."""

    name: str
    state: Literal["done", "now", "later"]
    note: str = ""
    time: str = ""


@dataclass(frozen=True)
class Ladder:
    """The words of a ladder: whose it is, which road, its rungs, and what is next.

    *foot* is the one next thing, *source* where the times are from.
    """

    title: str
    road: str
    rungs: tuple[Rung, ...]
    foot: str = ""
    source: str = ""


@dataclass(frozen=True)
class Bar:
    """One group: what it is called, how far it is, and how far it was (`+20`)."""

    name: str
    percent: int
    change: str = ""


@dataclass(frozen=True)
class Result:
    """The words of a result. *answers* are only on the page: a question, its answer."""

    title: str
    percent: int
    band: str
    note: str
    bars: tuple[Bar, ...]
    heading: str
    tasks: tuple[str, ...]
    foot: str
    answers: tuple[tuple[str, str], ...] = ()
    of: str = ""
    """Whose it is: the business, on the page, which others read."""
    language: str = "id"


@dataclass(frozen=True)
class Visited:
    """The words of a report: whose, when and by whom, then each part with its words.

    *photos* are documents, *files* their previews once it is drawn; *spot* is a name, a
    place and the link to a map of it.
    """

    title: str
    of: str
    about: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    foot: str
    language: str = "id"
    photos: tuple[str, ...] = ()
    spot: tuple[str, ...] = ()
    files: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Trend:
    """What is counted month by month: each thing by name, with a number a month."""

    title: str
    months: tuple[str, ...]
    counted: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Table:
    """Rows under their names; *wide* is each column's part of the width.

    What has numbers stands to the right. *note* follows, also where there are no rows.
    """

    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    wide: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Leaders:
    """The words of a report for who leads: whose, on which day, and all it tells.

    *figures* are the few numbers that count, each with what it is.
    """

    title: str
    of: str
    at: str
    figures: tuple[tuple[int, str], ...]
    told: tuple[str, ...]
    trend: Trend
    tables: tuple[Table, ...]
    foot: str
    language: str = "id"


@dataclass(frozen=True)
class Award:
    """The words of a certificate, to be shared or hung up.

    *rungs* are the stages behind it. *use* and *link* are only on the sheet for the
    wall, where *scan* stands beside the sign that leads to the link.
    """

    title: str
    business: str
    name: str
    lines: tuple[str, ...]
    foot: str
    rungs: tuple[str, ...] = ()
    use: str = ""
    link: str = ""
    scan: str = ""
    language: str = "id"


@dataclass(frozen=True)
class FilledSheet:
    """One page of a form: texts, *lines* with what is known, a table to fill in."""

    title: str
    texts: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: int
    signed: str


@dataclass(frozen=True)
class Filled:
    """A form: what it is not stands in the *note* above each of its sheets."""

    title: str
    note: str
    sheets: tuple[FilledSheet, ...]


@dataclass(frozen=True)
class Chapter:
    """What is kept of one kind: entries of names and values, or *photos* by name."""

    heading: str
    entries: tuple[ENTRY, ...]
    photos: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Book:
    """All of it, with the day it was gathered in the *foot* of each page."""

    title: str
    intro: str
    chapters: tuple[Chapter, ...]
    foot: str
    language: str
    at: datetime
    instead: StandIns = PLAIN
