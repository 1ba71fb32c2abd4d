"""What deliveries bring: whose events they hold, as rows, and whose turn it is.

All of it is pure reading; `ingest` writes it, and lets turns be taken.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from msgspec import Struct, structs, to_builtins

from bot.channels.base import ANONYMOUS, Incoming
from bot.channels.spec import spec_of
from bot.media import bursts
from bot.pipeline import groups
from bot.pipeline.redaction import at_the_door, scrubbed
from bot.pipeline.turn import Arrived
from conversations.engine import events
from storage.core.database import Transaction
from storage.messages import inbox
from storage.people.registration import Key
from storage.people.sessions import Reached, Sender

NO_TIME = timedelta(0)
NO_MATTER = frozenset({"", "unknown_update", "ignored_update", ANONYMOUS})
"""What a channel says of deliveries that need nothing: stored, and left at that."""
FETCHED = frozenset({"photo", "document", "voice"})
"""Kinds whose file is fetched and checked before the turn."""


@dataclass
class Delivery:
    """One authentic delivery, its events, and who waits for its commit.

    Its events are veiled from the first, so that no number of a person gets further.
    """

    channel: str
    account: str
    body: bytes
    events: Sequence[Incoming]
    waits: Mapping[str, timedelta] = field(default_factory=dict)
    """Until events may have their turn whose sender is past their budget, by key."""
    stored: "asyncio.Future[None]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def __post_init__(self) -> None:
        self.events = [at_the_door(each) for each in self.events]


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


def _has_turn(incoming: Incoming) -> bool:
    if incoming.group and not groups.spoken_to_us(incoming):
        return False
    return incoming.event is not None and not incoming.problem and bool(incoming.sender)


def senders(batch: Sequence[Delivery]) -> list[Sender]:
    """Who has something to say."""
    return [
        _sender(delivery, incoming)
        for delivery in batch
        for incoming in delivery.events
        if _has_turn(incoming)
    ]


def moves(batch: Sequence[Delivery]) -> dict[Key, Sender]:
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


def rows(
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
                wait = delivery.waits.get(incoming.key, NO_TIME)
                if reached.behind or fetched or wait or not turning:
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
                    due_at=tx.now + max(wait, bursts.wait(album) if album else wait),
                )
                where = delivery.channel, delivery.account
                spoken.append(Spoken(key, incoming, reached, *where, early))
            else:
                row = inbox.InboxRow(
                    key,
                    delivery.channel,
                    delivery.account,
                    body=None if _talk(incoming) else _body(delivery, incoming),
                    state="dead" if incoming.problem not in NO_MATTER else "ignored",
                    reason=incoming.problem,
                )
            rows[key] = row
    return list(rows.values()), spoken


def _talk(incoming: Incoming) -> bool:
    """What members of a group say to each other is theirs: nothing of it is kept."""
    return incoming.group and not incoming.problem and not incoming.moved_to


def _body(delivery: Delivery, incoming: Incoming) -> bytes | None:
    """The delivery, where nothing else is in it or something is wrong with it."""
    alone = len(delivery.events) == 1
    return scrubbed(delivery.body) if alone or incoming.problem else None


def envelope(incoming: Incoming) -> dict[str, Any]:
    """What the inbox keeps of an incoming event, for a turn now or later."""
    assert incoming.event is not None  # noqa: S101 -- the caller checked
    kept: dict[str, Any] = {"event": events.dump(incoming.event)}
    named = {name: getattr(incoming, name) for name in ("message", "phone", "name")}
    kept |= {name: value for name, value in named.items() if value}
    if place := groups.place(incoming):
        kept["place"] = to_builtins(place)
    if incoming.media:
        kept |= {"media": dict(vars(incoming.media)), "from": incoming.sender}
    return kept


def late(batch: Sequence[Delivery], spoken: Sequence[Spoken]) -> list[Spoken]:
    """Events that wait because their sender is past their budget."""
    waits = {key for delivery in batch for key in delivery.waits}
    return [each for each in spoken if each.incoming.key in waits]


def through(spoken: Sequence[Spoken]) -> list[str]:
    """Who says something else now, so that nothing is added to what they sent."""
    return sorted(
        {
            each.reached.person_id
            for each in spoken
            if not each.early and bursts.ends(each.channel, each.incoming.media)
        }
    )


def ready(
    spoken: Sequence[Spoken], new: Mapping[str, int]
) -> list[tuple[Reached, list[Arrived]]]:
    """Whose turn it is now: new events of people with nothing older still open."""
    ready: dict[str, tuple[Reached, list[Arrived]]] = {}
    blocked: set[str] = set()
    for each in sorted(
        (s for s in spoken if s.key in new), key=lambda one: new[one.key]
    ):
        person = each.reached.person_id
        if not each.early or _fetched(each.incoming):
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
            name=each.incoming.name,
            place=groups.place(each.incoming),
        )
        ready.setdefault(person, (each.reached, []))[1].append(arrived)
    return list(ready.values())
