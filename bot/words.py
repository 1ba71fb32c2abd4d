"""Keys to words: the one place that knows languages, and the only one that knows Babel.

Words carry light markup (`*bold*`, `_quiet_`) and named placeholders. The markup is
parsed before values are put in, so whatever a person wrote stays literal: a text is a
list of runs, and each channel escapes each run for itself.

What an office says instead of a sentence (`Overlay`) is laid over those shipped while
its people have their turn.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache, partial
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime, get_day_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from msgspec.structs import replace

from bot.channels.base import Run
from conversations.cases.calendar import local
from conversations.engine.effects import Fact, Line, Option, Say, Steps, When
from locales import FOLDER

LANGUAGES = ("id", "en")
DEFAULT = "id"
TO = "\u2013"
"""Between the first and the last of some days, or hours."""

_STYLED = re.compile(
    r"\*(?!\s)(.+?)(?<!\s)\*|(?<!\w)_(?!\s)(.+?)(?<!\s)_(?!\w)", re.DOTALL
)
_PLACE = re.compile(r"\{(\w+)\}")
_LOCALE = {"id": "id_ID", "en": "en_GB"}
_FROM_GROUPED = 10_000
"""Smaller whole numbers are written without a thousands mark."""


class UnknownWords(KeyError):
    """A key without words in any language."""


@dataclass(frozen=True)
class Piece:
    """A part of a sentence: literal text, or the *name* of a value, with its style."""

    text: str
    style: str
    name: str = ""


@dataclass(frozen=True)
class Sentence:
    """Words as they stand *at* a language and a key, in pieces.

    *fixed* are their runs where no value is among them; *plain* is what they come to
    without styles and values.
    """

    at: tuple[str, str]
    text: str
    pieces: tuple[Piece, ...]
    fixed: tuple[Run, ...] | None
    plain: str

    @property
    def names(self) -> frozenset[str]:
        """Of the values that they hold."""
        return frozenset(piece.name for piece in self.pieces if piece.name)


@dataclass(frozen=True, eq=False)
class Overlay:
    """What an office *said* instead of sentences that were shipped."""

    said: Mapping[tuple[str, str], Sentence] = field(default_factory=dict)


NOTHING = Overlay()
LAID: ContextVar[Overlay] = ContextVar("laid", default=NOTHING)
"""What is said instead while people of an office have their turn; `word.serving`."""


@lru_cache(64)
def overlay(*said: tuple[str, str, str]) -> Overlay:
    """One for all that was *said*, each a language, a key and words.

    It is the same one for the same words: by it others remember what they made of them.
    """
    if not said:
        return NOTHING
    return Overlay({at[:2]: parsed(*at) for at in said})


@cache
def translations(language: str, domain: str) -> Translations:
    """One language's words, compiled in memory from the `.po` beside the code."""
    path = Path(FOLDER) / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return Translations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def has(language: str, key: str) -> bool:
    """Whether *key* has words in *language*."""
    return translations(language, "pandu").gettext(key) != key


@cache
def shipped(language: str, key: str, fallback: str = "") -> Sentence:
    """The words of *key* as they were shipped, else *fallback*'s, else Indonesian."""
    for name in (key, fallback):
        for tongue in (language, DEFAULT):
            if name and has(tongue, name):
                text = translations(tongue, "pandu").gettext(name)
                return parsed(tongue, name, text)
    raise UnknownWords(key)


def sentence(language: str, key: str, fallback: str = "") -> Sentence:
    """The words of *key* as they are said now."""
    found = shipped(language, key, fallback)
    return LAID.get().said.get(found.at, found)


def words_of(language: str, key: str) -> str:
    """The words of *key* as they are written."""
    return sentence(language, key).text


