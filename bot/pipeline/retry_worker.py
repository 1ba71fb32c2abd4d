"""Open events: what could not have its turn at once has it here, in order.

That is what others told a person, what waited for a file, what failed before, and
what another process left behind when it died. After five failures an event is a dead
letter: officers see it, and the person is told that we look into it.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from msgspec import convert

from bot.pipeline.groups import Place
from bot.pipeline.loops import Wake, keep_at, take_due
from bot.pipeline.turn import Arrived, Outcome, TurnFailed, Turns
from conversations.cases.decision import notified
from conversations.cases.staff.officers import EventLost, LetterDead
from conversations.engine import events
from conversations.engine.events import dump
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.messages.inbox import OpenEvent
from storage.people import officers, sessions
from storage.people.sessions import Reached

AT_ONCE = 64
"""People in one commit."""
TRIES = 5
"""Failed turns before an event is a dead letter."""

log = logging.getLogger(__name__)


class Worker:
    """Gives open events their turn, until stopped."""

    def __init__(self, database: Database, turns: Turns, wake: Wake) -> None:
        self.database = database
        self.turns = turns
        self.wake = wake

    async def run(self, stop: asyncio.Event) -> None:
        """Take what is open; rest when there is nothing."""
        await keep_at(self.look, stop, self.wake.bell())

    async def look(self) -> float:
        """Give turns that are due; seconds to the next."""
        return await take_due(self.database, inbox.next_turn, self.once, self.wake)

    async def once(self) -> int:
        """One commit's worth of people; how many there were."""
        try:
            return await self.turns.reads.committed(self.database, self.gather)
        except Exception as error:  # noqa: BLE001 -- taken apart, one by one
            log.warning("open events failed together: %s", type(error).__name__)
        return await self.one_by_one()

    async def gather(self, tx: Transaction) -> int:
        """Everybody with something open, as one commit."""
        ids = await inbox.claim_behind(tx, AT_ONCE)
        await self.turn(tx, ids)
        return len(ids)

    async def one_by_one(self) -> int:
        """Each person in a commit of their own, so that one cannot harm others."""
        ids = await self.database.read(partial(inbox.claim_behind, limit=AT_ONCE))
        for person in ids:
            try:
                alone = partial(self.turn, ids=[person])
                await self.turns.reads.committed(self.database, alone)
            except Exception as error:  # noqa: BLE001 -- noted on the event itself
                reason = type(error).__name__
                log.warning("an open event failed: %s", reason)
                note = partial(self.note, person=person, reason=reason)
                await self.database.write(note)
        return len(ids)

    async def turn(self, tx: Transaction, ids: Sequence[str]) -> None:
        """Give these people's open events their turn."""
        if not ids:
            return
        people = await sessions.people_by_id(tx, ids)
        waiting = await inbox.open_of(tx, list(people))
        outcome = Outcome()
        ready: list[tuple[Reached, list[Arrived]]] = []
        attempts: dict[int, OpenEvent] = {}
        for person, found in waiting.items():
            attempts.update({event.seq: event for event in found})
            arrived = []
            for event in found:
                try:
                    arrived.append(arrive(event))
                except (KeyError, TypeError, ValueError):
                    outcome.failed.append(TurnFailed(event.seq, "unreadable"))
                    break
            ready.append((people[person], arrived))
        await self.turns.run(tx, ready, outcome)
        await outcome.write(tx)
        for failure in outcome.failed:
            await self.failed(tx, attempts[failure.seq], failure.reason)

    async def note(self, tx: Transaction, person: str, reason: str) -> None:
        """The first open event of a person failed in its commit."""
        found = (await inbox.open_of(tx, [person])).get(person)
        if found:
            await self.failed(tx, found[0], reason)

    async def failed(self, tx: Transaction, event: OpenEvent, reason: str) -> None:
        """Try again later; after `TRIES` bury the event, and say so."""
        retry_at = tx.now + retry_in(event.attempts)
        attempts = await inbox.fail(tx, event.seq, reason, retry_at)
        if attempts < TRIES:
            return
        await inbox.bury(tx, event.seq, reason)
        if event.channel == inbox.OURS:
            return
        sorry = {"event": dump(notified(EventLost()))}
        await inbox.post_event(tx, event.person_id, sorry, f"sorry:{event.seq}")
        found = await sessions.people_by_id(tx, [event.person_id])
        office = found[event.person_id].office or self.turns.office
        for officer in await officers.on_duty(tx, office):
            buried = {"event": dump(notified(LetterDead(reason)))}
            await inbox.post_event(
                tx, officer.person_id, buried, f"buried:{event.seq}:{officer.id}"
            )


def arrive(event: OpenEvent) -> Arrived:
    """An open event as a turn takes it; raises what unreadable data raises."""
    kept = event.event
    return Arrived(
        seq=event.seq,
        event=events.load(kept["event"]),
        address_id=event.address_id or "",
        channel="" if event.channel == inbox.OURS else event.channel,
        account="" if event.channel == inbox.OURS else event.account,
        message=kept.get("message", ""),
        phone=kept.get("phone", ""),
        name=kept.get("name", ""),
        by=kept.get("by", ""),
        place=convert(kept["place"], Place) if "place" in kept else None,
    )


def retry_in(attempts: int) -> timedelta:
    """How long a failed event waits: 2 s, then ever longer."""
    return timedelta(seconds=2 * 4 ** min(attempts, TRIES))
