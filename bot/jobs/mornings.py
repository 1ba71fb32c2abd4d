"""The morning of each officer: what is theirs today, told once, by their own clock."""

from collections.abc import Callable
from functools import partial

from bot.jobs.overdue import rows_of
from bot.pipeline.word import served
from conversations.cases import digest as rules
from conversations.cases.decision import notified
from conversations.cases.digest import DayAhead
from conversations.catalogue import serving
from conversations.engine.events import dump
from storage.cases import visits
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.outreach import silence
from storage.people import officers

Told = dict[str, tuple[str, DayAhead]]
"""Who hears what, by its key."""


async def tell_mornings(
    database: Database, wanted: Callable[[DayAhead], bool] = bool
) -> int:
    """Tell each officer for whom it is time; how many heard something *wanted*."""
    count = 0
    for key, (person, news) in (await database.read(_due)).items():
        if wanted(news):
            post = partial(_post, key=key, person=person, news=news)
            count += await database.write(post)
    return count


async def _due(tx: Transaction) -> Told:
    """What of it nobody was told yet."""
    found: Told = {}
    for office, facts in await served(tx):
        with serving(facts):
            if rules.is_time(tx.now):
                found |= await _of_office(tx, office)
    return found


async def _of_office(tx: Transaction, office: str) -> Told:
    works = await officers.of_office(tx, office)
    staff = {rules.key(each, tx.now): each for each in works}
    told = await silence.reminded(tx, list(staff))
    waiting = {key: each for key, each in staff.items() if key not in told}
    rows = await rows_of(tx, office) if waiting else []
    found: Told = {}
    for key, officer in waiting.items():
        promised = await visits.booked(tx, officer.id, tx.now)
        if news := rules.digest(officer, rows, promised, tx.now, works):
            found[key] = (officer.person_id, news)
    return found


async def _post(tx: Transaction, key: str, person: str, news: DayAhead) -> bool:
    return await inbox.post_event(tx, person, {"event": dump(notified(news))}, key)
