"""What Pandu draws for a person, kept like a file of their own until it is sent."""

import asyncio
from collections.abc import Callable

from bot.pipeline.perform import Act
from storage import documents
from storage.documents import Document
from storage.files import FileStore
from storage.ids import new_id


async def drawn(
    files: FileStore | None,
    act: Act,
    draw: Callable[[], bytes],
    purpose: str,
    mime: str,
) -> str:
    """Draw and keep a file of the person's own; its id, empty without *files*."""
    if files is None:
        return ""
    data = await asyncio.to_thread(draw)
    made = new_id()
    stored = await files.put(made, data, mime.rpartition("/")[2])
    document = Document(
        made,
        act.person.person_id,
        "photo" if mime.startswith("image/") else "document",
        stored.name,
        mime=mime,
        size=stored.size,
        sha256=stored.sha256,
        purpose=purpose,
    )
    await documents.add(act.tx, document)
    return made
