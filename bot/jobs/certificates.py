"""What certificates ask for is told in time: whom and when, `certificate_tasks` says.

A reminder goes through the person's own inbox under a key of its day, so that nobody
hears it twice; where a chat is shut, it waits there like anything else.
"""

from datetime import timedelta
from functools import partial

from bot.pipeline.word import asleep
from conversations.cases.calendar import day_of
from conversations.cases.certificates import tasks as rules
from conversations.cases.decision import Notice, notified
from conversations.cases.privacy import erasure_key
from conversations.engine.events import dump
from storage.cases import certificates
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.ops import jobs
from storage.outreach import silence
from storage.people import officers

MOST = 500
"""So many days, the soonest, are looked at."""
Told = dict[str, tuple[str, str, Notice]]
"""Who hears what of whose certificate, by its key."""


async def remind_of_certificates(database: Database) -> int:
    """Tell of what is asked for soon, or was missed; how often that was."""
    count = 0
    for key, told in (await database.read(_wanted)).items():
        count += await database.write(partial(_post, key=key, told=told))
    return count


async def _wanted(tx: Transaction) -> Told:
    """What of it nobody was told yet."""
    if await asleep(tx):
        return {}
    today = day_of(tx.now)
    last = today + timedelta(days=max(rules.AHEAD))
    found: Told = {}
    for task, one in await certificates.due(tx, last.isoformat(), MOST):
        staff = await officers.of_office(tx, one.office_id)
        for person, key, notice in rules.reminders(task, one, staff, today):
            found[key] = (one.person_id, person, notice)
    given = await silence.reminded(tx, list(found))
    return {key: told for key, told in found.items() if key not in given}


async def _post(tx: Transaction, key: str, told: tuple[str, str, Notice]) -> bool:
    owner, person, notice = told
    if await jobs.due_at(tx, erasure_key(owner)):
        return False  # they leave: nothing is ahead of them here
    event = {"event": dump(notified(notice))}
    return await inbox.post_event(tx, person, event, key)
