"""A person's data as they would read it: dates as dates, and words as words.

What only machines need is left to the JSON beside it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot import words
from bot.pictures.book import ENTRY, Book, Chapter
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact, Line
from conversations.engine.flow import Answers
from conversations.flows import desk as cards
from conversations.flows.apply import QUESTIONS
from storage.dossier import Dossier

MACHINES = frozenset(
    {"id", "seq", "key", "sha256", "version", "account", "album", "attempts", "lane"}
    | {"maybe_twice", "replaces", "subject", "thumbnail", "unique_key", "flow"}
    | {"lease_by", "lease_until", "due_at", "external", "detail", "state"}
    | {"text_hash", "kept_at", "answered"}
)
"""Columns that tell a reader nothing."""


def book(rows: Dossier, language: str, at: datetime) -> Book:
    """Everything that is kept, in chapters."""

    def t(key: str) -> str:
        return words.text(language, key)

    day = words.text(language, "export.at", {"at": at})
    found = tuple(chapters(rows, language))
    return Book(t("export.title"), t("export.intro"), found, day, language, at)


def chapters(rows: Dossier, language: str) -> Iterable[Chapter]:
    """What is kept of each kind, if anything is."""
    for table, kept in rows.items():
        entries = tuple(filter(None, (entry(row, language) for row in kept)))
        if entries:
            key = f"export.table.{table}"
            heading = words.text(language, key, fallback="export.table.other")
            yield Chapter(heading, entries)


def entry(row: Mapping[str, Any], language: str) -> ENTRY:
    """A row as names and values; what is empty is left out."""
    return tuple(
        (_name(name, language), shown)
        for name, value in row.items()
        if name not in MACHINES and not name.endswith("_id")
        if (shown := readable(_known(name, value), language))
    )


def _name(column: str, language: str) -> str:
    """What a column is called; a rare one by its own name."""
    key = f"export.column.{column}"
    return words.text(language, key) if words.has(language, key) else column


def _known(column: str, value: Any) -> Any:
    """A road by its name, and an application by its questions, instead of our marks."""
    if column == "road" and value in catalogue().roads:
        return Fact(label=catalogue().roads[value].name)
    if column in {"details", "profile"} and isinstance(value, Mapping):
        return [_answer(name, value) for name in value if name in QUESTIONS]
    return value


def _answer(name: str, answers: Mapping[str, Any]) -> Line:
    """An answer as it was given, named by what was asked."""
    shown = QUESTIONS[name].shown(answers[name], Answers(answers))
    return Line(cards.label(name), shown)


def readable(value: Any, language: str) -> str:
    """Any value in plain words."""
    match value:
        case {"runs": list(runs)}:
            return "".join(text for text, _ in runs)
        case {"event": event}:
            return readable(event, language)
        case {"text": str(text)} if text:
            return text
        case dict():
            shown = ((str(n), readable(v, language)) for n, v in value.items())
            return "; ".join(f"{name}: {said}" for name, said in shown if said)
        case list() | tuple():
            parts = (readable(part, language) for part in value)
            return ", ".join(filter(None, parts))
        case _:
            return words.show(language, value)