def parsed(language: str, key: str, text: str) -> Sentence:
    """*text* as the words of *key*."""
    found: list[Piece] = []
    end = 0
    for match in _STYLED.finditer(text):
        found.extend(_placed(text[end : match.start()], ""))
        bold = match[1] is not None
        found.extend(_placed(match[1] if bold else match[2], "b" if bold else "q"))
        end = match.end()
    found.extend(_placed(text[end:], ""))
    fixed = None
    if not any(piece.name for piece in found):
        fixed = tuple((piece.text, piece.style) for piece in found)
    plain = "".join(piece.text for piece in found)
    return Sentence((language, key), text, tuple(found), fixed, plain)


def _placed(text: str, style: str) -> Iterable[Piece]:
    end = 0
    for match in _PLACE.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()], style)
        yield Piece("", style, match[1])
        end = match.end()
    if end < len(text):
        yield Piece(text[end:], style)


def runs(
    language: str,
    key: str,
    values: Mapping[str, Any] | None = None,
    fallback: str = "",
) -> tuple[Run, ...]:
    """A sentence as runs; every value stands literally."""
    # As `sentence`, which would be one more call for each of the many.
    words = shipped(language, key, fallback)
    words = LAID.get().said.get(words.at, words)
    if words.fixed is not None:
        return words.fixed
    found = values or {}
    made: list[Run] = []
    for piece in words.pieces:
        value = found.get(piece.name) if piece.name else None
        if piece.style == "b" and isinstance(value, list) and _lines(value):
            made += _called(language, value)
        else:
            shown = _filled(language, piece, found) if piece.name else piece.text
            made.append((shown, piece.style))
    return tuple(made)


def _lines(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(each, Line) for each in value)


def _called(language: str, lines: list[Line]) -> Iterator[Run]:
    """Of lines that are to stand out, what each is called does."""
    for number, line in enumerate(lines):
        name = label(language, line.label).removesuffix("?")
        if number:
            yield "\n", ""
        yield name, "b"
        yield show(language, line).removeprefix(name), ""


def _filled(language: str, piece: Piece, values: Mapping[str, Any]) -> str:
    """What stands in the place of a *piece*; words within words address the same."""
    value = values.get(piece.name, "")
    if isinstance(value, Say):
        value = replace(value, values={"you": values.get("you", ""), **value.values})
    return value if isinstance(value, str) else show(language, value)


def text(
    language: str,
    key: str,
    values: Mapping[str, Any] | None = None,
    fallback: str = "",
) -> str:
    """A sentence without its styles."""
    return "".join(part for part, _ in runs(language, key, values, fallback))


def prose(language: str, fact: str) -> str:
    """A fact of the catalogue in *language*; Indonesian is what it is written in."""
    if language == DEFAULT or not fact:
        return fact
    found: str = translations(language, "catalogue").gettext(fact)
    return found


def label(language: str, option: Option | Fact) -> str:
    """What an option or a fact is called."""
    if isinstance(option, Option) and option.shown:
        return show(language, option.shown)
    if option.key:
        words = shipped(language, option.key)
        return LAID.get().said.get(words.at, words).plain
    return prose(language, option.label)


@lru_cache(64)
def labels(
    language: str,
    laid: Overlay,  # noqa: ARG001 -- other sentences are another function
) -> Callable[[Option], str]:
    """What an option is called, in one language: one pure function, for matching."""
    return partial(label, language)


