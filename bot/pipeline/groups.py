"""Groups of a platform: what is for us there, their moves, admins who hide in them."""

from collections.abc import Container, Iterable

from bot.channels.base import ANONYMOUS, Incoming
from conversations.cases.decision import notified
from conversations.cases.staff.officers import SpokeAsGroup
from conversations.engine.events import Pressed, Typed, dump
from storage.core.database import Transaction
from storage.messages import inbox
from storage.people import addresses

Told = tuple[str, str, Incoming]
"""Channel, account, and what came there."""


def spoken_to_us(incoming: Incoming) -> bool:
    """In a group officers talk with each other; presses and commands are for us."""
    match incoming.event:
        case Typed(text):
            return text.startswith("/")
        case event:
            return isinstance(event, Pressed)


async def note(tx: Transaction, told: Iterable[Told], watchers: Container[str]) -> None:
    """What concerns groups themselves; *watchers* are those of the office."""
    for channel, account, incoming in told:
        hides = incoming.problem == ANONYMOUS and spoken_to_us(incoming)
        if not (incoming.moved_to or hides):
            continue
        group = await addresses.find(tx, channel, account, incoming.sender)
        if group and incoming.moved_to:
            # It became a supergroup: its address changes, and it stays who it was.
            await addresses.moved(tx, group.id, incoming.moved_to)
        elif group and group.person_id in watchers:
            await _unmask(tx, group.person_id)


async def _unmask(tx: Transaction, group: str) -> None:
    """Say once a day that an admin without a name cannot be answered."""
    event = {"event": dump(notified(SpokeAsGroup()))}
    key = f"{ANONYMOUS}:{group}:{tx.now:%Y-%m-%d}"
    await inbox.post_event(tx, group, event, key)
