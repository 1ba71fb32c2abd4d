"""What a page leaves with us lies sealed until it was judged, and no moment longer.

There is no platform that would keep it meanwhile, so it lies on our own disk: no more
of it than the disk can bear, and nothing of which the first bytes already say no.
"""

import asyncio
from collections.abc import AsyncIterator

from bot.channels.webchat import UPLOAD
from bot.media.check import MIB
from bot.media.formats import HEAD, kind_of, recognise
from bot.media.quota import Ledger, over, roomy
from bot.web.backend import NotTaken
from storage.core.files import FileStore
from storage.core.ids import new_id

MOST = 2048 * MIB
"""Bytes that may lie unchecked, whoever brought them."""
SUFFIX = "bin"


class Unchecked:
    """The uploads that wait for their verdict; *ledger* knows who brought how much."""

    def __init__(self, files: FileStore, ledger: Ledger, most: int = MOST) -> None:
        self._files = files
        self._ledger = ledger
        self._most = most
        self._lying: dict[str, int] = {}
        self._coming: set[str] = set()
        self._looked = False

    async def keep(self, visitor: str, chunks: AsyncIterator[bytes], mime: str) -> str:
        """Seal an upload, and give its name; raises `NotTaken` and keeps nothing."""
        if over(*self._ledger.spent(visitor)):
            raise NotTaken("quota")
        if not roomy(self._files):
            raise NotTaken("no_room")
        await self._look()
        upload = f"{UPLOAD}{new_id()}"
        name = f"{upload}.{SUFFIX}"
        self._coming.add(name)
        try:
            counted = self._counted(name, chunks)
            head = await _beginning(counted)
            if recognise(head) is None:
                raise NotTaken(_why(head, mime))
            await self._files.put_stream(upload, _with(head, counted), SUFFIX)
        except BaseException:
            # What came of it counts for the sender, but does not lie here.
            self._ledger.note(visitor, self._lying.pop(name, 0))
            raise
        finally:
            self._coming.discard(name)
        self._ledger.note(visitor, self._lying[name])
        return name

    async def _counted(
        self, name: str, chunks: AsyncIterator[bytes]
    ) -> AsyncIterator[bytes]:
        """*chunks*, as long as there is room for them beside all the others."""
        async for chunk in chunks:
            if sum(self._lying.values()) + len(chunk) > self._most:
                raise NotTaken("later")
            self._lying[name] = self._lying.get(name, 0) + len(chunk)
            yield chunk

    async def _look(self) -> None:
        """Forget what is gone: it was judged, here or in another process."""
        if not self._looked:
            self._looked = True
            # What an earlier process left.
            self._lying |= await self._files.sizes(UPLOAD)
        for name in [each for each in self._lying if each not in self._coming]:
            if not await asyncio.to_thread(self._files.holds, name):
                self._lying.pop(name, None)


async def _beginning(chunks: AsyncIterator[bytes]) -> bytes:
    """As much of *chunks* as tells what they are."""
    head = b""
    async for chunk in chunks:
        head += chunk
        if len(head) >= HEAD:
            break
    return head


async def _with(head: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield head
    async for chunk in rest:
        yield chunk


def _why(head: bytes, mime: str) -> str:
    """The problem that a look at all of it would find as well."""
    if not head:
        return "empty"
    return "not_a_photo" if kind_of(mime) == "photo" else "unsupported"
