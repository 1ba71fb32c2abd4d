"""What became of a message that we tried to send, and what is to be done about it.

Nobody can promise both that nothing is lost and that nothing is sent twice. So the
kind of a message says what to do when a send ends without an answer: a prompt, an
edit and a notice go again, marked; an announcement never does by itself.

`sent` and `judge` decide and touch nothing; `write` puts many verdicts into one commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.base import (
    Delivered,
    Later,
    Moved,
    Refused,
    SendError,
    Unreachable,
    Unwanted,
    WindowClosed,
)
from bot.channels.spec import spec_of
from storage.core.database import Transaction
from storage.messages import claims, delivery
from storage.messages.outbox import ASKS, PATIENCE, TELLER, Claimed
from storage.tables.messages import HELD, UNREACHABLE

TRIES = 12
"""Attempts before a message is given up, for officers to see."""
ONCE = "announcement"
"""What never goes twice by itself: better that somebody does not hear of it."""
PROMPT = "prompt"
"""A reply: what is most often sent again."""
NEWS = "notice"
"""What waits a while for the platform's word of it before it goes again."""
FIRST, FACTOR, LONGEST = 2.0, 4, 600.0
"""Waits between attempts, in seconds: 2, 8, 32, ... and never more than ten minutes."""
SICK = 30.0
"""The longest wait while nothing gets through: perhaps it is no message's own fault."""
OUTAGE = 5.0
"""The wait of each message while nothing gets through to several chats."""
NOTICES = 1
"""The lane of news; news that waited for its person goes as a reply."""
UNWANTED = "unwanted"
"""Why an announcement fails that its person stopped on the platform."""
REPLY_FIRST, REPLY_FACTOR = 1.0, 2
"""For a reply somebody waits, with the phone in their hand: 1, 2, 4, 8, ..."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One message's: *result* is one of `RESULTS`, *code* why, without personal data.

    *delay* is when to try again, in seconds, if it goes *again*; *counts* whether this
    was an attempt.
    """

    id: str
    address_id: str
    result: str
    code: str = ""
    external: str = ""
    delay: float = 0.0
    counts: bool = True
    again: bool = True
    to: str = ""
    """Where the chat went, when it moved."""
    row: Claimed | None = None
    """The message, where others must hear of this."""


RESULTS = (
    "sent",
    "later",
    "uncertain",
    "failed",
    "unreachable",
    "dead",
    "skipped",
    "moved",
)


def sent(row: Claimed, delivered: Delivered, code: str = "") -> Verdict:
    """The platform took it, though perhaps not all of it: *code* says what it lacks."""
    told = row if row.lane < NOTICES and row.body.get(TELLER) else None
    external = delivered.external_id
    return Verdict(row.id, row.address_id, "sent", code, external, row=told)


def skipped(row: Claimed, code: str) -> Verdict:
    """There is no need to send it any more."""
    return Verdict(row.id, row.address_id, "skipped", code)


def unreachable(row: Claimed) -> Verdict:
    """The person cannot be reached on this channel."""
    return Verdict(row.id, row.address_id, "unreachable", UNREACHABLE, row=row)


def needless(row: Claimed, newer: Sequence[dict[str, object]], now: datetime) -> str:
    """Why a knock or an edit need not be made any more; empty if it must be."""
    knocks = row.kind == NEWS and "template" in row.body
    if knocks and row.window_until and row.window_until > now:
        return "open"
    if not row.replaces:
        return ""
    if not row.edits:
        return "nothing_to_edit"
    # An edit without words only takes buttons away: it does not stand for this one.
    return "superseded" if any(body["runs"] for body in newer) else ""


def asked_twice(row: Claimed) -> bool:
    """Whether this is a question that perhaps arrived, or that others overtook."""
    late = row.maybe_twice or row.attempts > PATIENCE
    return late and bool(row.body.get(ASKS))


def says_twice(row: Claimed) -> bool:
    """Whether somebody may read it for the second time, and should be told so."""
    return row.maybe_twice and row.kind in {PROMPT, NEWS}


def give_back(row: Claimed, seconds: float) -> Verdict:
    """Not now: somebody else's turn in this chat, or too soon for it."""
    return _later(row, seconds)


