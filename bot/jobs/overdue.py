"""What waits at the desk too long is told: to whom and when, `cases.overdue` says.

Whoever joins later hears of it as well.
"""

from functools import partial

from bot.pipeline.word import served
from conversations.cases import overdue as rules
from conversations.cases.decision import notified
from conversations.cases.records import Case, Waiting
from conversations.cases.reminders import quiet
from conversations.catalogue import catalogue, serving
from conversations.engine.events import Notified, dump
from storage.cases import cases, requests, visits
from storage.cases import waiting as waits
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.outreach import silence
from storage.people import officers


async def remind_desk(database: Database) -> int:
    """Tell of what waits too long; how often that was."""
    count = 0
    for key, about in (await database.read(_wanted)).items():
        post = partial(_post, key=key, about=about)
        count += await database.write(post)
    return count


async def _wanted(tx: Transaction) -> dict[str, tuple[str, Notified]]:
    """What of it nobody was told yet."""
    found = await _late(tx)
    given = await silence.reminded(tx, list(found))
    return {key: about for key, about in found.items() if key not in given}


async def _late(tx: Transaction) -> dict[str, tuple[str, Notified]]:
    """Who is to hear what, under which key."""
    found: dict[str, tuple[str, Notified]] = {}
    for office, facts in await served(tx):
        with serving(facts):
            found |= await _late_at(tx, office)
    return found


async def _late_at(tx: Transaction, office: str) -> dict[str, tuple[str, Notified]]:
    """The same at one office, by its hours: never when nobody works there."""
    now = tx.now
    if quiet(now) or not catalogue().office.opening.is_open(now):
        return {}
    staff = await officers.of_office(tx, office)
    rows = await rows_of(tx, office)
    return {
        f"{rules.key(row)}:{each.id}": (each.person_id, notified(rules.notice(row)))
        for row in rows
        for each in rules.hear(row, staff, now)
    }


async def rows_of(tx: Transaction, office: str) -> list[Case | Waiting]:
    """All that waits at the desk of an office."""
    rows: list[Case | Waiting] = [*await cases.waiting(tx, office, limit=None)]
    rows += await waits.questions(tx, office)
    rows += await waits.papers(tx, office)
    rows += await visits.waiting(tx, office)
    rows += await requests.waiting(tx, office)
    return rows


async def _post(tx: Transaction, key: str, about: tuple[str, Notified]) -> bool:
    person, told = about
    return await inbox.post_event(tx, person, {"event": dump(told)}, key)
