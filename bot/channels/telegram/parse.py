"""What Telegram delivers, as `Incoming`s.

A body is decoded once, into the few fields we use; python-telegram-bot's `Update`,
a hundred times dearer, is built only for messages that none of these fields explain.
"""

import hashlib
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

import msgspec
from telegram import Message as PtbMessage
from telegram.constants import MessageAttachmentType
from telegram.helpers import effective_message_type

from bot.channels.base import Incoming, Media, decode_button
from bot.channels.telegram.shapes import (
    Chat,
    File,
    Membership,
    Message,
    Press,
    Update,
    User,
)
from conversations.engine.events import (
    Blocked,
    Edited,
    Event,
    Pressed,
    Sent,
    Started,
    Typed,
    Unblocked,
)

UNKNOWN = "unknown_update"
"""A problem that is none: a kind of update we did not ask for. Stored, then ignored."""
IGNORED = "ignored_update"
"""Nor is this: a pinned message, a moving live location, a new group title."""


_decode = msgspec.json.Decoder(Update).decode

_KINDS = {
    "animation": "video",
    "document": "document",
    "voice": "voice",
    "audio": "voice",
    "video": "video",
    "video_note": "video",
}
_COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
# Databases refuse NUL and people never type the others; tab and line ends stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def parse(body: bytes) -> list[Incoming]:
    """The one update that *body* holds; what cannot be read is kept with a problem."""
    try:
        return [_read(_decode(body), body)]
    except msgspec.ValidationError:
        return [_unreadable(body, "wrong_shape")]
    except RecursionError:
        return [_unreadable(body, "too_deep")]
    except UnicodeError:
        return [_unreadable(body, "not_unicode")]
    except msgspec.DecodeError:
        return [_unreadable(body, "not_json")]
    except (ValueError, OverflowError, OSError):  # a date or a button of no time
        return [_unreadable(body, "wrong_value")]


def _unreadable(body: bytes, problem: str) -> Incoming:
    """Keep a body we cannot read, under a key that its redelivery will have too."""
    digest = hashlib.sha256(body).hexdigest()
    return Incoming(key=f"bad-{digest[:32]}", sender="", problem=problem)


def _read(update: Update, body: bytes) -> Incoming:
    key = str(update.update_id)
    if (message := update.message) is not None:
        return _message(key, message, body)
    if (press := update.callback_query) is not None:
        return _press(key, press)
    if (edited := update.edited_message) is not None:
        text = edited.text or edited.caption
        if not text:  # a live location moves by edits
            return Incoming(key=key, sender="", problem=IGNORED)
        event = Edited(_clean(text), str(edited.message_id))
        return _from(key, edited, event)
    if (change := update.my_chat_member) is not None:
        return _membership(key, change)
    return Incoming(key=key, sender="", problem=UNKNOWN)


def _message(key: str, message: Message, body: bytes) -> Incoming:
    if message.text is not None:
        return _from(key, message, _said(message.text))
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _file(key, message, "photo", largest)
    for field, kind in _KINDS.items():
        if (file := getattr(message, field)) is not None:
            return _file(key, message, kind, file)
    if (contact := message.contact) is not None:
        own = message.user is not None and contact.user_id == message.user.id
        name = _clean(f"{contact.first_name} {contact.last_name}".strip())
        values = {"phone": contact.phone_number, "name": name, "own": own}
        phone = contact.phone_number if own else ""
        return _from(key, message, Sent("contact", values=values), phone=phone)
    if message.migrate_to_chat_id:
        return _from(key, message, None, moved_to=str(message.migrate_to_chat_id))
    if (event := _bare(message)) or _is_content(body):
        return _from(key, message, event or Sent("other", text=message.caption))
    return Incoming(key=key, sender="", problem=IGNORED)


def _said(text: str) -> Event:
    """A typed text, or a command: `/start` is special, others are words like any."""
    text = _clean(text)
    if (command := _COMMAND.fullmatch(text)) is None:
        return Typed(text)
    name, rest = command[1].lower(), (command[2] or "").strip()
    if name == "start":
        return Started(rest)
    return Typed(f"/{name} {rest}".rstrip())


def _bare(message: Message) -> Event | None:
    """A message that is neither text nor file nor a contact, if it is one we know."""
    if (place := message.location) is not None:
        values = {"latitude": place.latitude, "longitude": place.longitude}
        return Sent("location", values=values)
    if message.sticker is not None:
        return Sent("sticker", text=message.sticker.emoji)
    if message.poll is not None:
        return Sent("poll", text=_clean(message.poll.question))
    return None


def _is_content(body: bytes) -> bool:
    """Whether the person sent something (a dice, a game), rather than did something."""
    try:
        raw = msgspec.json.decode(body)["message"]
        kind = effective_message_type(PtbMessage.de_json(raw, None))
    except (KeyError, TypeError, AttributeError):  # the library trusts its input more
        return False
    # A kind newer than the library: in a private chat somebody waits for an answer.
    unheard_of = kind is None and raw["chat"].get("type") == "private"
    return unheard_of or kind in set(MessageAttachmentType)


def _file(key: str, message: Message, kind: str, file: File) -> Incoming:
    """A message that carries *file*, which is still to be fetched."""
    media = Media(
        kind=kind,
        ref=file.file_id,
        mime=file.mime_type or ("image/jpeg" if kind == "photo" else ""),
        size=file.file_size,
        album=message.media_group_id,
    )
    return _from(key, message, Sent(kind, text=_clean(message.caption)), media=media)


def _press(key: str, press: Press) -> Incoming:
    if press.data is None:  # a game's button
        return Incoming(key=key, sender="", press=press.id, problem=UNKNOWN)
    chat = press.message.chat if press.message else Chat(press.user.id)
    return Incoming(
        key=key,
        event=Pressed(*decode_button(_clean(press.data))),
        message=str(press.message.message_id) if press.message else "",
        press=press.id,
        language=press.user.language_code,
        **_sender(chat, press.user),
    )


def _membership(key: str, change: Membership) -> Incoming:
    """The bot was blocked, thrown out, or let in again."""
    gone = change.new_chat_member.status in {"kicked", "left"}
    return Incoming(
        key=key,
        event=Blocked() if gone else Unblocked(),
        at=_time(change.date),
        language=change.user.language_code if change.user else "",
        **_sender(change.chat, change.user),
    )


def _from(key: str, message: Message, event: Event | None, **more: Any) -> Incoming:
    """*event* with all that *message* says of its sender, place and time."""
    return Incoming(
        key=key,
        event=event,
        at=_time(message.date),
        message=str(message.message_id),
        language=message.user.language_code if message.user else "",
        **_sender(message.chat, message.user),
        **more,
    )


def _sender(chat: Chat, user: User | None) -> dict[str, Any]:
    """Answer to the chat; in a group, the one who spoke is an alias."""
    person = str(user.id) if user else ""
    return {
        "sender": str(chat.id),
        "aliases": (person,) if person and user and user.id != chat.id else (),
        "group": chat.type != "private",
    }


def _time(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _clean(text: str) -> str:
    """*text* composed (NFC) and without control characters, which no store wants."""
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))
