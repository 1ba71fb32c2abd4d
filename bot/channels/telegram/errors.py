"""What Telegram's refusals mean: may we try again, and when, and whom does it concern.

The Bot API has no list of its errors; their descriptions are all it gives.
"""

import re
from http import HTTPStatus

from telegram.error import TelegramError

from bot.channels.base import (
    Later,
    Moved,
    Refused,
    SendError,
    Uncertain,
    Unreachable,
)
from bot.channels.telegram.request import AnsweredError, LostError, NotSentError

_TOKEN_PAUSE = 60.0
_MANY = 3

_GONE = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "input_user_deactivated",
    "peer_id_invalid",
    "bot was kicked",
    "bot was blocked",
    "group chat was deactivated",
    "chat_write_forbidden",
    "chat_restricted",
)
_NOT_EDITABLE = (
    "message can't be edited",
    "message to edit not found",
    "message_id_invalid",
    "there is no text in the message to edit",
    "message_edit_time_expired",
)
_UNCHANGED = ("message is not modified", "topic_not_modified")
_THREAD_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
_NO_TOPICS = ("chat is not a forum", "not enough rights", "chat_admin_required")
_CALLED = {
    "not_editable": _NOT_EDITABLE,
    "thread_gone": _THREAD_GONE,
    "no_topics": _NO_TOPICS,
}
"""What others of our house go by."""
_WORDS = re.compile(r"[a-z_ ]+")


class Floods:
    """Tells a chat that is told too much from an account that tells too much.

    A 429 does not say which of the two limits was met. When several chats are paused
    at one moment, it was the account's.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def scope(self, chat: str, seconds: float, now: float) -> str:
        """`chat` or `account`, after *chat* was told to wait *seconds* from *now*."""
        self._until = {c: until for c, until in self._until.items() if until > now}
        self._until[chat] = now + seconds
        return "account" if len(self._until) >= _MANY else "chat"


def unchanged(error: TelegramError) -> bool:
    """An edit that changes nothing has succeeded."""
    return isinstance(error, AnsweredError) and _has(
        error.description.lower(), _UNCHANGED
    )


def as_send_error(
    error: TelegramError, chat: str, floods: Floods, now: float
) -> SendError:
    """*error*, met while sending to *chat*, in the words that all channels share."""
    if isinstance(error, NotSentError):
        return Later(0, "message", f"not sent: {error.message}")
    if isinstance(error, LostError):
        return Uncertain(error.message)
    if not isinstance(error, AnsweredError):  # the library's own, before any request
        return Refused("library")
    if error.moved_to:
        return Moved(str(error.moved_to))
    if error.code == HTTPStatus.TOO_MANY_REQUESTS:
        seconds = error.retry_after or 0
        # Without words it is not the platform that speaks, but the gate before it.
        gate = not error.description
        scope = "account" if gate else floods.scope(chat, seconds, now)
        return Later(seconds, scope, "flood")
    return _server(error.code) or _request(error)


def _server(code: int) -> SendError | None:
    """A no that the message has no part in."""
    if code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return Later(_TOKEN_PAUSE, "account", "token")
    if code == HTTPStatus.GATEWAY_TIMEOUT:
        # The gate stopped waiting for one who may have done it.
        return Uncertain("server_504")
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Later(0, "message", f"server_{code}")
    return None


def _request(error: AnsweredError) -> SendError:
    """A no to this message or this chat."""
    description = error.description.lower()
    if error.code == HTTPStatus.FORBIDDEN or _has(description, _GONE):
        return Unreachable("unreachable")
    for code, phrases in _CALLED.items():
        if _has(description, phrases):
            return Refused(code)
    return Refused(_code(description) or f"answered_{error.code}")


def _has(description: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in description for phrase in phrases)


def _code(description: str) -> str:
    """A short code from a description, without anything it quotes from a message."""
    told = description.removeprefix("bad request: ").replace("can't", "cannot")
    words = found[0].split() if (found := _WORDS.match(told)) else []
    return "_".join(words[:6])
