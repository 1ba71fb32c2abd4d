"""What waits at the desk too long: whoever answers for it hears, and then who leads.

An application that nobody took, a question that nobody answered, a paper that nobody
judged: after a working day, and after two. Whoever joins later hears of it as well.
"""

from functools import partial

from bot.words import in_wib
from conversations.cases import duty
from conversations.cases import reminders as rules
from conversations.cases.decision import Notice, notified
from conversations.cases.lifecycle import LEADERS
from conversations.cases.queue import (
    CaseUntouched,
    PaperWaits,
    QuestionWaits,
    since,
)
from conversations.cases.records import Case, Officer, Waiting
from conversations.catalogue import catalogue
from conversations.engine.events import Notified, dump
from storage.cases import cases
from storage.cases import waiting as waits
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.outreach import silence
from storage.people import officers

MOST = 50
"""So many of each kind, the oldest, are looked at."""


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
    office, now = catalogue().office.id, in_wib(tx.now)
    if rules.quiet(now) or not rules.works(now):
        return {}
    staff = await officers.of_office(tx, office)
    untaken = await cases.waiting(tx, office, states=("submitted",), limit=MOST)
    rows: list[Case | Waiting] = [*untaken]
    rows += await waits.questions(tx, office, MOST)
    rows += await waits.papers(tx, office)
    told: dict[str, tuple[str, Notified]] = {}
    for row in rows:
        key, notice = _named(row)
        began = in_wib(since(row))
        if rules.waited_long(began, now):
            for each in _answer_for(row, staff):
                told[f"{key}:{each.id}"] = (each.person_id, notified(notice))
        if rules.waited_longer(began, now):
            for each in staff:
                if each.role in LEADERS:
                    late = (each.person_id, notified(notice))
                    told.setdefault(f"{key}:{each.id}", late)
    return told


def _answer_for(row: Case | Waiting, staff: list[Officer]) -> list[Officer]:
    """Whoever holds the case, if on duty; else whoever is."""
    own = [each for each in staff if each.id == row.holder_id and each.on_duty]
    return own or duty.alerted(staff)


def _named(row: Case | Waiting) -> tuple[str, Notice]:
    """Under which key something is told, and as what."""
    if not isinstance(row, Waiting):
        return f"untouched:{row.id}", CaseUntouched(row.code, row.business_name)
    kind = QuestionWaits if row.kind == "question" else PaperWaits
    since_ = row.since.isoformat(timespec="seconds")
    about = (row.code, row.business, row.owner, row.id, row.text)
    return f"waits:{row.code}:{row.id}:{since_}", kind(*about)


async def _post(tx: Transaction, key: str, about: tuple[str, Notified]) -> bool:
    person, told = about
    return await inbox.post_event(tx, person, {"event": dump(told)}, key)
