"""Tidying: what nobody uses, words of long ago, and people who fell silent."""

import asyncio
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.channels.webchat import UPLOAD, WebChat
from bot.desk import export
from bot.jobs import inactivity
from bot.pipeline.loops import make_rounds
from conversations.cases import devices
from conversations.cases.records import Document
from conversations.cases.retention import UNUSED
from conversations.catalogue import catalogue
from storage.cases import documents
from storage.core.database import Database, Transaction
from storage.core.files import FileStore
from storage.core.ids import made_at
from storage.messages import hours, retention, stumbles
from storage.messages.retention import Old
from storage.people import addresses, contact_lists, desk_sessions, people

EVERY = 3600.0
"""Seconds between rounds."""
AT_ONCE = 500
"""Old messages in one commit."""
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
        # What takes long is looked for in a read, so that nobody waits to write.
        read, long_ago = self.database.read, now - _kept("chat")
        before = now - ARCHIVES
        archives = await read(lambda tx: documents.of_kind(tx, export.KIND, before))
        silent = await read(partial(inactivity.silent, now=now))
        old = await read(partial(retention.old, before=long_ago))

        async def clear(tx: Transaction) -> list[Document]:
            unused = await documents.unattached(tx, now - UNUSED)
            await documents.drop(tx, [each.id for each in archives + unused])
            await retention.forget_told(tx, long_ago)
            warned = [one for one in silent if one[0] not in self.spared]
            await desk_sessions.forget(tx)
            await contact_lists.forget(tx)
            await stumbles.forget(tx, now)
            await inactivity.warn(tx, now, warned)
            return archives + unused

        unused = await self.database.write(clear)
        await self.forget(old)
        await self.shut_pages(now)
        await self.count(now)
        gone += [
            name for each in unused for name in (each.name, each.thumbnail) if name
        ]
        for name in gone:
            await self.files.delete(name)
        return len(gone)

    async def forget(self, old: Old) -> None:
        """Words of long ago, a few in each commit."""
        for at in range(0, max(len(old.came), len(old.went)), AT_ONCE):
            few = slice(at, at + AT_ONCE)
            those = Old(old.came[few], old.went[few])
            await self.database.write(partial(retention.forget, gone=those))

    async def shut_pages(self, now: datetime) -> None:
        """Pages that nobody uses any more, each in a commit."""
        at = WebChat.name, WebChat.account
        since = now - devices.IDLE, now - devices.IDLE_DESK
        for page in await self.database.read(lambda tx: addresses.idle(tx, at, *since)):
            await self.database.write(partial(_leave, page=page))

    async def count(self, now: datetime) -> None:
        """Hours that are over, each in a commit."""
        while await self.database.write(partial(hours.settle, now=now)):
            pass


async def _leave(tx: Transaction, page: tuple[str, str]) -> None:
    await people.leave_page(tx, *page)


def _kept(what: str) -> timedelta:
    """How long this may be kept, as the catalogue says."""
    return timedelta(days=catalogue().retention[what].days)
