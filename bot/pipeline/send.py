"""The relay: takes what waits in the outbox to the platform, for one account.

Each round is one commit: it writes what became of the last messages and claims the
next ones, no more than may go at this moment. A row says `sending`, durably, before
its call is made: what a crash leaves so is known to be uncertain. Exactly one relay of
an account holds its lease; others stand by.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from bot import metrics
from bot.channels.base import Channel, Later, Outgoing, SendError
from bot.pipeline import retry_policy, undelivered
from bot.pipeline.attachments import Enclosures
from bot.pipeline.loops import STUMBLE, keep_at
from bot.pipeline.marking import once_more
from bot.pipeline.pacing import OTHERS, REPLIES, Clock, Pacing
from bot.pipeline.render import unpack
from bot.pipeline.retiring import Retiring
from bot.pipeline.retry_policy import Verdict
from bot.pipeline.stats import Stats
from bot.pipeline.undelivered import Template
from storage.core import leases
from storage.core.database import Database, Transaction
from storage.core.files import FileStore
from storage.messages import claims, outbox
from storage.messages.outbox import Claimed

FLIGHT = 64
"""Messages on their way at once."""
FLIGHT_OTHERS = FLIGHT * 4 // 5
"""Of these, how many may be no replies: slow calls of one kind must not hold all."""
LEASE = 15.0
"""Seconds after which what a dead relay held is another's."""
BEAT = LEASE / 3
STAND_BY = 2.0
"""Seconds between looks whether the one who relays is gone."""
GATHER = 0.02
"""Seconds for which the first result waits for others, to share their commit."""
LOOK_AGAIN = 1.0
"""Seconds between looks while messages fly; later the next one's own moment counts."""
GRACE = 5.0
"""Seconds in which calls may end when we are to stop."""
BUSY = 0.25

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Sky:
    """How things stand when a round begins; the loop goes on changing them."""

    landed: tuple[Verdict, ...]
    flying: tuple[Claimed, ...]
    busy: frozenset[str]
    beats: bool


@dataclass(frozen=True, slots=True)
class _Round:
    """What a round came to: what is *ready* to fly, and what is *over* already."""

    holding: bool
    ready: list[Claimed]
    over: list[Verdict]
    rest: float
    more: bool


