"""What Pandu draws for a person: noted in their turn, drawn when it is sent."""

import re
import unicodedata
from typing import Any

from msgspec.structs import replace

from bot.pictures.registry import KINDS, described
from bot.pipeline.acts import Acting
from conversations.cases.records import Document
from conversations.engine.effects import Say
from storage.cases import documents
from storage.core.ids import new_id

LONGEST = 60
"""Letters of a file's name."""


def plain(name: str) -> str:
    """*name* as a file may be called on any phone."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower())[:LONGEST].strip("-")


async def pictured(
    act: Acting, said: Say, kind: str, words: Any, filename: str = ""
) -> Say:
    """*said* with a drawing: a document of the person's own, without its file yet."""
    made, drawn = new_id(), KINDS[kind]
    document = Document(
        made,
        act.person.person_id,
        "photo" if drawn.mime.startswith("image/") else "document",
        f"{made}.{drawn.suffix}",
        mime=drawn.mime,
        purpose=kind,
    )
    await documents.add(act.tx, document)
    return replace(said, file=made, filename=filename, drawing=described(kind, words))
