"""What happens by the clock: jobs that are due, each done at least once.

A job is claimed in one commit and done in others of its own, so whoever does it must
be able to do it again: a process that dies in the middle leaves a lease that ends, and
the next one begins anew. What fails waits ever longer; what fails for good is left
dead, for somebody to look at.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial

from bot.pipeline.loops import Wake, keep_at, take_due
from storage.core.database import Database, Transaction
from storage.ops import jobs
from storage.ops.jobs import Job

AT_ONCE = 8
"""Jobs in one claim."""
LEASE = timedelta(minutes=5)
"""For how long a job is ours; longer than any takes."""
TRIES = 8

Work = Callable[[Job], Awaitable[None]]

log = logging.getLogger(__name__)


class Runner:
    """Does what is due by kind, as *works* says, until stopped."""

    def __init__(
        self, database: Database, works: Mapping[str, Work], wake: Wake
    ) -> None:
        self.database = database
        self.works = works
        self.wake = wake

    async def run(self, stop: asyncio.Event) -> None:
        """Do what is due; rest when nothing is."""
        await keep_at(self.look, stop, self.wake.bell())

    async def look(self) -> float:
        """Do jobs that are due; seconds to the next."""
        return await take_due(self.database, jobs.next_due, self.once, self.wake)

    async def once(self) -> int:
        """One claim's worth; how many jobs that was."""
        claimed = await self.database.write(_claim)
        for job in claimed:
            ending = await self.end(job)
            await self.database.write(ending)
        return len(claimed)

    async def end(self, job: Job) -> Callable[[Transaction], Awaitable[None]]:
        """Do a job; what is to be written of its end comes back."""
        work = self.works.get(job.kind)
        if work is None:
            return partial(jobs.give_up, job_id=job.id, error="no such kind")
        try:
            await work(job)
        except Exception as error:  # noqa: BLE001 -- noted on the job itself
            reason = type(error).__name__
            log.warning("job %s failed: %s", job.kind, reason)
            if job.attempts >= TRIES:
                return partial(jobs.give_up, job_id=job.id, error=reason)
            return partial(_again, job=job, reason=reason)
        return partial(jobs.done, job_id=job.id)


async def _claim(tx: Transaction) -> list[Job]:
    return await jobs.claim(tx, AT_ONCE, LEASE)


async def _again(tx: Transaction, job: Job, reason: str) -> None:
    """Once more, after ten seconds and then ever longer."""
    wait = timedelta(seconds=10 * 3 ** (job.attempts - 1))
    await jobs.again(tx, job.id, tx.now + wait, reason)
