"""Tidying: what nobody uses, words of long ago, and people who fell silent."""

import asyncio
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from bot.channels.webchat import UPLOAD
from bot.desk import export
from bot.jobs import inactivity
from bot.pipeline.loops import make_rounds
from conversations.catalogue import catalogue
from storage.cases import documents
from storage.core.database import Database
from storage.core.files import FileStore
from storage.core.ids import made_at
from storage.messages import retention

EVERY = 3600.0
"""Seconds between rounds."""
UPLOADS = timedelta(days=1)
ARCHIVES = timedelta(days=1)
"""So long an archive of somebody's data stays where they can fetch it again."""


class Janitor:
    """Goes round now and then, until stopped; two of them do no harm."""

    def __init__(
        self, database: Database, files: FileStore, spared: Collection[str] = ()
    ) -> None:
        self.database = database
        self.files = files
        self.spared = spared
        """Who is no person and never silent: the office's group."""

    async def run(self, stop: asyncio.Event) -> None:
        """A round at the start, then one an hour."""
        await make_rounds(lambda: self.round(datetime.now(UTC)), stop, EVERY)

    async def round(self, now: datetime) -> int:
        """Delete what nobody will ask for again; how many files that was."""
        gone = [
            name
            for name in await self.files.names()
            if name.startswith(UPLOAD)
            and made_at(name.removeprefix(UPLOAD)) < now - UPLOADS
        ]
        async with self.database.write() as tx:
            unused = await documents.unattached(tx, now - documents.UNUSED)
            unused += await documents.of_kind(tx, export.KIND, now - ARCHIVES)
            await documents.drop(tx, [each.id for each in unused])
            await retention.forget_chats(tx, now - _kept("chat"))
            await inactivity.warn(tx, now, self.spared)
        gone += [
            name for each in unused for name in (each.name, each.thumbnail) if name
        ]
        for name in gone:
            await self.files.delete(name)
        return len(gone)


def _kept(what: str) -> timedelta:
    """How long this may be kept, as the catalogue says."""
    return timedelta(days=catalogue().retention[what].days)
