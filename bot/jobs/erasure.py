"""Erasures that were asked for: a word before, the erasure, and the last of it.

Files go first and rows after, so that a crash in between leaves nothing that nobody
finds again. Where a person is found stays for an hour more, to tell them it is done.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from conversations.cases.decision import Notice, notified
from conversations.cases.privacy import Erased, EraseSoon
from conversations.engine.events import dump
from storage.cases import history
from storage.core.database import Database, Transaction
from storage.core.files import BadName, FileStore
from storage.messages import by_person, inbox
from storage.ops import jobs
from storage.ops.jobs import Job
from storage.people import sessions
from storage.privacy import erasure

LAST = timedelta(hours=1)
"""After the erasure, until the way to the person is forgotten too."""


@dataclass(frozen=True)
class Erasure:
    """The three jobs of one erasure."""

    database: Database
    files: FileStore

    async def warn(self, job: Job) -> None:
        """Tomorrow it happens."""
        day = date.fromisoformat(job.payload["day"])

        async def tell(tx: Transaction) -> None:
            await _tell(tx, job, EraseSoon(day))

        await self.database.write(tell)

    async def erase(self, job: Job) -> None:
        """Forget the person, and let them know."""
        person = job.payload["person"]

        async def forget(tx: Transaction) -> list[str]:
            await sessions.people_by_id(tx, [person])
            names = await erasure.files_of(tx, person)
            await erasure.erase(tx, person, found)
            await history.write(tx, "person.erased", person_id=person)
            await _tell(tx, job, Erased())
            await jobs.queue(
                tx,
                "erasure.last",
                {"person": person},
                run_at=tx.now + LAST,
                key=f"erasure.last:{job.id}",
            )
            return names

        held = partial(erasure.files_of, person_id=person)
        await self._delete(await self.database.read(held))
        found = await self.database.read(partial(by_person.find, people=[person]))
        # Again, for what came in between.
        await self._delete(await self.database.write(forget))

    async def end(self, job: Job) -> None:
        """Forget where they were found, unless they began anew."""
        person = job.payload["person"]
        found = await self.database.read(partial(by_person.find, people=[person]))

        async def forget(tx: Transaction) -> list[str]:
            await sessions.people_by_id(tx, [person])
            names = await erasure.files_of(tx, person)
            return names if await erasure.forget_ways(tx, person, found) else []

        await self._delete(await self.database.write(forget))

    async def _delete(self, names: Iterable[str]) -> None:
        for name in names:
            # What the store could never have kept is no file to lose.
            with suppress(BadName):
                await self.files.delete(name)


async def _tell(tx: Transaction, job: Job, notice: Notice) -> None:
    event = {"event": dump(notified(notice))}
    await inbox.post_event(
        tx, job.payload["person"], event, f"{notice.subject}:{job.id}"
    )
