"""What a piece of a WhatsApp delivery means, as an `Incoming`.

A change of someone's number or id becomes an `Incoming` without an event: *sender* is
the id they have now, *aliases* all others we are told, the old ones among them.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from msgspec.structs import replace

from bot.channels.base import (
    Incoming,
    Later,
    Media,
    SendError,
    Status,
    Unreachable,
    WindowClosed,
    decode_button,
)
from bot.channels.reading import DAMAGED, clean
from bot.channels.whatsapp.errors import UNWANTED, explain
from bot.channels.whatsapp.wire import (
    Contact,
    Edit,
    Fate,
    File,
    Message,
    Pair,
    Preference,
    Renaming,
)
from conversations.engine.events import (
    Edited,
    Event,
    Pressed,
    Sent,
    Started,
    Typed,
)

UNKNOWN = "unknown_update"
"""A problem that is none: a kind of delivery we did not ask for."""
IGNORED = "ignored_update"
"""Nor is this: a withdrawn message, a changed security code, a sign on a bubble."""

SILENT = ("revoke", "system", "reaction")
"""Kinds of messages that nobody expects an answer to; an answer costs money."""
UNREADABLE = "unreadable"
"""A kind of our own: of this message only its sender could be read."""

FILES = {
    "image": "photo",
    "document": "document",
    "audio": "voice",
    "voice": "voice",
    "video": "video",
    "sticker": "sticker",
}
STATES = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",  # a voice note that was listened to
    "failed": "failed",
}
FAILURES: tuple[tuple[type[SendError], str], ...] = (
    (WindowClosed, "held"),
    (Unreachable, "gone"),
    (Later, "again"),
)
"""What a failure is, where it is not the end of the message."""
# As `encode_button` writes them; a number of more digits is nobody's conversation.
_OUR_BUTTON = re.compile(r"!|[0-9]{1,18}\|[^|]*\|")


@dataclass(frozen=True)
class Broken:
    """A piece of a delivery that cannot be used, under the best key it has."""

    key: str
    problem: str


Item: TypeAlias = Message | Fate | Renaming | Preference | Broken


def unusable(key: str, problem: str) -> Incoming:
    """What is kept of something we can make nothing of."""
    return Incoming(key, "", problem=problem)


def key_of(item: Message | Fate | Renaming | Preference) -> str:
    """The platform's name for *item*: delivered again, it has the same one."""
    match item:
        case Fate():
            return f"{item.id}:{item.status}"
        case Renaming():
            return f"renamed:{item.user_id.previous}:{item.user_id.current}"
        case Preference():
            whose = item.user_id or item.wa_id
            return f"wish:{whose}:{item.category}:{item.value}:{item.timestamp}"
    return item.id


def as_incoming(item: Item, contacts: list[Contact]) -> Incoming:
    """*item* as the channel's `Incoming`; *contacts* stood beside it."""
    match item:
        case Broken():
            return unusable(item.key, item.problem)
        case Fate():
            return _fate(item)
        case Renaming():
            parent = item.parent_user_id or Pair()
            phone = _phone(item.wa_id)
            return _renamed(
                Incoming(key_of(item), "", at=_time(item.timestamp), phone=phone),
                (item.user_id.current, item.wa_id, parent.current),
                (item.user_id.previous, parent.previous),
            )
        case Preference():
            return _wish(item)
        case Message():
            return _message(item, contacts)


def _wish(wish: Preference) -> Incoming:
    """Who wants no announcements; that somebody does is said to us, not to them."""
    stops = wish.category == "marketing_messages" and wish.value == "stop"
    whose = wish.wa_id or wish.user_id or ""
    told = Incoming(key_of(wish), whose, at=_time(wish.timestamp), stops=stops)
    return told if stops and whose else replace(told, problem=IGNORED)


def _fate(fate: Fate) -> Incoming:
    state = STATES.get(fate.status)
    codes = [str(error.code) for error in fate.errors or () if error.code is not None]
    if state == "failed" and codes and codes[0].isdecimal():
        why = explain(int(codes[0]))
        state = next((to for kind, to in FAILURES if isinstance(why, kind)), state)
    return Incoming(
        key_of(fate),
        fate.recipient_user_id or fate.recipient_id or "",
        status=Status(
            fate.id,
            state,
            fate.biz_opaque_callback_data or "",
            "".join(codes[:1]),
        )
        if state
        else None,
        at=_time(fate.timestamp),
        stops=codes[:1] == [str(UNWANTED)],
        problem="" if state else IGNORED,
    )


def _message(message: Message, contacts: list[Contact]) -> Incoming:
    owner = _owner(message, contacts)
    ids = _ids(message, owner)
    bare = Incoming(message.id, "", at=_time(message.timestamp), message=message.id)
    if message.type == "system" and (system := message.system):
        number = system.wa_id or system.new_wa_id
        old = message.from_ if number and number != message.from_ else ""
        return _renamed(
            replace(bare, phone=_phone(number), left=old or ""),
            (system.user_id, number, system.parent_user_id),
            (*ids, system.previous_user_id, system.previous_parent_user_id),
        )
    if not ids:
        return unusable(message.id, "missing_fields")
    told = replace(
        bare,
        sender=ids[0],
        aliases=ids[1:],
        phone=_phone(message.from_),
        receipt="" if message.group_id or message.type in SILENT else message.id,
        group=bool(message.group_id),
        name=clean((owner.profile and owner.profile.name) or ""),
    )
    try:
        return _says(told, message)
    except _MissingError:
        return replace(told, event=DAMAGED)


