"""What the Graph API's refusals mean for the message they refuse.

The codes stand at developers.facebook.com, "Cloud API error codes". A fault of the
platform's concerns the message that met it, "too fast" whom it names. What only an
operator can mend (token, payment, locked account) is `Later` for the whole account, so
that nothing is lost while they mend it; *reason* says what it is.
"""

from contextlib import suppress
from typing import Any

import msgspec

from bot.channels.base import (
    Later,
    Refused,
    SendError,
    Unreachable,
    Unwanted,
    WindowClosed,
)

_MEND_WAIT = 60.0

_PAIR_RATE = 131056
_WINDOW = {131047, 470}
UNWANTED = 131050
_UNREACHABLE = 131026
_PROTECTED = 131049
_TOO_FAST = {4, 80007, 130429, 131048, 131057, 133016}
_BUSY = {1, 2, 131000, 131016}
_TO_MEND = {
    0: "token",
    3: "permission",
    10: "permission",
    190: "token",
    368: "locked",
    131005: "permission",
    131031: "locked",
    131042: "payment",
    133010: "not_registered",
}
_NO_SUCH_OBJECT = (100, 33)  # our own number's id, or a token that may not see it
_BAD_REQUEST = 400
_UNAUTHORIZED, _TIMEOUT, _TOO_MANY, _SERVER_ERROR = 401, 408, 429, 500


def explain(code: int, subcode: int = 0) -> SendError:
    """What the error *code* means, in an answer or in the status `failed`."""
    if code in _WINDOW:
        return WindowClosed()
    if code == UNWANTED:
        return Unwanted()
    if code == _UNREACHABLE:
        return Unreachable(str(code))
    if code == _PROTECTED:
        return Refused("not_delivered_to_protect")
    if code == _PAIR_RATE:
        return Later(0, "chat", str(code))
    if code in _TOO_FAST:
        return Later(0, "account", str(code))
    if code in _BUSY:
        return Later(0, "message", str(code))
    if (code, subcode) == _NO_SUCH_OBJECT:
        return Later(_MEND_WAIT, "account", "number")
    if code in _TO_MEND:
        return Later(_MEND_WAIT, "account", _TO_MEND[code])
    return Refused(str(code))


def failure(status: int, body: bytes, retry_after: str = "") -> SendError:
    """Why the Graph API answered *status* instead of taking a message."""
    wait = _seconds(retry_after)
    error = _error(body)
    code, subcode = error.get("code"), error.get("error_subcode")
    if isinstance(code, int) and status < _SERVER_ERROR:
        told = explain(code, subcode if isinstance(subcode, int) else 0)
        if wait and isinstance(told, Later):
            return Later(max(wait, told.seconds), told.scope, str(told))
        return told
    if status == _UNAUTHORIZED:
        return Later(_MEND_WAIT, "account", "token")
    if status == _TOO_MANY:
        return Later(wait, "account", "429")
    if status >= _SERVER_ERROR or status == _TIMEOUT:
        return Later(wait, "message", str(status))
    return Refused(f"http_{status}")


def is_gone(status: int, body: bytes) -> bool:
    """Whether the thing asked for is not there, and asking again will not help."""
    unknown = status == _BAD_REQUEST and _error(body).get("code") == _NO_SUCH_OBJECT[0]
    refused = _BAD_REQUEST <= status < _SERVER_ERROR
    return unknown or (refused and not isinstance(failure(status, body), Later))


def _seconds(retry_after: str) -> float:
    """The seconds that a `Retry-After` header asks for; a date there is not read."""
    return min(float(retry_after), 3600.0) if retry_after.isdecimal() else 0.0


def _error(body: bytes) -> dict[str, Any]:
    """The `error` of an answer, if that is what it holds."""
    with suppress(ValueError, RecursionError):
        answer = msgspec.json.decode(body)
        if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
            found: dict[str, Any] = answer["error"]
            return found
    return {}
