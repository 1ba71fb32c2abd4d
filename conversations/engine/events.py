"""What can happen to a conversation, whichever channel it came by.

Events are data: they are stored, retried and replayed, so each can be written
as JSON and read back (`dump`, `load`). Nothing here knows Telegram or WhatsApp.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True)
class Typed:
    """Someone typed *text*."""

    text: str


@dataclass(frozen=True)
class Pressed:
    """Someone pressed a button.

    A button of a question carries its conversation's number and its question's key,
    so that a press on an old one is known as old. A button of a card, which stands
    outside any conversation, carries neither; its value reads `verb:argument`.
    """

    value: str
    question: str = ""
    conversation: int = 0


@dataclass(frozen=True)
class Sent:
    """Someone sent something that is not text; *kind* is a key of `KINDS`.

    *files* are ids of documents that were fetched, checked and sealed. *problem* says
    why a file could not be taken (`empty`, `too_large`, `not_a_photo`, ...); then
    *files* is empty. *values* holds what a contact or a location says, and of a file
    its `digest`, by which it is known when it comes again.
    """

    kind: str
    files: tuple[str, ...] = ()
    problem: str = ""
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


KINDS = (
    "photo",
    "document",
    "voice",
    "video",
    "sticker",
    "location",
    "contact",
    "poll",
    "reaction",
    "other",
)


@dataclass(frozen=True)
class Started:
    """Someone opened the chat, perhaps by a link that carries a *payload*."""

    payload: str = ""


@dataclass(frozen=True)
class Edited:
    """Someone changed the text of *message*, a message they had sent before."""

    text: str
    message: str


@dataclass(frozen=True)
class Notified:
    """Another person's act concerns this one: *subject* says which, e.g. `sent_back`.

    It arrives through the same inbox as everything else, so it keeps its place in
    the order of what happens to a person. *mandate* is by which a helper hears what
    concerns an owner; without one it is the person's own affair.
    """

    subject: str
    values: Mapping[str, Any] = field(default_factory=dict)
    mandate: str = ""


@dataclass(frozen=True)
class Switched:
    """The person looks after other affairs now: those of this conversation.

    What is open in it is asked again, or *flow* is begun, else there is the menu.
    """

    flow: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LookedUp:
    """The answer to a `LookUp`, for the question that asked for it."""

    question: str
    value: Any


@dataclass(frozen=True)
class Blocked:
    """The person blocked the bot, or left: nothing can be sent."""


@dataclass(frozen=True)
class Unblocked:
    """The person can be reached again."""


Event = (
    Typed | Pressed | Sent | Started | Edited | Notified | Switched | LookedUp |
    Blocked | Unblocked
)  # fmt: skip

_STORED = {
    "Said": Typed,
    "Picked": Pressed,
    "Sent": Sent,
    "Started": Started,
    "Edited": Edited,
    "Told": Notified,
    "Turned": Switched,
    "Learned": LookedUp,
    "Blocked": Blocked,
    "Unblocked": Unblocked,
}
"""What each kind is called where events are kept: never renamed."""
_NAMES = {kind: name for name, kind in _STORED.items()}


def dump(event: Event) -> dict[str, Any]:
    """*event* as JSON-ready data, its kind under `is`."""
    return {"is": _NAMES[type(event)], **vars(event)}


def load(data: Mapping[str, Any]) -> Event:
    """The event that `dump` wrote; raises `KeyError` or `TypeError` otherwise."""
    values = {name: value for name, value in data.items() if name != "is"}
    if "files" in values:
        values["files"] = tuple(values["files"])
    made: Event = _STORED[data["is"]](**values)
    return made
