"""What did not arrive, for whoever runs Pandu."""

from functools import partial

from bot import words
from bot.app import key_ring
from bot.settings import Settings
from storage.core.database import Database
from storage.messages import undelivered

MOST = 100
"""So many are listed, the newest first."""


async def listed(settings: Settings) -> list[str]:
    """A line for each: when, about which case, by which channel, and why."""
    database = Database(settings.url, key_ring(settings))
    try:
        await database.check()
        found = await database.read(partial(undelivered.listed, limit=MOST))
    finally:
        await database.close()
    return [
        words.text(
            settings.language,
            "cli.undelivered.line",
            {
                "at": each.at,
                "code": each.code,
                "channel": each.channel,
                "reason": each.reason,
            },
        )
        for each in found
    ]