def show(language: str, value: Any) -> str:  # noqa: C901, PLR0911, PLR0912 -- a table
    """Any value as a person reads it; moments by the clock there."""
    match value:
        case str():
            return value
        case bool():
            return text(language, "option.yes" if value else "option.no")
        case int() if abs(value) < _FROM_GROUPED:
            return str(value)
        case int() | float() | Decimal():
            shown: str = format_decimal(value, locale=_LOCALE[language])
            return shown
        case datetime():
            return moment(language, value)
        case When(at):
            return near(language, at)
        case date():
            return day(language, value)
        case timedelta():
            return span(language, value)
        case Option() | Fact():
            return label(language, value)
        case Say():
            return text(language, value.key, value.values)
        case Line(name, answer):
            said = show(language, answer) or text(language, "review.empty")
            return f"{label(language, name).removesuffix('?')}: {said}"
        case Steps(each):
            numbered = enumerate((show(language, part) for part in each), start=1)
            return "\n".join(f"{number}. {said}" for number, said in numbered)
        case tuple():
            return " ".join(show(language, part) for part in value)
        case list() if value and all(isinstance(part, Line) for part in value):
            return "\n".join(show(language, part) for part in value)
        case list() if all(isinstance(part, Fact) and part.label for part in value):
            return _enumerated([within(label(language, part)) for part in value])
        case list():
            return ", ".join(show(language, part) for part in value)
        case None:
            return ""
        case _:
            return str(value)


def within(told: str) -> str:
    """*told* as it stands within a sentence: without its capital and its full stop.

    What begins with two capitals is an abbreviation, and keeps them.
    """
    small = told[1:2].islower()
    return (told[:1].lower() + told[1:] if small else told).removesuffix(".")


def _enumerated(parts: list[str]) -> str:
    """Facts one after the other, told apart also where one has a comma of its own."""
    return ("; " if any("," in part for part in parts) else ", ").join(parts)


def day(language: str, value: date) -> str:
    """22 November 2026."""
    shown: str = format_date(value, "d MMMM y", locale=_LOCALE[language])
    return shown


def weekday(language: str, value: date) -> str:
    """Minggu, 22 November."""
    shown: str = format_date(value, "EEEE, d MMMM", locale=_LOCALE[language])
    return shown


def month_of_year(language: str, value: date) -> str:
    """November 2026."""
    shown: str = format_date(value, "MMMM y", locale=_LOCALE[language])
    return shown


def month(language: str, value: date) -> str:
    """Nov."""
    shown: str = format_date(value, "MMM", locale=_LOCALE[language])
    return shown


def span(language: str, value: timedelta) -> str:
    """90 hari; 2 tahun."""
    years, rest = divmod(value.days, 365)
    if years and not rest:
        key = "span.years" if years > 1 else "span.years.one"
        return text(language, key, {"count": years})
    key = "span.days" if value.days != 1 else "span.days.one"
    return text(language, key, {"count": value.days})


def moment(language: str, value: datetime) -> str:
    """22 November 2026, 14.30 WIB."""
    there = local(value)
    pattern = "d MMMM y, HH.mm" if language == "id" else "d MMMM y, HH:mm"
    shown: str = format_datetime(there, pattern, locale=_LOCALE[language])
    return f"{shown} {there.tzname()}"


def near(language: str, value: datetime) -> str:
    """Kamis 3 Des 09.00, on the clock there."""
    pattern = "EEEE d MMM HH.mm" if language == "id" else "EEEE d MMM HH:mm"
    shown: str = format_datetime(local(value), pattern, locale=_LOCALE[language])
    return shown


def opening(language: str, hours: Mapping[int, tuple[time, time]]) -> str:
    """When somebody works, as `read_opening_hours` reads it."""
    names = get_day_names("wide", locale=_LOCALE[language])
    mark = "." if language == "id" else ":"
    lines = []
    # Days that follow each other are as far from their place as the first.
    told = groupby(enumerate(sorted(hours)), lambda at: (hours[at[1]], at[1] - at[0]))
    for (pair, _), days in told:
        first, *rest = (day for _, day in days)
        between = TO.join(names[day] for day in (first, *rest[-1:]))
        lines.append(f"{between} {TO.join(f'{at:%H{mark}%M}' for at in pair)}")
    return "; ".join(lines)


def keys(language: str, domain: str = "pandu") -> set[str]:
    """Every key that has words in *language*; in `catalogue` a fact is its own key."""
    found = translations(language, domain)
    catalog: Mapping[Any, Any] = getattr(found, "_catalog", {})
    return {key for key in catalog if isinstance(key, str) and key}
