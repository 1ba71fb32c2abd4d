"""What certificates ask for is told in time: whom and when, `certificate_tasks` says.

A reminder goes through the person's own inbox under a key of its day, so that nobody
hears it twice; where a chat is shut, it waits there like anything else.
"""

from datetime import timedelta
from functools import partial

from bot.pipeline.word import served
from conversations.cases.calendar import day_of
from conversations.cases.certificates import tasks as rules
from conversations.cases.decision import Notice, notified
from conversations.cases.privacy import erasure_key
from conversations.cases.reminders import quiet
from conversations.catalogue import serving
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
    found: Told = {}
    for office, facts in await served(tx):
        with serving(facts):
            found |= await _at(tx, office)
    given = await silence.reminded(tx, list(found))
    return {key: told for key, told in found.items() if key not in given}


async def _at(tx: Transaction, office: str) -> Told:
    """The same at one office, by its clock."""
    today, found = day_of(tx.now), dict[str, tuple[str, str, Notice]]()
    if quiet(tx.now):
        return found
    last = today + timedelta(days=max(rules.AHEAD))
    staff = await officers.of_office(tx, office)
    for task, one in await certificates.due(tx, office, last.isoformat(), MOST):
        for person, key, notice in rules.reminders(task, one, staff, today):
            found[key] = (one.person_id, person, notice)
    return found


async def _post(tx: Transaction, key: str, told: tuple[str, str, Notice]) -> bool:
    owner, person, notice = told
    if await jobs.due_at(tx, erasure_key(owner)):
        return False  # they leave: nothing is ahead of them here
    event = {"event": dump(notified(notice))}
    return await inbox.post_event(tx, person, event, key)
