"""One writer for every decision: each change by its own statement, in order."""

from collections.abc import Awaitable, Callable, Mapping

from msgspec import structs

from bot.pipeline.acts import Act
from conversations.cases import changes
from conversations.cases.decision import Decision
from conversations.engine.effects import Say
from conversations.flows import notices
from storage.cases import documents, history, notes

WRITERS: Mapping[type, Callable[..., Awaitable[object]]] = {
    changes.AttachDocuments: documents.attach,
    changes.ReplaceDocuments: documents.replaced,
    changes.DecideDocuments: documents.decide,
    changes.WriteNote: notes.write,
}
"""The statement of each change: it takes the fields of the change by name."""


async def save(act: Act, decision: Decision) -> list[Say]:
    """Keep all of *decision*; what it says to whoever acted comes back."""
    for change in decision.changes:
        await WRITERS[type(change)](act.tx, **structs.asdict(change))
    for line in decision.log:
        about = {
            "case_id": line.case,
            "person_id": line.person,
            "officer_id": line.officer,
        }
        await history.write(act.tx, line.act, **about, **line.detail)
    for tell in decision.tell:
        await act.post(tell.to, tell.notice)
    said: list[Say] = []
    for each in decision.reply:
        shown = (each,) if isinstance(each, Say) else notices.effects(each)
        said += [effect for effect in shown if isinstance(effect, Say)]
    return said
