"""An event without the numbers that name a person, before anything keeps it."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from conversations.engine.events import Edited, Event, Sent, Started, Typed
from conversations.language.identity import MARK, hidden


def veiled(event: Event) -> Event:
    """*event* with a mark for every such number that the person wrote."""
    match event:
        case Typed(text) | Edited(text):
            return event if hidden(text) == text else replace(event, text=hidden(text))
        case Sent(text=text, values=values):
            return replace(event, text=hidden(text), values=_veiled(values))
        case Started(payload):
            return replace(event, payload=hidden(payload))
        case _:
            return event


def _veiled(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a contact or a place says; numbers that are numbers are no words."""
    return {
        name: hidden(each) if isinstance(each, str) else each
        for name, each in values.items()
    }


def marked(event: Event) -> bool:
    """Whether something was veiled in *event*."""
    match event:
        case Typed(text) | Edited(text):
            return MARK in text
        case Sent(text=text, values=values):
            return any(
                MARK in each
                for each in (text, *values.values())
                if isinstance(each, str)
            )
        case _:
            return False
