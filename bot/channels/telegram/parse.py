"""What Telegram delivers, as `Incoming`s.

A body is decoded once, into the few fields we use; python-telegram-bot's `Update`,
a hundred times dearer, is built only for messages that none of these fields explain.
Only people are talked with: two bots might talk for ever, and whoever writes in the
name of a channel or of all admins of a group is nobody to be written to.
"""

import hashlib
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec
from telegram import Message as PtbMessage
from telegram.constants import MessageAttachmentType
from telegram.helpers import effective_message_type

from bot.channels.base import ANONYMOUS, Incoming, Media, decode_button
from bot.channels.reading import DAMAGED, clean, mended
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
_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
_NOT_BOTS = frozenset({777000})
"""Telegram itself, in whose name posts of a channel come into its group."""
_WHOSE = ("message_id", "chat", "from", "sender_chat", "date")
"""Fields of a message that say whose it is."""
_UNREADABLE: tuple[tuple[type[Exception], str], ...] = (
    (msgspec.ValidationError, "wrong_shape"),
    (RecursionError, "too_deep"),
    (UnicodeError, "not_unicode"),
    (msgspec.DecodeError, "not_json"),
    (ValueError, "wrong_value"),  # a button's number past all sizes
)
_FAILURES = (ValueError, RecursionError, KeyError, TypeError)


def parse(body: bytes, me: str = "") -> list[Incoming]:
    """The one update that *body* holds, for the bot whose user name is *me*.

    What cannot be read is kept with a problem; where its sender can, they are told.
    """
    try:
        return [_read(_decode(body), body, me)]
    except _FAILURES as error:
        problem = next(name for kind, name in _UNREADABLE if isinstance(error, kind))
    with suppress(*_FAILURES):
        return [_patiently(mended(body), me)]
    # Kept under a key that its redelivery will have too.
    digest = hashlib.sha256(body).hexdigest()
    return [Incoming(key=f"bad-{digest[:32]}", sender="", problem=problem)]


def _patiently(update: dict[str, Any], me: str) -> Incoming:
    """An update with its texts made sound; failing that, word to whoever sent it."""
    with suppress(msgspec.ValidationError):
        return _read(msgspec.convert(update, Update), msgspec.json.encode(update), me)
    message = update["message"]
    told = {name: message[name] for name in _WHOSE if name in message}
    bare = msgspec.convert({**update, "message": told}, Update)
    assert bare.message  # noqa: S101 -- it was made of one
    return _from(str(bare.update_id), bare.message, DAMAGED)


def _read(update: Update, body: bytes, me: str) -> Incoming:
    key = str(update.update_id)
    if (message := update.message) is not None:
        return _message(key, message, body, me)
    if (press := update.callback_query) is not None:
        return _press(key, press)
    if (edited := update.edited_message) is not None:
        text = edited.text or edited.caption
        if not text:  # a live location moves by edits
            return Incoming(key=key, sender="", problem=IGNORED)
        event = Edited(clean(text), str(edited.message_id))
        return _from(key, edited, event)
    if (change := update.my_chat_member) is not None:
        return _membership(key, change)
    return Incoming(key=key, sender="", problem=UNKNOWN)


def _message(key: str, message: Message, body: bytes, me: str) -> Incoming:
    if message.text is not None:
        if _is_for_another(message, me):
            return Incoming(key=key, sender="", problem=IGNORED)
        return _from(key, message, _said(message.text))
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _file(key, message, "photo", largest)
    for field, kind in _KINDS.items():
        if (file := getattr(message, field)) is not None:
            return _file(key, message, kind, file)
    if (contact := message.contact) is not None:
        own = message.user is not None and contact.user_id == message.user.id
        name = clean(f"{contact.first_name} {contact.last_name}".strip())
        values = {"phone": contact.phone_number, "name": name, "own": own}
        phone = contact.phone_number if own else ""
        return _from(key, message, Sent("contact", values=values), phone=phone)
    if message.migrate_to_chat_id:
        to = str(message.migrate_to_chat_id)
        return Incoming(
            key, str(message.chat.id), at=_time(message.date), group=True, moved_to=to
        )
    if (event := _bare(message)) or _is_content(body):
        return _from(key, message, event or Sent("other", text=message.caption))
    return Incoming(key=key, sender="", problem=IGNORED)


