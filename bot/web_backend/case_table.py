"""The cases of an office as a file that goes out while it is made."""

from datetime import UTC, datetime

from bot import words
from bot.desk import exports
from bot.sheets.write import SHEETS
from bot.web.backend import Streamed
from conversations.cases.calendar import day_of
from conversations.cases.exports import Export
from storage.core.database import Database


def table(database: Database, about: Export, sheet: str) -> Streamed:
    """What was asked for, as a file of the kind *sheet*."""
    today, kind = day_of(datetime.now(UTC)), SHEETS[sheet]
    rows = exports.rows(database, about, today)
    title = words.text(about.language, "desk.table")
    heads = exports.heads(about.language)
    name = f"{title.lower()}-{today.isoformat()}.{sheet}"
    return Streamed(kind.write(title, heads, rows), kind.mime, name)