def judge(
    row: Claimed,
    error: SendError,
    channel: str,
    *,
    wait: float = 0.0,
    counts: bool,
    healthy: bool = True,
) -> Verdict:
    """What *error* means for *row*; *counts* whether a `Later` uses an attempt up.

    *wait* is how many seconds the platform asked for, and is obeyed as said. While
    nothing gets through, the platform is not *healthy*, and no message is given up.
    """
    match error:
        case Later() if counts and healthy and row.attempts >= TRIES:
            return Verdict(row.id, row.address_id, "dead", str(error), row=row)
        case Later():
            longest = LONGEST if healthy else SICK
            delay = min(_back_off(row), longest) if counts else OUTAGE
            return _later(row, wait or delay, str(error), counts=counts)
        case Unreachable():
            return unreachable(row)
        case WindowClosed():
            return Verdict(row.id, row.address_id, "failed", HELD, row=row)
        case Unwanted():
            return Verdict(row.id, row.address_id, "failed", UNWANTED, row=row)
        case Refused(reason=reason):
            return Verdict(row.id, row.address_id, "failed", reason, row=row)
        case Moved() if row.attempts >= TRIES:
            return Verdict(row.id, row.address_id, "dead", "moved", row=row)
        case Moved(to=to):
            return Verdict(row.id, row.address_id, "moved", "moved", to=to)
        case _:
            return doubt(row, channel, str(error))


def doubt(row: Claimed, channel: str, code: str) -> Verdict:
    """It may have arrived. What is done then depends on what kind of message it is."""
    # A second notice is enough: the next could be the third that somebody reads.
    news = spec_of(channel).news
    told = row.kind == NEWS and row.maybe_twice and not news
    again = row.kind != ONCE
    if again and (told or row.attempts >= TRIES):
        return Verdict(row.id, row.address_id, "dead", code or "uncertain", row=row)
    delay = _back_off(row)
    if row.kind == NEWS:
        delay = max(delay, news)
    return Verdict(row.id, row.address_id, "uncertain", code, delay=delay, again=again)


async def take_back(tx: Transaction, channel: str, account: str, dead: str) -> int:
    """Whatever a sender held when it died is in `doubt`; say how much that is."""
    settled = NEWS, timedelta(seconds=spec_of(channel).news)
    return await delivery.expired(tx, channel, account, dead, ONCE, settled)


def _later(
    row: Claimed, seconds: float, code: str = "", *, counts: bool = False
) -> Verdict:
    to = row.id, row.address_id
    return Verdict(*to, "later", code, delay=seconds, counts=counts)


def again_in(attempts: int) -> timedelta | None:
    """When what failed at the platform after it was taken goes again, if it does.

    Longer than what was never taken: an account may wait for its operator.
    """
    minutes = min(2 ** (attempts - 1), 60)
    return timedelta(minutes=minutes) if attempts < TRIES else None


def _back_off(row: Claimed) -> float:
    first, factor = (FIRST, FACTOR) if row.lane else (REPLY_FIRST, REPLY_FACTOR)
    wait: float = first * factor ** min(row.attempts - 1, TRIES)
    return min(wait, LONGEST)


async def write(tx: Transaction, verdicts: Sequence[Verdict]) -> None:
    """Mark all these messages: one statement for each result."""
    # In one order everywhere, so that two who write the same rows do not deadlock.
    ordered = sorted(verdicts, key=lambda verdict: verdict.id)
    by: dict[str, list[Verdict]] = {result: [] for result in RESULTS}
    for verdict in ordered:
        by[verdict.result].append(verdict)

    await delivery.sent(tx, [(v.id, v.external) for v in by["sent"]])
    await claims.remark(tx, [(v.id, v.code) for v in by["sent"] if v.code])
    await claims.skip(tx, [(v.id, v.code) for v in by["skipped"]])
    await delivery.failed(
        tx, [(v.id, v.code) for v in (*by["failed"], *by["unreachable"])]
    )
    await delivery.failed(tx, [(v.id, v.code) for v in by["dead"]], dead=True)
    at = {v.id: tx.now + timedelta(seconds=v.delay) for v in ordered}
    again = [(v.id, at[v.id], v.code, v.counts) for v in (*by["later"], *by["moved"])]
    await delivery.later(tx, again)
    await delivery.uncertain(tx, [(v.id, at[v.id], v.again) for v in by["uncertain"]])
    # Last: these touch other messages of the same address, too.
    await claims.abandon(tx, [v.address_id for v in by["unreachable"]])
    for verdict in by["moved"]:
        await claims.redirect(tx, verdict.address_id, verdict.to)
