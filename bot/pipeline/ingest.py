"""The inbox: deliveries come in, are gathered, and are committed together.

A delivery is answered for only after its events are in the database, and usually
after they have had their turn: both are one commit. Past a bound of what is waiting,
a delivery is refused at once, and the platform will bring it again.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from msgspec import Struct, structs

from bot import metrics
from bot.channels.base import Channel, Incoming
from bot.channels.spec import spec_of
from bot.media import bursts
from bot.pipeline import account_moves, statuses
from bot.pipeline.redaction import at_the_door, scrubbed
from bot.pipeline.turn import Arrived, Outcome, Turns, retry_in
from conversations.engine import events
from conversations.engine.events import Pressed, Typed
from storage.core.database import Database, Transaction, away
from storage.messages import inbox
from storage.people import addresses, sessions
from storage.people.registration import Key
from storage.people.sessions import Reached, Sender

GATHER = 256
"""Deliveries in one commit, at most."""
WAITING = 4_096
"""Deliveries that may wait for a commit; past it they are refused."""
PATIENCE = 2.5
"""Seconds that a platform waits for a commit; then it had better come again."""
NO_MATTER = frozenset({"", "unknown_update", "ignored_update"})
"""What a channel says of deliveries that need nothing: stored, and left at that."""
FETCHED = frozenset({"photo", "document", "voice"})
"""Kinds whose file is fetched and checked before the turn."""

log = logging.getLogger(__name__)


class Busy(Exception):
    """The delivery was not stored; bring it again after *seconds*."""

    def __init__(self, seconds: int = 2) -> None:
        super().__init__("busy")
        self.seconds = seconds


@dataclass
class Delivery:
    """One authentic delivery, its events, and who waits for its commit.

    Its events are veiled from the first, so that no number of a person gets further.
    """

    channel: str
    account: str
    body: bytes
    events: Sequence[Incoming]
    stored: "asyncio.Future[None]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def __post_init__(self) -> None:
        self.events = [at_the_door(each) for each in self.events]


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
    ) -> None:
        self.database = database
        self.channels = channels
        self.turns = turns
        self.woken = woken
        self.waiting: asyncio.Queue[Delivery] = asyncio.Queue(WAITING)
        self.pressing: set[asyncio.Task[None]] = set()

    async def receive(self, channel: str, body: bytes) -> None:
        """Take a delivery: returns after its commit, raises `Busy` without one.

        While commits fail nobody waits for theirs; nobody ever waits for long. What
        was refused may still be committed: it comes again, and is known by its key.
        """
        if self.database.health.refuses():
            raise Busy
        via = self.channels[channel]
        delivery = Delivery(channel, via.account, body, via.parse(body))
        for incoming in delivery.events:
            if incoming.press:
                press = asyncio.ensure_future(via.acknowledge(incoming.press))
                self.pressing.add(press)
                press.add_done_callback(self.pressing.discard)
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
        await self._moves(tx, batch)
        moves = await account_moves.moved(tx, _moves(batch))
        senders = [*_senders(batch), *moves]
        reached = await sessions.reach(tx, senders)
        await account_moves.join(tx, moves, reached)
        rows, spoken = _rows(tx, batch, reached, turning=turning)
        new = await inbox.take_in(tx, rows)
        await inbox.hasten(tx, _through(spoken), bursts.BURST)
        if not turning:
            return
        ready = _ready(spoken, new)
        outcome = Outcome()
        await self.turns.run(tx, ready, outcome)
        early = {new[each.key] for each in spoken if each.early and each.key in new}
        await inbox.reopen(tx, sorted(early.difference(outcome.done)))
        outcome.done = [seq for seq in outcome.done if seq not in early]
        await outcome.write(tx)
        for failure in outcome.failed:
            retry_at = tx.now + retry_in(0)
            await inbox.fail(tx, failure.seq, failure.reason, retry_at)

    async def _moves(self, tx: Transaction, batch: Sequence[Delivery]) -> None:
        """A group became a supergroup: its address changes, and it stays who it was."""
        for delivery in batch:
            for incoming in delivery.events:
                if incoming.moved_to:
                    where = (delivery.channel, delivery.account, incoming.sender)
                    known = await addresses.find(tx, *where)
                    if known:
                        await addresses.moved(tx, known.id, incoming.moved_to)


class Spoken(Struct, frozen=True):
    """An event of a person, on its way into the inbox.

    *early*: its row says already that it is done, for its turn comes in this commit.
    """

    key: str
    incoming: Incoming
    reached: Reached
    channel: str
    account: str
    early: bool


def _answer(delivery: Delivery, error: Exception | None = None) -> None:
    """Let whoever waits for the commit know; they may have gone."""
    if delivery.stored.done():
        return
    if error:
        delivery.stored.set_exception(error)
    else:
        delivery.stored.set_result(None)


def _sender(delivery: Delivery, incoming: Incoming) -> Sender:
    """Who wrote; in a group, the one who did, at their own address."""
    external, aliases = incoming.sender, incoming.aliases
    if incoming.group and aliases:
        external, aliases = aliases[0], ()
    return Sender(
        delivery.channel,
        delivery.account,
        external,
        aliases=aliases,
        phone=incoming.phone,
        language=incoming.language,
        window=spec_of(delivery.channel).window,
        at=incoming.at,
    )


def _fetched(incoming: Incoming) -> bool:
    """Whether a file must be fetched before this event can have its turn."""
    return incoming.media is not None and incoming.media.kind in FETCHED


def _spoken_to_us(incoming: Incoming) -> bool:
    """In a group officers talk with each other; presses and commands are for us."""
    match incoming.event:
        case Typed(text):
            return text.startswith("/")
        case event:
            return isinstance(event, Pressed)


def _has_turn(incoming: Incoming) -> bool:
    if incoming.group and not _spoken_to_us(incoming):
        return False
    return incoming.event is not None and not incoming.problem and bool(incoming.sender)


def _senders(batch: Sequence[Delivery]) -> list[Sender]:
    return [
        _sender(delivery, incoming)
        for delivery in batch
        for incoming in delivery.events
        if _has_turn(incoming)
    ]


def _moves(batch: Sequence[Delivery]) -> dict[Key, Sender]:
    """Whose id or number changed, by what names the news."""
    return {
        (each.channel, each.account, incoming.key): structs.replace(
            _sender(each, incoming), moved=True, left=incoming.left
        )
        for each in batch
        for incoming in each.events
        # It has no turn, but ids of one person to bring together.
        if incoming.event is None and incoming.aliases and not incoming.problem
    }


def _rows(
    tx: Transaction,
    batch: Sequence[Delivery],
    found: Mapping[Key, Reached],
    *,
    turning: bool,
) -> tuple[list[inbox.InboxRow], list[Spoken]]:
    """Every event as a row of the inbox, and those that are a person's."""
    rows: dict[str, inbox.InboxRow] = {}
    spoken: list[Spoken] = []
    blocked: set[str] = set()
    for delivery in batch:
        alone = len(delivery.events) == 1
        for incoming in delivery.events:
            if incoming.status and not incoming.event:
                continue
            key = inbox.event_key(tx, delivery.channel, delivery.account, incoming.key)
            if key in rows:
                continue
            if _has_turn(incoming):
                reached = found[_sender(delivery, incoming).key]
                fetched = _fetched(incoming)
                album = bursts.album(delivery.channel, incoming.media)
                if reached.behind or fetched or not turning:
                    blocked.add(reached.person_id)
                early = reached.person_id not in blocked
                row = inbox.InboxRow(
                    key,
                    delivery.channel,
                    delivery.account,
                    person_id=reached.person_id,
                    address_id=reached.address_id,
                    event=envelope(incoming),
                    state="media" if fetched else "done" if early else "open",
                    album=album,
                    due_at=tx.now + bursts.wait(album) if album else None,
                )
                where = delivery.channel, delivery.account
                spoken.append(Spoken(key, incoming, reached, *where, early))
            else:
                row = inbox.InboxRow(
                    key,
                    delivery.channel,
                    delivery.account,
                    body=scrubbed(delivery.body) if alone or incoming.problem else None,
                    state="dead" if incoming.problem not in NO_MATTER else "ignored",
                    reason=incoming.problem,
                )
            rows[key] = row
    return list(rows.values()), spoken


