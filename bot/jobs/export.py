"""A person's data on its way to them: as a file in the chat, or by a link.

WhatsApp takes no archives, so there it is a link that works once and for ten minutes.
"""

from dataclasses import dataclass
from functools import partial

from bot.channels.spec import spec_of
from bot.desk import export
from conversations.cases.decision import notified
from conversations.cases.privacy import MyData
from conversations.cases.records import Document
from conversations.engine.events import dump
from storage.cases import documents
from storage.core.database import Database, Transaction
from storage.core.files import FileStore
from storage.messages import inbox
from storage.ops.jobs import Job
from storage.people import one_time_codes


@dataclass(frozen=True)
class Export:
    """Sends archives."""

    database: Database
    files: FileStore
    public_url: str

    async def send(self, job: Job) -> None:
        """Gather, and let the person's conversation say where it is."""
        person = job.payload["person"]
        if spec_of(job.payload["channel"]).archives:
            await self.hand_over(job, person)
            return

        async def promise(tx: Transaction) -> None:
            news = MyData()
            if self.public_url:
                token = await one_time_codes.token(tx, person)
                news = MyData(link=f"{self.public_url.rstrip('/')}/data/{token}")
            await _tell(tx, job, news)

        await self.database.write(promise)

    async def hand_over(self, job: Job, person: str) -> None:
        """The archive itself, kept for a day; made again under the same name."""
        found = await self.database.read(partial(export.gather, person_id=person))
        data = await export.pack(found, self.files)
        stored = await self.files.put(job.id, data, export.SUFFIX)
        document = Document(
            job.id,
            person,
            export.KIND,
            stored.name,
            mime=export.MIME,
            size=stored.size,
            sha256=stored.sha256,
        )

        async def note(tx: Transaction) -> None:
            await documents.drop(tx, [job.id])
            await documents.add(tx, document)
            await _tell(tx, job, MyData(file=job.id))

        await self.database.write(note)


async def _tell(tx: Transaction, job: Job, news: MyData) -> None:
    event = {"event": dump(notified(news))}
    await inbox.post_event(tx, job.payload["person"], event, f"my_data:{job.id}")
