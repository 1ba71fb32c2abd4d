"""Visits by the clock: who is expected where, and what is still to be put right."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from bot.pipeline.acts import Acting
from conversations.cases import findings as tasks
from conversations.cases import visit_route as route
from conversations.cases.decision import Tell
from conversations.catalogue import catalogue
from storage.cases import findings, visits
from storage.core.database import Database, Transaction
from storage.ops.jobs import Job
from storage.people import officers, sessions


@dataclass(frozen=True)
class Visits:
    """Tells what is due; what was moved or called off meanwhile is told no more."""

    database: Database

    async def due(self, job: Job) -> None:
        """A reminder of one visit, or the question whether it took place."""
        await self.database.write(partial(_told, job=job, find=_due))

    async def day(self, job: Job) -> None:
        """The way of a day, for its officer."""
        await self.database.write(partial(_told, job=job, find=_day))

    async def finding(self, job: Job) -> None:
        """Something is to be put right tomorrow, or was to be yesterday."""
        await self.database.write(partial(_told, job=job, find=_finding))


async def _due(tx: Transaction, job: Job) -> Sequence[Tell]:
    visit = await visits.by_id(tx, job.payload["visit"])
    at = datetime.fromisoformat(job.payload["at"])
    return route.due(visit, at, job.payload["what"], tx.now)


async def _day(tx: Transaction, job: Job) -> Sequence[Tell]:
    officer = await officers.by_id(tx, job.payload["officer"])
    if officer is None or not officer.active:
        return ()
    promised = await visits.booked(tx, officer.id, tx.now)
    news = route.day_ahead(promised, date.fromisoformat(job.payload["day"]))
    return (Tell(officer.person_id, news),) if news else ()


async def _finding(tx: Transaction, job: Job) -> Sequence[Tell]:
    found = await findings.by_id(tx, job.payload["finding"])
    return tasks.due(found, job.payload["what"])


async def _told(
    tx: Transaction,
    job: Job,
    find: Callable[[Transaction, Job], Awaitable[Sequence[Tell]]],
) -> None:
    """Told once, under the key of the job."""
    told = await find(tx, job)
    found = await sessions.people_by_id(tx, [each.to for each in told])
    for each in told:
        if each.to in found:
            act = Acting(tx, found[each.to], tx.now, catalogue().office.id)
            await act.tell(each.to, each.notice, f"job:{job.key}:{each.to}")