class Relay:
    """Sends what waits for one account of *channel*.

    *wake* is this relay's own bell, rung after commits that posted something; *holder*
    names this relay among all, and *ended* knows of others whether they are dead;
    *grace* is for how long calls may end when we stop. *written* hears the ids of what
    is known to be sent, after that is committed. *template* knocks at a shut chat.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- each is a seam for its tests
        self,
        database: Database,
        channel: Channel,
        files: FileStore,
        pacing: Pacing,
        wake: asyncio.Event,
        holder: str,
        clock: Clock = time.monotonic,
        grace: float = GRACE,
        written: Callable[[Sequence[str]], None] = lambda _: None,
        ended: Callable[[str], bool] = lambda _: False,
        template: Template | None = None,
    ) -> None:
        self.stats = Stats(channel.name)
        self._database = database
        self._channel = channel
        self._enclosures = Enclosures(database, files)
        self._pacing = pacing
        self._retiring = Retiring(channel, pacing)
        self._wake = wake
        self._holder = holder
        self._clock = clock
        self._grace = grace
        self._written = written
        self._ended = ended
        self._at = channel.name, channel.account
        self._settle = partial(undelivered.settle, at=self._at, template=template)
        self._lease = f"relay:{channel.name}:{channel.account}"
        self._held_until = self._next_beat = clock()
        self._flying: dict[asyncio.Task[None], Claimed] = {}
        self._busy: set[str] = set()
        self._landed: list[Verdict] = []
        self._gathering: asyncio.TimerHandle | None = None
        self._delivers = True

    async def run(self, stop: asyncio.Event) -> None:
        """Relay until *stop*; then let calls end, and give everything back."""
        try:
            await keep_at(self._try, stop, self._wake)
            await self._leave()
        finally:
            # Also when we are cancelled: then what flew is as uncertain as in a crash.
            for task in self._flying:
                task.cancel()
            self._retiring.cancel()
            if self._gathering:
                self._gathering.cancel()

    async def _try(self) -> float:
        """A round; if it fails nothing is lost, for verdicts are kept until written."""
        try:
            return await self.once()
        except Exception as error:  # noqa: BLE001 -- the edge: the next round mends it
            log.warning("%s: no round: %s", self._lease, type(error).__name__)
            return STUMBLE

    async def once(self) -> float:
        """Write what landed, claim what may go, let it fly; seconds to rest then."""
        beats = self._clock() >= self._next_beat
        if not (beats or self.stats.holding or self._landed):
            return self._next_beat - self._clock()
        asked = self._clock()
        sky = _Sky(
            landed=tuple(self._landed),
            flying=tuple(self._flying.values()),
            busy=frozenset(self._busy),
            beats=beats,
        )
        done = await self._database.write(partial(self._round, sky=sky))
        self._written([v.id for v in sky.landed if v.result == "sent"])
        del self._landed[: len(sky.landed)]
        for verdict in done.over:
            if verdict.result != "later":
                self.stats.note(verdict)
        if beats:
            self._beaten(asked, holding=done.holding)
        # Whoever was too slow to keep the lease must not speak any more.
        if self._clock() < self._held_until:
            for row in done.ready:
                self._start(row)
        return self._until_next(done.rest, more=done.more)

    async def _round(self, tx: Transaction, sky: "_Sky") -> "_Round":
        """One commit's worth of it; meanwhile messages go on landing."""
        await self._settle(tx, sky.landed)
        holding = await self._beat(tx, sky) if sky.beats else self.stats.holding
        claimed, more = await self._claim(tx, sky.flying) if holding else ([], False)
        ready, over = await self._choose(tx, claimed, sky.busy)
        await self._settle(tx, over)
        rest = await self._next_due(tx, ready)
        return _Round(holding, ready, over, rest, more)

    # -- the lease ------------------------------------------------------------------

    async def _beat(self, tx: Transaction, sky: "_Sky") -> bool:
        """Take or keep the lease and what flies, and take over what others dropped."""
        lease, before = timedelta(seconds=LEASE), None
        if not self.stats.holding:
            before = await leases.of(tx, self._lease)
        dead = before.holder if before and self._ended(before.holder) else ""
        if not await leases.take(tx, self._lease, self._holder, lease, dead):
            return False
        if not self.stats.holding:
            # Nobody knows when one who was killed spoke last.
            spoke = tx.now if dead else before.until if before else _LONG_AGO
            self._pacing.begin((tx.now - spoke).total_seconds())
        ours = [row.id for row in sky.flying]
        await claims.hold(tx, ours, lease)
        lost = await retry_policy.take_back(tx, *self._at, dead)
        if lost:
            log.warning("%s: %d were on their way at a crash", self._lease, lost)
        return True

    def _beaten(self, asked: float, *, holding: bool) -> None:
        """Remember what the database said, counted from when we *asked*."""
        self._next_beat = asked + (BEAT if holding else STAND_BY)
        self._held_until = asked + LEASE if holding else asked
        self.stats.holding = holding

    # -- what may go ----------------------------------------------------------------

    def _limits(self, flying: Sequence[Claimed]) -> tuple[int, int]:
        """How many replies, and how many others, may go at this moment."""
        others = sum(row.lane != REPLIES for row in flying)
        room = self._pacing.room(REPLIES, FLIGHT - len(flying))
        rest = min(room, FLIGHT_OTHERS - others)
        return room, self._pacing.room(OTHERS, max(rest, 0))

    async def _claim(
        self, tx: Transaction, flying: Sequence[Claimed]
    ) -> tuple[list[Claimed], bool]:
        """What may go, replies first; and whether there may be more of it."""
        room, others = self._limits(flying)
        claim = partial(
            outbox.claim,
            tx,
            *self._at,
            holder=self._holder,
            lease=timedelta(seconds=LEASE),
        )
        replies = await claim(limit=room, lanes=_REPLIES) if room else []
        left = max(min(others, room - len(replies)), 0)
        rest = await claim(limit=left, lanes=_OTHERS) if left else []
        return replies + rest, 0 < room <= len(replies) or 0 < left <= len(rest)

    async def _next_due(self, tx: Transaction, ready: Sequence[Claimed]) -> float:
        """Seconds until a message that waits for its time is due."""
        if ready:
            return LOOK_AGAIN
        at = await claims.next_due(tx, *self._at)
        return (at - tx.now).total_seconds() if at else LEASE

    async def _choose(
        self, tx: Transaction, claimed: Sequence[Claimed], busy: frozenset[str]
    ) -> tuple[list[Claimed], list[Verdict]]:
        """Which of *claimed* go now, and what is to be done with the others."""
        ready: list[Claimed] = []
        over: list[Verdict] = []
        chats = set(busy)
        edits = [row.id for row in claimed if row.replaces]
        newer = await claims.newer_edits(tx, edits)
        doubted = [row.id for row in claimed if retry_policy.asked_twice(row)]
        answered = await claims.answered(tx, doubted)
        for row in claimed:
            wait = await self._chat_in(tx, row)
            if row.address_id in chats:
                wait = max(wait, BUSY)
            if row.id in answered:
                over.append(retry_policy.skipped(row, "answered"))
            elif code := retry_policy.needless(row, newer.get(row.id, ()), tx.now):
                over.append(retry_policy.skipped(row, code))
            elif not row.reachable:
                over.append(retry_policy.unreachable(row))
            elif wait > 0:
                over.append(retry_policy.give_back(row, wait))
            else:
                ready.append(row)
                chats.add(row.address_id)
        return ready, over

    async def _chat_in(self, tx: Transaction, row: Claimed) -> float:
        """Seconds until this chat can take one more, what others sent included."""
        if since := self._pacing.memory(row.to):
            ago = tx.now - timedelta(seconds=since)
            lately = await claims.lately(tx, row.address_id, ago)
            ages = [(tx.now - at).total_seconds() for at in lately]
            self._pacing.recall(row.to, ages)
        return self._pacing.chat_in(row.to)

    def _until_next(self, rest: float, *, more: bool) -> float:
        """Seconds until a next round makes sense, if nobody rings."""
        beat = self._next_beat - self._clock()
        if not self.stats.holding:
            return beat
        lanes = [self._pacing.account_in(lane) for lane in (REPLIES, OTHERS)]
        open_in = [wait for wait in lanes if wait > 0 or more]
        # With all places taken there is no hurry: a result will ring.
        hurry = open_in if len(self._flying) < FLIGHT else []
        return min(rest, beat, *hurry)

    # -- on the way -----------------------------------------------------------------

    def _start(self, row: Claimed) -> None:
        self._pacing.take(row.to, row.lane)
        self._busy.add(row.address_id)
        task = asyncio.create_task(self._fly(row))
        self._flying[task] = row
        self.stats.in_flight = len(self._flying)
        task.add_done_callback(self._land)

    async def _fly(self, row: Claimed) -> None:
        """One message out, and what became of it."""
        name, calling = self._channel.name, False
        try:
            outgoing, lacks = await self._outgoing(row)
            calling = True
            with metrics.SENDING.labels(name).time():
                delivered = await self._channel.send(outgoing)
        except SendError as error:
            verdict = self._judge(row, error)
        except Exception as error:
            log.exception("%s: message %s", self._lease, row.id)
            code = type(error).__name__
            if calling:  # a fault of the channel, perhaps half-way
                verdict = retry_policy.doubt(row, name, code)
            else:
                verdict = retry_policy.judge(
                    row, Later(0, "message", code), name, counts=True
                )
        else:
            self._delivers = True
            self._pacing.took(row.to)
            metrics.sent(name, row)
            verdict = retry_policy.sent(row, delivered, lacks)
            self._retiring.after(row)
        self._landed.append(verdict)
        self.stats.note(verdict)

    def _judge(self, row: Claimed, error: SendError) -> Verdict:
        """A verdict, and the pause that the platform asked for."""
        counts, wait, healthy = True, 0.0, self._delivers
        if isinstance(error, Later):
            wait = self._pacing.obey(error, row.to)
            # Too fast is no message's fault. Of other faults it may be the cause, where
            # others get through, or none but it fails.
            alone = self._pacing.alone(row.to)
            counts = error.scope != "chat" and (healthy or alone)
            self._delivers &= error.scope == "chat"
        how = {"counts": counts, "healthy": healthy}
        return retry_policy.judge(row, error, self._channel.name, wait=wait, **how)

    def _land(self, task: asyncio.Task[None]) -> None:
        """Make room, and have the result written together with its neighbours."""
        row = self._flying.pop(task)
        self._busy.discard(row.address_id)
        self.stats.in_flight = len(self._flying)
        if not self._flying or len(self._landed) >= FLIGHT:
            self._ring()
        elif self._gathering is None:
            loop = asyncio.get_running_loop()
            self._gathering = loop.call_later(GATHER, self._ring)

    def _ring(self) -> None:
        if self._gathering:
            self._gathering.cancel()
            self._gathering = None
        self._wake.set()

    async def _outgoing(self, row: Claimed) -> tuple[Outgoing, str]:
        """The message as the channel takes it, and what it has to go without."""
        bubble, lacks, content = unpack(row.body), "", b""
        if retry_policy.says_twice(row):
            bubble = once_more(bubble, row.language, self._channel.profile)
        if bubble.file:
            drawing = row.body.get("drawing")
            bubble, content = await self._enclosures.take(bubble, drawing)
            lacks = "" if bubble.file else "file_missing"
        extra = {key: row.body[key] for key in _EXTRA if key in row.body}
        outgoing = Outgoing(
            id=row.id,
            to=row.to,
            bubble=bubble,
            kind=row.kind,
            replaces=row.edits or row.body.get(outbox.EDITS, ""),
            window_until=row.window_until,
            file=content,
            extra=extra,
        )
        return outgoing, lacks

    # -- the end --------------------------------------------------------------------

    async def _leave(self) -> None:
        """Let calls end; what does not is uncertain. Then the lease is free."""
        if self._flying:
            await asyncio.wait(list(self._flying), timeout=self._grace)
        for task, row in self._flying.items():
            task.cancel()
            self._landed.append(retry_policy.doubt(row, self._channel.name, "stopped"))
        try:
            await self._database.write(self._hand_over)
        except Exception as error:  # noqa: BLE001 -- then leases end by themselves
            log.warning("%s: left as it was: %s", self._lease, type(error).__name__)
        self.stats.holding = False

    async def _hand_over(self, tx: Transaction) -> None:
        await self._settle(tx, self._landed)
        await leases.release(tx, self._lease, self._holder)


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_REPLIES, _OTHERS = outbox.LANES[:1], outbox.LANES[1:]
_EXTRA = ("template", outbox.QUOTES, outbox.TOPIC, outbox.THREAD)
"""What a body may hold beside its bubble, for channels that need it."""
