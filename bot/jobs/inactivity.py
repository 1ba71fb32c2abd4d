"""People who are long silent: told, given a while to say a word, and then forgotten.

A word is enough, whatever it is: who was heard of since then stays.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from bot.jobs.erasure import Erasure
from conversations.cases import lifecycle
from conversations.cases.calendar import day_of
from conversations.cases.decision import notified
from conversations.cases.privacy import Fading
from conversations.catalogue import catalogue
from conversations.engine.events import dump
from storage.core.database import Database, Transaction
from storage.core.ids import new_id
from storage.messages import inbox, retention
from storage.ops import jobs
from storage.ops.jobs import Job

WARNED = timedelta(days=30)
"""So long before their data goes a person is told."""


def kept() -> timedelta:
    """For how long after their last word the notice says that people are kept."""
    return timedelta(days=catalogue().retention["profile"].days)


async def silent(tx: Transaction, now: datetime) -> list[tuple[str, bool]]:
    """Who will have been silent for long enough, and whether they agreed to be kept."""
    return await retention.silent(tx, now + WARNED - kept(), lifecycle.OPEN)


async def warn(
    tx: Transaction, now: datetime, found: Iterable[tuple[str, bool]]
) -> int:
    """Tell those *found* silent; how many that were."""
    due = now + WARNED
    told = 0
    for person, agreed in found:
        key = retention.FADES + person
        await jobs.cancel(tx, key)
        await jobs.queue(tx, "fade", {"person": person}, run_at=due, key=key)
        if agreed:
            day = day_of(due)
            event = {"event": dump(notified(Fading(day)))}
            await inbox.post_event(tx, person, event, f"fading:{new_id()}")
            told += 1
    return told


async def fade(database: Database, erasure: Erasure, job: Job) -> None:
    """Forget the person, if they are still silent."""
    person = job.payload["person"]
    look = partial(_silent, person_id=person)
    if await database.write(look):
        await erasure.erase(job)


async def _silent(tx: Transaction, person_id: str) -> bool:
    before = tx.now - kept()
    return bool(await retention.silent(tx, before, lifecycle.OPEN, person_id=person_id))