def _owner(message: Message, contacts: list[Contact]) -> Contact:
    """What stands beside *message* about its sender."""
    owner = Contact()
    for contact in contacts:
        # Where no phone is shown, only a lone contact is surely the sender; a guess
        # would put words into another person's mouth.
        if contact.wa_id == message.from_ and (message.from_ or len(contacts) == 1):
            owner = contact
    return owner


def _ids(message: Message, owner: Contact) -> tuple[str, ...]:
    """The sender's ids, the business-scoped one first: it outlives the phone's."""
    return _distinct(
        message.from_user_id or owner.user_id,
        message.from_ or owner.wa_id,
        message.from_parent_user_id or owner.parent_user_id,
    )


def _phone(number: str | None) -> str:
    """*number* as the world writes it; a platform's id that is none is no phone."""
    return f"+{number}" if number and re.fullmatch(r"[0-9]{5,15}", number) else ""


def _distinct(*ids: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in ids if one))


def _renamed(
    told: Incoming, new: tuple[str | None, ...], old: tuple[str | None, ...]
) -> Incoming:
    """*told* by someone who is *new* now and was *old* before."""
    ids = _distinct(*new, *old)
    if not ids:
        return replace(told, problem="missing_fields")
    return replace(told, sender=ids[0], aliases=ids[1:])


class _MissingError(Exception):
    """A message does not hold what its type promises."""


def _says(told: Incoming, message: Message) -> Incoming:
    """*told* with what *message* says."""
    match message.type:
        case "text":
            return replace(told, event=_typed(_there(message.text).body))
        case "interactive":
            answer = _there(message.interactive)
            reply = answer.button_reply or answer.list_reply
            if reply is None:  # a form we never sent
                return replace(told, event=Sent("other"))
            return _pressed(told, reply.id, reply.title)
        case "button":
            button = _there(message.button)
            return _pressed(told, button.payload, button.text)
        case "edit":
            return _edited(told, _there(message.edit))
        case "request_welcome":
            return replace(told, event=Started(opened=True), receipt="")
        case kind if kind in SILENT:
            return replace(told, problem=IGNORED)
        case "contacts":
            return _card(told, message)
        case kind if kind in FILES:
            return _file(told, FILES[kind], _there(getattr(message, kind)))
    return replace(told, event=_sent(message))


def _typed(text: str) -> Event:
    text = clean(text)
    return Typed(text) if text else DAMAGED


def _there(value: Any) -> Any:
    """*value*, which the message's type promised."""
    if value is None:
        raise _MissingError
    return value


def _pressed(told: Incoming, ident: str | None, label: str | None) -> Incoming:
    """A press on a button of ours; of one whose id says nothing, only the label."""
    ident = clean(ident or "")
    event: Event = (
        Pressed(*decode_button(ident))
        if _OUR_BUTTON.match(ident)
        else Typed(clean(label or ident))
    )
    return replace(told, event=event, receipt=told.message)


def _edited(told: Incoming, edit: Edit) -> Incoming:
    new, original = edit.message, edit.original_message_id
    file = new.image or new.video or new.document
    text = new.text.body if new.text else (file and file.caption) or ""
    if not text:  # only the picture was changed
        return replace(told, message=original, problem=IGNORED)
    return replace(told, event=Edited(clean(text), original), message=original)


def _file(told: Incoming, kind: str, file: File) -> Incoming:
    return replace(
        told,
        event=Sent(kind, text=clean(file.caption or "")),
        media=Media(
            kind, file.id, file.mime_type or "", name=clean(file.filename or "")
        ),
    )


def _card(told: Incoming, message: Message) -> Incoming:
    """A contact card: the sender's own, if its number is or they were asked for it."""
    for card in _there(message.contacts):
        phones = [each.phone for each in card.phones or () if each.phone]
        phone = clean(phones[0]) if phones else ""
        own = message.origin == "contact_request" or (
            bool(phone) and re.sub(r"\D", "", phone) == message.from_
        )
        name = clean((card.name and card.name.formatted_name) or "")
        event = Sent("contact", values={"phone": phone, "name": name, "own": own})
        return replace(told, event=event, phone=phone if own else told.phone)
    raise _MissingError


def _sent(message: Message) -> Sent:
    """What is neither words, press nor file; kinds we do not know are `other`."""
    if message.type == UNREADABLE:
        return DAMAGED
    if message.type == "location":
        place = _there(message.location)
        where = {"latitude": place.latitude, "longitude": place.longitude}
        return Sent("location", text=clean(place.name or ""), values=where)
    return Sent("other")


def _time(stamp: str | int | None) -> datetime | None:
    """The moment that *stamp*, seconds since 1970, names; None if it names none."""
    try:
        return datetime.fromtimestamp(int(stamp or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return None
