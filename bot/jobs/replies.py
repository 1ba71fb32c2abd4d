"""A reply that nobody took back goes to its owner."""

from dataclasses import dataclass
from functools import partial

from bot.pipeline.acts import Acting
from conversations.cases.replies import Replied, reply_key
from storage.cases import notes
from storage.core.database import Database, Transaction
from storage.ops.jobs import Job
from storage.people import officers, sessions


@dataclass(frozen=True)
class Replies:
    """Sends what has waited; done twice, its key is known."""

    database: Database

    async def send(self, job: Job) -> None:
        """Tell the owner, and whoever helps them."""
        await self.database.write(partial(_send, job=job))


async def _send(tx: Transaction, job: Job) -> None:
    note = await notes.by_id(tx, job.payload["note"])
    if note is None or note.officer_id is None:
        return
    by = await officers.by_id(tx, note.officer_id)
    if by is None:
        return
    found = await sessions.people_by_id(tx, [note.person_id, by.person_id])
    if note.person_id not in found or by.person_id not in found:
        return
    words = Replied(by.name, note.body, note.files, job.payload["code"], note.id)
    act = Acting(tx, found[by.person_id], tx.now, by.office_id)
    await act.tell(note.person_id, words, reply_key(note.id))
