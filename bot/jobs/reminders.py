"""Reminders: an owner who fell silent hears once more of the one next thing.

What that is, is their conversation's to say (`flows.notices`): here is found who has
been silent long enough, and what their case waits for. A reminder goes through the
person's own inbox under a key of its silence, so that no second process says it again,
and nobody is ever reminded a third time before they write.
"""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.desk.case_file import whole
from bot.jobs.certificates import remind_of_certificates
from bot.jobs.mornings import tell_mornings
from bot.jobs.overdue import remind_desk
from bot.pipeline.acts import Acting
from bot.pipeline.loops import Wake, make_rounds
from bot.pipeline.word import asleep, served
from conversations.cases import reminders as rules
from conversations.cases import stages
from conversations.cases.decision import notified
from conversations.cases.digest import DayAhead
from conversations.cases.privacy import erasure_key
from conversations.cases.records import Case
from conversations.cases.reminders import quiet
from conversations.catalogue import catalogue, serving
from conversations.catalogue.road import Stage
from conversations.engine.events import Notified, dump
from storage.cases import cases
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.ops import jobs
from storage.outreach import silence
from storage.outreach.silence import Awaiting, Silent
from storage.people import sessions

EVERY = 600.0
"""Seconds between looks: nobody waits for a reminder."""
OURS = ("owner", "dinas")
"""Whose stage it is of whom nobody else has news."""
SOONEST = rules.FIRST - rules.CLOSING
LATEST = rules.LAST + rules.LATE


class Reminders:
    """Looks round now and then, until stopped; two of them do no harm."""

    def __init__(
        self,
        database: Database,
        wake: Wake,
        mornings: Callable[[DayAhead], bool] = bool,
    ) -> None:
        self.database = database
        self.mornings = mornings
        self.wake = wake

    async def run(self, stop: asyncio.Event) -> None:
        """A look at the start, then one every ten minutes."""
        await make_rounds(self.once, stop, EVERY)

    async def once(self) -> int:
        """Remind whoever it is time for, owners and desk; how many that was."""
        count = await self.owners() + await self.waiting()
        count += await remind_desk(self.database)
        count += await remind_of_certificates(self.database)
        count += await tell_mornings(self.database, self.mornings)
        if count:
            self.wake.ring()
        return count

    async def owners(self) -> int:
        """Owners who fell silent."""
        count = 0
        for key, (each, number) in (await self.database.read(_wanted)).items():
            remind = partial(_remind, each=each, number=number, key=key)
            count += await self.database.write(remind)
        return count

    async def waiting(self) -> int:
        """Owners whose case waits for another body, who may have heard from it."""
        count = 0
        for key, each in (await self.database.read(_awaited)).items():
            count += await self.database.write(partial(_ask, each=each, key=key))
        return count


async def _wanted(tx: Transaction) -> dict[str, tuple[Silent, int]]:
    """Who is to be reminded how, by the key that keeps it to once."""
    if await asleep(tx):
        return {}
    found = await silence.silent(tx, tx.now - LATEST, tx.now - SOONEST)
    wanted = {
        each.key(number): (each, number) for each in found if (number := _due(each, tx))
    }
    given = await silence.reminded(tx, list(wanted))
    return {key: about for key, about in wanted.items() if key not in given}


async def _awaited(tx: Transaction) -> dict[str, Awaiting]:
    """Whose case is to be asked after, by the key that keeps it to once."""
    wanted: dict[str, Awaiting] = {}
    waits: list[Awaiting] = []
    for office, facts in await served(tx):
        with serving(facts):
            waits += [] if quiet(tx.now) else await silence.awaiting(tx, office)
    for each in waits:
        stage = _stage(each)
        if stage and stage.who not in OURS:
            number = rules.asks(each.since, tx.now, stage.asks_after)
            wanted |= {each.key(number): each} if number else {}
    given = await silence.reminded(tx, list(wanted))
    return {key: each for key, each in wanted.items() if key not in given}


async def _ask(tx: Transaction, each: Awaiting, key: str) -> bool:
    """Ask for news, unless the person is leaving."""
    if await jobs.due_at(tx, erasure_key(each.person_id)):
        return False
    asked = notified(rules.AskNews(each.code, each.road, each.stage))
    return await inbox.post_event(tx, each.person_id, {"event": dump(asked)}, key)


def _due(each: Silent, tx: Transaction) -> int:
    closes = each.window_until
    return rules.due(tx.now - each.since, closes - tx.now if closes else None)


async def _remind(tx: Transaction, each: Silent, number: int, key: str) -> bool:
    """Post one reminder, unless the person wrote or is leaving."""
    found = await sessions.people_by_id(tx, [each.person_id])
    if each.person_id not in found or await jobs.due_at(
        tx, erasure_key(each.person_id)
    ):
        return False
    act = Acting.by_clock(tx, found[each.person_id])
    values = {"last": number > 1, **await _waiting(act)}
    event = {"event": dump(Notified("remind", values))}
    return await inbox.post_event(tx, each.person_id, event, key)


async def _waiting(act: Acting) -> Mapping[str, Any]:
    """What a case waits for: an answer sent back, a paper, or a stage of theirs."""
    filed = await cases.of_person(act.tx, act.person.person_id)
    for case in filed:
        if case.state == "sent_back":
            about = {"code": case.code, "field": case.asked}
            return {**about, "officer": case.holder_name}
    for case in filed:
        for paper in (await whole(act, case)).papers:
            if paper.wanted:
                return {"code": case.code, "paper": paper.id, "name": paper.name}
    return next((_turn(case) for case in filed if _theirs(case)), {})


def _theirs(case: Case) -> bool:
    """Whether a case is at a stage that is its owner's to do."""
    stage = _stage(case)
    open_ = case.state == "accepted" and not case.reported_at
    return open_ and stage is not None and stage.who == "owner"


def _stage(case: Case | Awaiting) -> Stage | None:
    road = catalogue().roads.get(case.road)
    return stages.at(road, case.stage) if road else None


def _turn(case: Case) -> Mapping[str, Any]:
    return {"code": case.code, "road": case.road, "stage": case.stage}
