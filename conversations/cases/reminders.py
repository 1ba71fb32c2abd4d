"""When an owner is reminded of the one next thing: twice in a silence, never at night.

A silence begins with what the person last wrote, or with the later news of their case.
What waits at the desk is counted in its working days (`overdue`).
"""

from datetime import datetime, time, timedelta
from typing import ClassVar

from conversations.cases.calendar import local
from conversations.cases.decision import Notice

FIRST, LAST = timedelta(hours=24), timedelta(days=7)
LATE = timedelta(hours=24)
"""So long a reminder still comes after its time: a night, or a machine that stood."""
CLOSING = timedelta(hours=4)
"""So long before a platform lets us write no more it is better to be early."""
MORNING, EVENING = time(7), time(20)
FRIDAY, PRAYERS = 4, (time(11, 30), time(13))
HOUR = timedelta(hours=1)


class Remind(Notice, frozen=True):
    """What an owner's case waits for: a *field* sent back, a *paper*, or a *stage*.

    Of none of them nothing waits but what they left open themselves.
    """

    subject: ClassVar = "remind"
    last: bool = False
    code: str = ""
    officer: str = ""
    field: str = ""
    paper: str = ""
    name: str = ""
    road: str = ""
    stage: str = ""


class AskNews(Notice, frozen=True):
    """A case waits for another body; its owner may have heard from it."""

    subject: ClassVar = "ask_news"
    code: str
    road: str
    stage: str


def quiet(moment: datetime) -> bool:
    """Whether nobody is to be disturbed: at night, and at Friday prayers."""
    there = local(moment)
    at = there.time()
    prays = there.weekday() == FRIDAY and PRAYERS[0] <= at < PRAYERS[1]
    return prays or not MORNING <= at < EVENING


def calm(moment: datetime) -> datetime:
    """The next moment at which somebody may be disturbed: this one, or a full hour."""
    while quiet(moment):
        moment = moment.replace(minute=0, second=0, microsecond=0) + HOUR
    return moment


def due(silence: timedelta, closes_in: timedelta | None = None) -> int:
    """Which reminder it is time for, 1 or 2; 0 for none.

    *closes_in* is for how long free words may still be sent there, None where always.
    """
    if closes_in is not None and closes_in <= timedelta(0):
        return 0
    early = CLOSING if closes_in is not None and closes_in <= CLOSING else timedelta(0)
    if FIRST - early <= silence < FIRST + LATE:
        return 1
    return 2 if LAST <= silence < LAST + LATE else 0


def asks(since: datetime, now: datetime, days: int) -> int:
    """Which question for news it is time for, each so many *days* after the last.

    Like a reminder it comes twice in a silence, and then no more.
    """
    return min((now - since) // timedelta(days=days), 2)
