"""The file that a message brings: read from the store, or drawn if it is a drawing.

A turn holds the database while it lasts, and a drawing takes longer than all the rest
of it. So the turn notes a document, and the words of its drawing with the message.
Whoever sends it draws first, in a thread, and keeps the file under the document's own
name: after a crash in between it is drawn again, and is still one file.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from msgspec.structs import replace

from bot.channels.base import Bubble
from bot.media.check import UNKNOWN
from bot.pictures.registry import draw, photos, shown, size_of
from bot.views.file_name import file_name
from conversations.cases.records import Case, Document
from storage.cases import cases, documents
from storage.core.database import Database, Transaction
from storage.core.files import Damaged, FileStore, Missing

_ONE_AT_ONCE = ThreadPoolExecutor(1, "drawing")
"""A drawing is all computing: two at once would only be in each other's way."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Enclosures:
    """Hands messages their files; one that cannot be had is left out."""

    database: Database
    files: FileStore

    async def take(
        self, bubble: Bubble, drawing: Mapping[str, Any] | None = None
    ) -> tuple[Bubble, bytes]:
        """A bubble and its file's bytes; without the file where there is none."""
        if ours := shown(bubble.file):
            return replace(bubble, mime="image/png"), ours
        known = partial(_known, document=bubble.file)
        found, case = await self.database.read(known)
        content = await self._content(found, drawing) if found else None
        if found and content is not None:
            # Only by the end of its name is an unknown one opened with what can.
            named = file_name(found, case)
            named = named or (found.name if found.mime == UNKNOWN else "")
            return replace(
                bubble,
                mime=bubble.mime or found.mime,
                filename=bubble.filename or named,
            ), content
        log.warning("document %s cannot be read", bubble.file)
        return replace(bubble, file="", mime=""), b""

    async def _content(
        self, document: Document, drawing: Mapping[str, Any] | None
    ) -> bytes | None:
        try:
            return await self.files.read(document.name)
        except Missing:
            return await self._drawn(document, drawing) if drawing else None
        except Damaged:
            return None

    async def _previews(self, ids: Sequence[str]) -> list[bytes]:
        """Those that can be had: JPEG of ours, which says nothing but the picture."""
        if not ids:
            return []
        found = await self.database.read(partial(documents.by_ids, ids=ids))
        names = [found[each].thumbnail for each in ids if each in found]
        previews = []
        for name in filter(None, names):
            with suppress(Missing, Damaged):
                previews.append(await self.files.read(name))
        return previews

    async def _drawn(
        self, document: Document, drawing: Mapping[str, Any]
    ) -> bytes | None:
        """Draw and keep; None where it cannot be drawn, and then nobody asks again."""
        loop = asyncio.get_running_loop()
        try:
            seen = await self._previews(photos(drawing))
            data = await loop.run_in_executor(_ONE_AT_ONCE, draw, drawing, seen)
        except Exception:
            log.exception("a drawing failed")
            forget = partial(documents.drop, ids=[document.id])
            await self.database.write(forget)
            return None
        suffix = document.name.rpartition(".")[2]
        stored = await self.files.put(document.id, data, suffix)

        async def note(tx: Transaction) -> bool:
            width, height = size_of(data)
            return await documents.made(
                tx,
                document.id,
                size=stored.size,
                sha256=stored.sha256,
                width=width,
                height=height,
            )

        if await self.database.write(note):
            return data
        # Whoever it was drawn for has had everything erased meanwhile.
        await self.files.delete(stored.name)
        return None


async def _known(tx: Transaction, document: str) -> tuple[Document | None, Case | None]:
    """A document, and the case that it is of."""
    found = (await documents.by_ids(tx, [document])).get(document)
    case = await cases.by_id(tx, found.case_id) if found and found.case_id else None
    return found, case
