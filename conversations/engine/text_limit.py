"""Text is cut once, where an event comes in: nobody answers in so many letters.

What is kept as it was written may have 4,096 letters, as much as a message of any
channel; more than any free answer may have, so that it is refused as too long and
never shortened in silence. Readers look at far less (`language.normalise`).
"""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from conversations.engine.events import Edited, Event, Sent, Started, Typed
from conversations.language.normalise import MOST_KEPT, within

MOST_PAYLOAD = 512
"""Letters of a link's payload; the platforms allow 64."""


def fitted(event: Event) -> Event:
    """*event* with no text longer than anybody may look at."""
    match event:
        case Typed(text) | Edited(text):
            short = within(text, MOST_KEPT)
            return event if short is text else replace(event, text=short)
        case Sent(text=text, values=values):
            short, few = within(text, MOST_KEPT), _fitted(values)
            same = short is text and few is values
            return event if same else replace(event, text=short, values=few)
        case Started(payload):
            return replace(event, payload=within(payload, MOST_PAYLOAD))
        case _:
            return event


def _fitted(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a contact says, or what was heard in a voice, likewise."""
    if not any(isinstance(v, str) and len(v) > MOST_PAYLOAD for v in values.values()):
        return values
    return {
        name: within(each, MOST_KEPT) if isinstance(each, str) else each
        for name, each in values.items()
    }
