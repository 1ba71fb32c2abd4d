"""What the Dinas put right, for whoever runs Pandu: a list, or a patch."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot import words
from bot.app import key_ring
from bot.pipeline.word import standing, stated
from bot.settings import Settings
from conversations.cases.calendar import day_of
from conversations.cases.records import Override
from conversations.catalogue import catalogue
from conversations.catalogue.patch import patch
from storage.cases import overrides
from storage.core.database import Database, Transaction
from storage.people import officers

MOST = 1_000
"""So many are listed, the newest first."""


async def listed(settings: Settings) -> list[str]:
    """A line for each that stands or waits for a coordinator."""
    found, names = await _read(settings, _current)
    return [_line(settings.language, each, names) for each in found]


async def patched(settings: Settings) -> str:
    """What stands, as a patch for the files of the catalogue."""
    return patch(await _read(settings, lambda tx: standing(tx, catalogue().office.id)))


async def _current(tx: Transaction) -> tuple[Sequence[Override], Mapping[str, str]]:
    office, today = catalogue().office.id, day_of(tx.now)
    found = await overrides.listed(tx, office, today, limit=MOST)
    return found, await officers.names(tx, [each.by for each in found])


async def _read(settings: Settings, look: Any) -> Any:
    database = Database(settings.url, key_ring(settings))
    try:
        await database.check()
        return await database.read(look)
    finally:
        await database.close()


def _line(language: str, row: Override, names: Mapping[str, str]) -> str:
    said = stated(row)
    values = {
        "entry": row.entry,
        "text": said.text,
        "officer": names.get(row.by, ""),
        "on": said.on,
        "until": said.until or words.text(language, "fact.open"),
        "state": words.text(language, f"fact.state.{row.state}"),
    }
    return words.text(language, "cli.facts.line", values)
