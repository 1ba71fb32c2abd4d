"""The inbox: deliveries come in, are gathered, and are committed together.

A delivery is answered for only after its events are in the database, and usually
after they have had their turn: both are one commit. Past a bound of what is waiting,
a delivery is refused at once, and the platform will bring it again.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from bot import metrics
from bot.channels.base import Channel, Incoming
from bot.media import bursts
from bot.pipeline import account_moves, arrivals, budget, groups, statuses
from bot.pipeline.arrivals import Delivery
from bot.pipeline.budget import Budget
from bot.pipeline.retry_worker import retry_in
from bot.pipeline.turn import Outcome, Turns
from storage.core.database import Database, Transaction, away
from storage.messages import inbox
from storage.people import sessions

GATHER = 256
"""Deliveries in one commit, at most."""
WAITING = 4_096
"""Deliveries that may wait for a commit; past it they are refused."""
COURTESIES = 32
"""Receipts on their way at once; past it they are left out."""
PATIENCE = 2.5
"""Seconds that a platform waits for a commit; then it had better come again."""

log = logging.getLogger(__name__)


class Busy(Exception):
    """The delivery was not stored; bring it again after *seconds*."""

    def __init__(self, seconds: int = 2) -> None:
        super().__init__("busy")
        self.seconds = seconds


class Receiver:
    """Gathers deliveries; `run` is the one who commits them.

    *woken* is called after each commit with whom something was posted to.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        turns: Turns,
        woken: Callable[[], None],
        budget: Budget | None = None,
    ) -> None:
        self.database = database
        self.channels = channels
        self.turns = turns
        self.woken = woken
        self.budget = budget
        self.waiting: asyncio.Queue[Delivery] = asyncio.Queue(WAITING)
        self.courtesies: set[asyncio.Task[None]] = set()

    async def receive(self, channel: str, body: bytes) -> None:
        """Take a delivery: returns after its commit, raises `Busy` without one.

        While commits fail nobody waits for theirs; nobody ever waits for long. What
        was refused may still be committed: it comes again, and is known by its key.
        """
        if self.database.health.refuses():
            raise Busy
        via = self.channels[channel]
        events = via.parse(body)
        waits = self.budget.waits(channel, events) if self.budget else {}
        delivery = Delivery(channel, via.account, body, events, waits)
        for incoming in delivery.events:
            # A courtesy: it may cost nobody an answer.
            if incoming.receipt and len(self.courtesies) < COURTESIES:
                showing = asyncio.ensure_future(via.acknowledge(incoming.receipt))
                self.courtesies.add(showing)
                showing.add_done_callback(self.courtesies.discard)
        try:
            self.waiting.put_nowait(delivery)
            with metrics.RECEIVING.time():
                async with asyncio.timeout(PATIENCE):
                    await delivery.stored
        except (asyncio.QueueFull, TimeoutError):
            raise Busy from None

    async def run(self, stop: asyncio.Event) -> None:
        """Commit what is waiting until *stop*, then what is left."""
        stopping = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set() or not self.waiting.empty():
                batch = await self._gather(stopping)
                if batch:
                    await self._commit(batch)
        finally:
            stopping.cancel()

    async def _gather(self, stopping: "asyncio.Future[Any]") -> list[Delivery]:
        """All that is waiting now; waits for the first."""
        if self.waiting.empty():
            first = asyncio.ensure_future(self.waiting.get())
            await asyncio.wait((first, stopping), return_when=asyncio.FIRST_COMPLETED)
            if not first.done():
                first.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await first
                return []
            batch = [first.result()]
        else:
            batch = []
        while len(batch) < GATHER and not self.waiting.empty():
            batch.append(self.waiting.get_nowait())
        return batch

    async def _commit(self, batch: list[Delivery]) -> None:
        """One commit for all; if it fails one for each, so that none harms others."""
        try:
            await self.committed(partial(self.take, batch=batch))
        except Exception as error:  # noqa: BLE001 -- any failure is taken apart below
            log.warning("gather of %d failed: %s", len(batch), type(error).__name__)
            for delivery in batch:
                if away(error):
                    _answer(delivery, Busy())
                else:
                    await self._alone(delivery)
        else:
            for delivery in batch:
                _answer(delivery)
        self.woken()

    async def _alone(self, delivery: Delivery) -> None:
        """A delivery by itself; if even that fails, stored with its turns to come."""
        for turning in (True, False):
            try:
                alone = partial(self.take, batch=[delivery], turning=turning)
                await self.committed(alone)
            except Exception as error:  # noqa: BLE001 -- nothing may stop the loop
                log.warning("delivery failed: %s", type(error).__name__)
            else:
                _answer(delivery)
                return
        _answer(delivery, Busy())

    async def committed(self, work: Callable[[Transaction], Awaitable[None]]) -> None:
        """*work* with turns in it, as one commit."""
        await self.turns.reads.committed(self.database, work)

    async def take(
        self, tx: Transaction, batch: Sequence[Delivery], *, turning: bool = True
    ) -> None:
        """Store every event once, and give those that are ready their turn."""
        told: dict[tuple[str, str], list[Incoming]] = {}
        for each in batch:
            told.setdefault((each.channel, each.account), []).extend(each.events)
        for where, found in told.items():
            await statuses.note(tx, *where, found)
        came = [(d.channel, d.account, each) for d in batch for each in d.events]
        await groups.note(tx, came, self.turns.watchers)
        moves = await account_moves.moved(tx, arrivals.moves(batch))
        senders = [*arrivals.senders(batch), *moves]
        reached = await sessions.reach(tx, senders)
        await account_moves.join(tx, moves, reached)
        rows, spoken = arrivals.rows(tx, batch, reached, turning=turning)
        new = await inbox.take_in(tx, rows)
        await budget.ask_for_patience(tx, arrivals.late(batch, spoken))
        await inbox.hasten(tx, arrivals.through(spoken), bursts.BURST)
        if not turning:
            return
        ready = arrivals.ready(spoken, new)
        outcome = Outcome()
        await self.turns.run(tx, ready, outcome)
        early = {new[each.key] for each in spoken if each.early and each.key in new}
        await inbox.reopen(tx, sorted(early.difference(outcome.done)))
        outcome.done = [seq for seq in outcome.done if seq not in early]
        await outcome.write(tx)
        for failure in outcome.failed:
            retry_at = tx.now + retry_in(0)
            await inbox.fail(tx, failure.seq, failure.reason, retry_at)


def _answer(delivery: Delivery, error: Exception | None = None) -> None:
    """Let whoever waits for the commit know; they may have gone."""
    if delivery.stored.done():
        return
    if error:
        delivery.stored.set_exception(error)
    else:
        delivery.stored.set_result(None)
