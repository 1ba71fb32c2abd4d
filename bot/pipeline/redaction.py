"""The door: a number that names a person is blacked out before anything is written.

Text that is longer than anybody may look at is cut first (`engine.text_limit`).

What a turn sees, what officers read, what is kept sealed and what an archive holds:
all of it comes through here, so none of it ever held the number.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.channels.base import Incoming
from conversations.engine.redaction import veiled
from conversations.engine.text_limit import fitted
from conversations.language import hidden

_NAMES = frozenset({"id", "from", "to", "display_phone_number", "timestamp"})
"""Fields of a platform's own ids, long numbers too; so is what ends in _id."""


def at_the_door(incoming: Incoming) -> Incoming:
    """*incoming* as it may be kept."""
    if incoming.event is None:
        return incoming
    event = veiled(fitted(incoming.event))
    return incoming if event is incoming.event else replace(incoming, event=event)


def scrubbed(body: bytes) -> bytes:
    """A delivery that had no turn, as it may be kept for whoever looks why."""
    try:
        read = msgspec.json.decode(body)
        clean = _clean(read)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        # Bytes that are no text stay what they were: whoever looks why sees them.
        text = hidden(body.decode("utf-8", "surrogateescape"))
        return text.encode("utf-8", "surrogateescape")
    return body if clean == read else msgspec.json.encode(clean)


def _clean(value: Any, name: str = "") -> Any:
    """Every text in *value* that a person may have written, without such numbers."""
    match value:
        case str() if name not in _NAMES and not name.endswith("_id"):
            return hidden(value)
        case Mapping():
            return {key: _clean(each, key) for key, each in value.items()}
        case list():
            return [_clean(each, name) for each in value]
        case _:
            return value
