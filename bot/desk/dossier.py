"""A person's data as they would read it: chapters of names and values.

What only machines need is left to the JSON beside it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot import words
from bot.desk.data_book import shown
from bot.pictures.contents import ENTRY, Book, Chapter
from bot.pictures.symbols import StandIns
from storage.cases.dossier import Dossier


def book(rows: Dossier, language: str, at: datetime) -> Book:
    """Everything that is kept, in chapters."""

    def t(key: str) -> str:
        return words.text(language, key)

    day = words.text(language, "export.at", {"at": at})
    instead = StandIns(t("export.sign.picture"), t("export.sign.letters"))
    found = tuple(chapters(rows, language))
    return Book(t("export.title"), t("export.intro"), found, day, language, at, instead)


def chapters(rows: Dossier, language: str) -> Iterable[Chapter]:
    """What is kept of each kind, if anything is."""
    for table, kept in rows.items():
        entries = tuple(filter(None, (entry(row, language) for row in kept)))
        if entries:
            key = f"export.table.{table}"
            heading = words.text(language, key, fallback="export.table.other")
            yield Chapter(heading, entries)


def entry(row: Mapping[str, Any], language: str) -> ENTRY:
    """A row as names and values; what is empty, or has no name, is left out."""
    return tuple(
        (words.text(language, key), said)
        for column in row
        if words.has(language, key := f"export.column.{column}")
        if (said := shown(column, row, language))
    )
