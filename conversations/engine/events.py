"""What can happen to a conversation, whichever channel it came by.

Events are data: they are stored, retried and replayed, so each can be written
as JSON and read back (`dump`, `load`). What each kind is called where they are kept,
its tag, is never renamed. Nothing here knows Telegram or WhatsApp.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import Struct, convert, to_builtins

from conversations.language import Said, Utterance

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


class Typed(Struct, frozen=True, tag_field="is", tag="Said"):
    """Someone typed *text*."""

    text: str


class Uttered(Typed, frozen=True):
    """Typed, on its way through a turn: with the *record* that every reader asks."""

    record: Utterance


def uttered(text: Said) -> Uttered:
    """*text* as somebody typed it now."""
    record = Utterance.of(text)
    return Uttered(record.typed, record)


def utterance(event: Typed) -> Utterance:
    """The record of what was typed: the one that was made where it came in."""
    return event.record if isinstance(event, Uttered) else Utterance(event.text)


class Pressed(Struct, frozen=True, tag_field="is", tag="Picked"):
    """Someone pressed a button.

    A button of a question carries its conversation's number and its question's key,
    so that a press on an old one is known as old. A button of a card, which stands
    outside any conversation, carries neither; its value reads `verb:argument`.
    """

    value: str
    question: str = ""
    conversation: int = 0


class Sent(Struct, frozen=True, tag_field="is", tag="Sent"):
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
    values: Mapping[str, Any] = {}


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


class Started(Struct, frozen=True, tag_field="is", tag="Started"):
    """Someone opened the chat, perhaps by a link that carries a *payload*.

    *opened*: they did no more than that, and said nothing.
    """

    payload: str = ""
    opened: bool = False


class Edited(Struct, frozen=True, tag_field="is", tag="Edited"):
    """Someone changed the text of *message*, a message they had sent before."""

    text: str
    message: str


class Notified(Struct, frozen=True, tag_field="is", tag="Told"):
    """Another person's act concerns this one: *subject* says which, e.g. `sent_back`.

    It arrives through the same inbox as everything else, so it keeps its place in
    the order of what happens to a person. *mandate* is by which a helper hears what
    concerns an owner; without one it is the person's own affair.
    """

    subject: str
    values: Mapping[str, Any] = {}
    mandate: str = ""


class Switched(Struct, frozen=True, tag_field="is", tag="Turned"):
    """The person looks after other affairs now: those of this conversation.

    What is open in it is asked again, or *flow* is begun, else there is the menu.
    """

    flow: str = ""
    given: Mapping[str, Any] = {}


class LookedUp(Struct, frozen=True, tag_field="is", tag="Learned"):
    """The answer to a `LookUp`, for the question that asked for it."""

    question: str
    value: Any


class Blocked(Struct, frozen=True, tag_field="is", tag="Blocked"):
    """The person blocked the bot, or left: nothing can be sent."""


class Unblocked(Struct, frozen=True, tag_field="is", tag="Unblocked"):
    """The person can be reached again."""


Event = (
    Typed | Pressed | Sent | Started | Edited | Notified | Switched | LookedUp |
    Blocked | Unblocked
)  # fmt: skip


def dump(event: Event) -> dict[str, Any]:
    """*event* as JSON-ready data, its kind under `is`."""
    made: dict[str, Any] = to_builtins(event)
    return made


def load(data: Mapping[str, Any]) -> Event:
    """The event that `dump` wrote; raises `msgspec.ValidationError` otherwise."""
    made: Event = convert(data, Event)
    return made