def _said(text: str) -> Event:
    """A typed text, or a command: `/start` is special, others are words like any."""
    text = clean(text)
    if not text:
        return DAMAGED
    if (command := _COMMAND.fullmatch(text)) is None:
        return Typed(text)
    name, rest = command[1].lower(), (command[3] or "").strip()
    if name == "start":
        return Started(rest)
    return Typed(f"/{name} {rest}".rstrip())


def _is_for_another(message: Message, me: str) -> bool:
    """Whether another bot of the group is meant; with us alone, nobody else can be."""
    command = _COMMAND.fullmatch(message.text or "")
    named = command[2] if command else None
    return bool(
        named and me and named.lower() != me.lower() and _is_group(message.chat)
    )


def _bare(message: Message) -> Event | None:
    """A message that is neither text nor file nor a contact, if it is one we know."""
    if (place := message.location) is not None:
        values = {"latitude": place.latitude, "longitude": place.longitude}
        return Sent("location", values=values)
    if message.sticker is not None:
        return Sent("sticker", text=message.sticker.emoji)
    if message.poll is not None:
        return Sent("poll", text=clean(message.poll.question))
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
        name=clean(file.file_name),
    )
    return _from(key, message, Sent(kind, text=clean(message.caption)), media=media)


def _press(key: str, press: Press) -> Incoming:
    if press.data is None:  # a game's button
        return Incoming(key=key, sender="", receipt=press.id, problem=UNKNOWN)
    chat = press.message.chat if press.message else Chat(press.user.id)
    return Incoming(
        key=key,
        event=Pressed(*decode_button(clean(press.data))),
        message=str(press.message.message_id) if press.message else "",
        receipt=press.id,
        language=press.user.language_code,
        thread=_thread(press.message) if press.message else "",
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
    if _is_nobody(message):
        admin = _is_group(message.chat) and message.sender_chat == message.chat
        problem = ANONYMOUS if admin else IGNORED
        said = event if admin else None
        return Incoming(
            key,
            str(message.chat.id),
            said,
            group=admin,
            thread=_thread(message),
            answers=_answers(message),
            problem=problem,
        )
    return Incoming(
        key=key,
        event=event,
        at=_time(message.date),
        message=str(message.message_id),
        language=message.user.language_code if message.user else "",
        thread=_thread(message),
        answers=_answers(message),
        **_sender(message.chat, message.user),
        **more,
    )


def _thread(message: Message) -> str:
    """The topic that it stands in; a thread of an ordinary group is none."""
    return str(message.message_thread_id) if message.is_topic_message else ""


def _answers(message: Message) -> str:
    """The message of a bot that it replies to.

    In a topic whatever replies to nothing is said to reply to its beginning.
    """
    to = message.reply_to_message
    if to is None or not (to.user and to.user.is_bot):
        return ""
    return "" if to.message_id == message.message_thread_id else str(to.message_id)


def _is_nobody(message: Message) -> bool:
    """Whether no person speaks here: a bot, or a chat by its own name."""
    user, chat = message.user, message.sender_chat
    if user is None:
        return _is_group(message.chat)
    return user.is_bot or user.id in _NOT_BOTS or chat is not None


def _is_group(chat: Chat) -> bool:
    return chat.type != "private"


def _sender(chat: Chat, user: User | None) -> dict[str, Any]:
    """Answer to the chat; in a group, the one who spoke is an alias."""
    person = str(user.id) if user else ""
    return {
        "sender": str(chat.id),
        "aliases": (person,) if person and user and user.id != chat.id else (),
        "group": _is_group(chat),
        "name": clean(user.first_name) if user else "",
    }


def _time(seconds: int) -> datetime | None:
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    return None
