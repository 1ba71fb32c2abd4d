"""What Pandu draws for a person: noted in their turn, drawn when it is sent."""

from msgspec.structs import replace

from bot.pictures.registry import KINDS, described
from bot.pipeline.acts import Acting
from bot.views.drawn import Drawn
from conversations.cases.records import Document
from conversations.engine.effects import Say
from storage.cases import documents
from storage.core.ids import new_id


async def pictured(act: Acting, drawn: Drawn) -> list[Say]:
    """What is said, the last of it with a document of their own, without a file yet."""
    made, kind = new_id(), KINDS[drawn.kind]
    document = Document(
        made,
        act.person.person_id,
        "photo" if kind.mime.startswith("image/") else "document",
        f"{made}.{kind.suffix}",
        mime=kind.mime,
        purpose=drawn.kind,
    )
    await documents.add(act.tx, document)
    drawing = described(drawn.kind, drawn.words)
    said = replace(drawn.said, file=made, filename=drawn.filename, drawing=drawing)
    return [*drawn.before, said]
