"""A new application is compared with what the office has, once it is there.

Those of before are found by their NIB, too: an index of it is made for them once.
"""

from dataclasses import dataclass
from functools import partial

from conversations.cases.cards import card
from conversations.cases.decision import notified
from conversations.cases.doubles import DoublesFound, doubles
from conversations.cases.staff.duty import alerted
from conversations.engine.events import dump
from storage.cases import cases
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.ops import jobs
from storage.ops.jobs import Job
from storage.people import officers

NIBS = "nibs"
"""The job that gives the cases of before the index of their NIB; once for ever."""


@dataclass(frozen=True)
class Doubles:
    """Tells officers of what may be the same; done twice, they are told once."""

    database: Database

    async def look(self, job: Job) -> None:
        """Compare the case that was handed in."""
        await self.database.write(partial(_look, job=job))

    async def ask_for_nibs(self) -> None:
        """Have them indexed, unless that was asked for before."""
        await self.database.write(partial(jobs.queue, kind=NIBS, payload={}, key=NIBS))

    async def index_nibs(self, _: Job) -> None:
        """Batch by batch, each in a commit; begun anew, it finds what is left."""
        after = await self.database.write(cases.index_nibs)
        while after:
            after = await self.database.write(partial(cases.index_nibs, after=after))


async def _look(tx: Transaction, job: Job) -> None:
    case = await cases.by_code(tx, job.payload["code"])
    found = doubles(case, await cases.near(tx, case)) if case else ()
    if case and found:
        event = {"event": dump(notified(card(DoublesFound, case, found=found)))}
        for each in alerted(await officers.of_office(tx, case.office_id)):
            await inbox.post_event(tx, each.person_id, event, f"{job.id}:{each.id}")
