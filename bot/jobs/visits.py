"""Visits by the clock: who is expected where, and what is still to be put right."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.desk.save import write
from bot.pipeline.acts import Acting
from bot.pipeline.word import Known, known, serving
from conversations.cases.decision import Tell
from conversations.cases.visits import findings as tasks
from conversations.cases.visits import follow as visit_follow
from conversations.cases.visits import reports as visit_reports
from conversations.cases.visits import route
from conversations.cases.visits.records import LASTS, Visit
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

    async def finding(self, job: Job) -> None:
        """Something is to be put right tomorrow, or was to be yesterday."""
        await self.database.write(partial(_told, job=job, find=_finding))

    async def report(self, job: Job) -> None:
        """A report waits for its owner, who is asked again."""
        await self.database.write(partial(_told, job=job, find=_report))

    async def follow(self, job: Job) -> None:
        """A case ended, or an officer left: what they promised goes on without them."""
        await self.database.write(partial(_told, job=job, find=_left))


async def _due(tx: Transaction, job: Job) -> Sequence[Tell]:
    visit = await visits.by_id(tx, job.payload["visit"])
    at = datetime.fromisoformat(job.payload["at"])
    with serving(await known(tx, visit.office_id) if visit else Known()):
        return route.due(visit, at, job.payload["what"], tx.now)


async def _finding(tx: Transaction, job: Job) -> Sequence[Tell]:
    found = await findings.by_id(tx, job.payload["finding"])
    return tasks.due(found, job.payload["what"])


async def _report(tx: Transaction, job: Job) -> Sequence[Tell]:
    visit = await visits.by_id(tx, job.payload["visit"])
    return visit_reports.unanswered(visit, job.payload["on"], job.payload["what"])


async def _left(tx: Transaction, job: Job) -> Sequence[Tell]:
    if case := job.payload.get("case"):
        return await follow(tx, await visits.of_case(tx, case))
    return await follow(tx, await visits.of_officer(tx, job.payload["officer"]))


async def follow(tx: Transaction, found: Sequence[Visit]) -> list[Tell]:
    """Where the visits that were *found* are, now that their case went somewhere."""
    told: list[Tell] = []
    for visit in found:
        busy, since = visit.holder_id or visit.officer_id, tx.now - LASTS
        seen = visit_follow.Following(
            visit,
            tuple(await officers.of_office(tx, visit.office_id)),
            tuple(await visits.booked(tx, busy, since, lock=True)),
            tuple(await visits.guests(tx, visit.id)),
        )
        decision = visit_follow.follow(seen, tx.now)
        await write(tx, decision)
        told += decision.tell
    return told


async def _told(
    tx: Transaction,
    job: Job,
    find: Callable[[Transaction, Job], Awaitable[Sequence[Tell]]],
) -> None:
    """Told once, however often the job is done."""
    told = await find(tx, job)
    found = await sessions.people_by_id(tx, [each.to for each in told])
    for number, each in enumerate(told):
        if me := found.get(each.to):
            act = Acting.by_clock(tx, me)
            await act.tell(each.to, each.notice, f"job:{job.id}:{number}")
