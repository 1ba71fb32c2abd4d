"""What those who run Pandu must hear at once: commits fail, or the disk fills up.

The admins are told by chat, once, and once more when it is over. It goes past the
outbox, for nothing can be posted while the database takes nothing; whom to tell is
remembered from when all was well.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot import words
from bot.channels.base import Bubble, Channel, Outgoing, SendError
from bot.pipeline.loops import make_rounds
from storage.core.database import Database
from storage.core.ids import new_id
from storage.people import officers
from storage.people.officers import Admin

EVERY = 10.0
"""Seconds between looks."""
LONG = 10.0
"""Seconds without a commit, while they fail, that are worth an alarm."""
FILLING, FULL = 0.25, 0.10
"""Shares of the disk that are free when it is time to act, and when it is too late."""

log = logging.getLogger(__name__)


@dataclass
class Alarm:
    """Looks now and then at what must not happen; *told* is what the admins know.

    *room* is the share of the disk that is free.
    """

    database: Database
    channels: Mapping[str, Channel]
    room: Callable[[], float]
    told: set[str] = field(default_factory=set)
    admins: Sequence[Admin] = ()

    async def run(self, stop: asyncio.Event) -> None:
        """Look until stopped."""
        await make_rounds(self.look, stop, EVERY)

    async def look(self) -> None:
        """Tell what is new, and what is over."""
        wrong = self.wrong()
        if "database" not in wrong and not self.database.health.failing:
            self.admins = await self.database.read(officers.admins)
        for trouble in sorted(wrong ^ self.told):
            over = trouble not in wrong
            log.error("alarm: %s%s", trouble, " is over" if over else "")
            await self.tell(f"alarm.{trouble}{'.over' if over else ''}")
        self.told = wrong

    def wrong(self) -> set[str]:
        """What is wrong now."""
        health, room = self.database.health, self.room()
        found = {
            "database": health.failing and health.since_commit > LONG,
            "filling": room < FILLING,
            "full": room < FULL,
        }
        return {name for name, so in found.items() if so}

    async def tell(self, key: str) -> None:
        """Say it to every admin whom a platform lets us reach."""
        values = {"percent": round((1 - self.room()) * 100)}
        for admin in self.admins:
            channel = self.channels.get(admin.channel)
            if channel is None:
                continue
            bubble = Bubble(words.runs(admin.language, key, values))
            one = Outgoing(
                new_id(), admin.to, bubble, "notice", window_until=admin.window_until
            )
            try:
                await channel.send(one)
            except SendError as error:
                log.warning("alarm not sent: %s", type(error).__name__)
