"""A bubble in Telegram's form: escaped HTML, keyboards, and no message too long.

All of it is pure. `calls` says which methods of the Bot API to call, in order, to show
one `Outgoing`; nearly always that is one call.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from mimetypes import guess_extension
from typing import Any
from urllib.parse import urlsplit

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import (
    InlineKeyboardButtonLimit,
    MessageLimit,
    ParseMode,
)

from bot.channels.base import Bubble, Button, Outgoing, Refused, Run, decode_button
from bot.channels.telegram.text import markup_of, plain, split, units

TEXT = int(MessageLimit.MAX_TEXT_LENGTH)
CAPTION = int(MessageLimit.CAPTION_LENGTH)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_LONG_LABEL = 14  # characters that two buttons side by side can show on a small phone
_ROW = 3


@dataclass(frozen=True)
class Call:
    """One method of the Bot API, as python-telegram-bot names it, and its values."""

    method: str
    values: Mapping[str, Any]


def calls(outgoing: Outgoing) -> tuple[Call, ...]:
    """All it takes to show *outgoing*, in order; raises `Refused` if nothing can."""
    if outgoing.kind == "edit" and outgoing.replaces:
        return (_edit(outgoing),)
    bubble = outgoing.bubble
    markup = keyboard(bubble)
    parts = split(_with_link(bubble), TEXT)
    made: list[Call] = []
    if bubble.file or outgoing.file:
        # A caption is short. What does not fit follows as text, under the file.
        fits = len(parts) == 1 and units(plain(parts[0])) <= CAPTION
        caption = parts[0] if fits else ()
        parts = () if fits else parts
        made.append(_file_call(outgoing, caption))
    made += [_text_call(outgoing.to, part) for part in parts]
    quoted = str(outgoing.extra.get("quotes", ""))
    if made and quoted.isdecimal():
        # Where it was deleted meanwhile, the answer comes all the same.
        to = ReplyParameters(int(quoted), allow_sending_without_reply=True)
        made[0] = Call(made[0].method, {**made[0].values, "reply_parameters": to})
    if (thread := str(outgoing.extra.get("thread", ""))).isdecimal():
        there = {"message_thread_id": int(thread)}
        made = [Call(each.method, {**each.values, **there}) for each in made]
    if markup is not None:  # under the last, where the thumb is
        last = made[-1]
        made[-1] = Call(last.method, {**last.values, "reply_markup": markup})
    return tuple(made)


def _text_call(to: str, runs: Sequence[Run]) -> Call:
    values = {
        "chat_id": to,
        "text": markup_of(runs),
        "parse_mode": ParseMode.HTML,
        "link_preview_options": _NO_PREVIEW,  # a preview would open one-time links
    }
    return Call("send_message", values)


def _file_call(outgoing: Outgoing, caption: Sequence[Run]) -> Call:
    """A photo is shown, anything else is attached, by the name it brings."""
    if not outgoing.file:
        raise Refused("no_file")
    photo = outgoing.bubble.mime in {"image/jpeg", "image/png", "image/webp"}
    ending = guess_extension(outgoing.bubble.mime) or ""
    values: dict[str, Any] = {
        "chat_id": outgoing.to,
        "photo" if photo else "document": outgoing.file,
        "filename": outgoing.bubble.filename or f"pandu{ending}",
    }
    if caption:
        values |= {"caption": markup_of(caption), "parse_mode": ParseMode.HTML}
    return Call("send_photo" if photo else "send_document", values)


def _edit(outgoing: Outgoing) -> Call:
    """The change of an earlier bubble; without words, only its buttons change."""
    bubble = outgoing.bubble
    if bubble.file or outgoing.file or not outgoing.replaces.isdecimal():
        raise Refused("not_editable")
    values: dict[str, Any] = {
        "chat_id": outgoing.to,
        "message_id": int(outgoing.replaces),
        "reply_markup": _inline(bubble),
    }
    if not bubble.runs:
        return Call("edit_message_reply_markup", values)
    runs = _with_link(bubble)
    if units(plain(runs)) > TEXT:
        raise Refused("too_long")
    text = _text_call(outgoing.to, runs).values
    return Call("edit_message_text", {**text, **values})


def keyboard(bubble: Bubble) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """The buttons of *bubble*; sharing a contact needs a keyboard of its own kind."""
    return (_sharing(bubble) if bubble.wants else None) or _inline(bubble)


def _inline(bubble: Bubble) -> InlineKeyboardMarkup | None:
    """Buttons that hang under the bubble."""
    rows = [
        [
            InlineKeyboardButton(button.label, callback_data=_data(button))
            for button in r
        ]
        for r in _rows(bubble.buttons)
    ]
    if bubble.link and _can_link(bubble.link[1]):
        rows.append([InlineKeyboardButton(bubble.link[0], url=bubble.link[1])])
    return InlineKeyboardMarkup(rows) if rows else None


def _sharing(bubble: Bubble) -> ReplyKeyboardMarkup | None:
    """A keyboard whose first key shares; its other keys type their label.

    The key that shares is the button whose value is what the bubble wants.
    """
    wanted = [b for b in bubble.buttons if decode_button(b.id)[0] == bubble.wants]
    if not wanted:
        return None
    share = KeyboardButton(
        wanted[0].label,
        request_contact=bubble.wants == "contact" or None,
        request_location=bubble.wants == "location" or None,
    )
    others = [button for button in bubble.buttons if button not in wanted]
    rows = [[KeyboardButton(button.label) for button in r] for r in _rows(others)]
    return ReplyKeyboardMarkup(
        [[share], *rows], resize_keyboard=True, one_time_keyboard=True
    )


def _rows(buttons: Sequence[Button]) -> Iterator[list[Button]]:
    """Short labels side by side, at most three; a long one has its own row."""
    row: list[Button] = []
    for button in buttons:
        room = 2 * _LONG_LABEL - sum(len(b.label) for b in row)
        alone = len(button.label) > _LONG_LABEL
        if row and (alone or len(row) == _ROW or len(button.label) > room):
            yield row
            row = []
        row.append(button)
        if alone:
            yield row
            row = []
    if row:
        yield row


def _data(button: Button) -> str:
    if len(button.id.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise Refused("button_too_long")
    return button.id


def _can_link(address: str) -> bool:
    """Telegram refuses a link button to a host without a dot, such as localhost."""
    host = urlsplit(address).hostname or ""
    return "." in host and not host.startswith("127.")


def _with_link(bubble: Bubble) -> tuple[Run, ...]:
    """The words, and the address written out where no button can carry it."""
    if bubble.link is None or _can_link(bubble.link[1]):
        return bubble.runs
    label, address = bubble.link
    return (*bubble.runs, (f"\n\n{label}: {address}", ""))
