"""Long polling: updates are asked for, where the platform cannot reach us.

The offset tells the platform what it may forget, so it moves only past updates that
were committed. A process that dies in between is simply given them again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

import msgspec
from telegram.error import TelegramError

from bot.channels.telegram.request import AnsweredError, LostError, Transport

Receive = Callable[[bytes], Awaitable[object]]
"""Stores one update; raises if it could not."""

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
HOLD = 50
_MARGIN = 15  # past this, the connection is torn, not quiet
_LONGEST = 60.0
_CONFLICT = 409

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class _Number(msgspec.Struct):
    update_id: int


class _Batch(msgspec.Struct):
    result: list[msgspec.Raw]


async def poll(
    transport: Transport,
    receive: Receive,
    stop: asyncio.Event,
    *,
    hold: int = HOLD,
    pause: float = 1.0,
) -> None:
    """Ask for updates until *stop*; each goes to *receive* as the bytes it came in.

    *hold* is how long the platform may keep a question open, *pause* the first wait
    after a failure; it doubles with each further one.
    """
    offset = failures = 0
    while not stop.is_set():
        try:
            batch = await _unless(stop, _ask(transport, offset, hold))
            if batch is None:
                return
            taken = await _take(batch, receive)
            offset = max(offset, taken)
            failed, least = bool(batch) and taken == 0, 0.0
        except TelegramError as error:
            failed, least = True, _explain(error)
        failures = failures + 1 if failed else 0
        if failed:
            doubled = pause * 2 ** min(failures - 1, 10)
            await _unless(stop, asyncio.sleep(max(least, min(doubled, _LONGEST))))


async def _ask(transport: Transport, offset: int, hold: int) -> list[bytes]:
    """The updates from *offset* on, oldest first."""
    values = {
        "offset": offset,
        "timeout": hold,
        "allowed_updates": msgspec.json.encode(ALLOWED).decode(),
    }
    payload = await transport.call("getUpdates", values, read=hold + _MARGIN)
    try:
        return [bytes(raw) for raw in msgspec.json.decode(payload, type=_Batch).result]
    except (ValueError, RecursionError):
        raise LostError("unreadable answer") from None


async def _take(batch: Sequence[bytes], receive: Receive) -> int:
    """Store *batch* in order, side by side; the offset past all that surely stands.

    Begun together, they share a commit. An update after one that failed comes again
    too, and is known then by its key.
    """
    outcomes = await asyncio.gather(
        *(receive(update) for update in batch), return_exceptions=True
    )
    offset = 0
    for update, outcome in zip(batch, outcomes, strict=True):
        if isinstance(outcome, BaseException):
            kind = type(outcome).__name__
            _log.warning("update not stored, asked for again: %s", kind)
            break
        offset = msgspec.json.decode(update, type=_Number).update_id + 1
    return offset


def _explain(error: TelegramError) -> float:
    """Log why a question failed; the least time to wait before the next."""
    if isinstance(error, AnsweredError) and error.code == _CONFLICT:
        _log.error("updates are taken elsewhere: another process polls, or a webhook")
        return 0.0
    _log.warning("no updates: %s", error)
    return error.retry_after if isinstance(error, AnsweredError) else 0.0


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, _T]) -> _T | None:
    """The result of *work*, or None if *stop* came first; then work is cancelled."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
