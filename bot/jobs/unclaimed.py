"""Applications that nobody took: after a working day the desk hears of each once more.

Whoever joins later hears of what was waiting before them.
"""

from functools import partial

from bot.words import in_wib
from conversations.cases import duty
from conversations.cases import reminders as rules
from conversations.cases.decision import notified
from conversations.cases.queue import CaseUntouched
from conversations.catalogue import catalogue
from conversations.engine.events import Notified, dump
from storage.cases import cases
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.outreach import silence
from storage.people import officers


async def remind_desk(database: Database) -> int:
    """Tell whoever is on duty of what waits too long; how often that was."""
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
    office, now = catalogue().office.id, in_wib(tx.now)
    if rules.quiet(now) or not rules.works(now):
        return {}
    waiting = await cases.waiting(tx, office, states=("submitted",))
    told = duty.alerted(await officers.of_office(tx, office))
    return {
        f"untouched:{case.id}:{officer.id}": (
            officer.person_id,
            notified(CaseUntouched(case.code, case.business_name)),
        )
        for case in waiting
        if rules.waited_long(in_wib(case.waiting_since), now)
        for officer in told
    }


async def _post(tx: Transaction, key: str, about: tuple[str, Notified]) -> bool:
    person, told = about
    return await inbox.post_event(tx, person, {"event": dump(told)}, key)