def envelope(incoming: Incoming) -> dict[str, Any]:
    """What the inbox keeps of an incoming event, for a turn now or later."""
    assert incoming.event is not None  # noqa: S101 -- the caller checked
    kept: dict[str, Any] = {"event": events.dump(incoming.event)}
    named = {name: getattr(incoming, name) for name in ("message", "phone")}
    kept |= {name: value for name, value in named.items() if value}
    if incoming.media:
        kept["media"] = dict(vars(incoming.media))
    return kept


def _through(spoken: Sequence[Spoken]) -> list[str]:
    """Who says something else now, so that nothing is added to what they sent."""
    return sorted(
        {
            each.reached.person_id
            for each in spoken
            if not each.early and bursts.ends(each.channel, each.incoming.media)
        }
    )


def _ready(
    spoken: Sequence[Spoken], new: Mapping[str, int]
) -> list[tuple[Reached, list[Arrived]]]:
    """Whose turn it is now: new events of people with nothing older still open."""
    ready: dict[str, tuple[Reached, list[Arrived]]] = {}
    blocked: set[str] = set()
    for each in sorted(
        (s for s in spoken if s.key in new), key=lambda one: new[one.key]
    ):
        person = each.reached.person_id
        if each.reached.behind or _fetched(each.incoming):
            blocked.add(person)
        if person in blocked or each.incoming.event is None:
            continue
        arrived = Arrived(
            seq=new[each.key],
            event=each.incoming.event,
            address_id=each.reached.address_id,
            channel=each.channel,
            account=each.account,
            message=each.incoming.message,
            phone=each.incoming.phone,
        )
        ready.setdefault(person, (each.reached, []))[1].append(arrived)
    return list(ready.values())
