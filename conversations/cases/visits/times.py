"""When there is time for a visit: never twice at once, never at Friday prayers."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from conversations.cases import calendar
from conversations.cases.reminders import FRIDAY, PRAYERS
from conversations.cases.visits.records import LASTS, Visit, overlaps

MOST = 3
"""So many times one owner is offered."""
HOURS = (time(9), time(10, 30), time(13), time(14, 30))
"""When a visit begins, where only a day was said."""
DAY = timedelta(days=1)

Slots: TypeAlias = tuple[datetime, ...]


def usual(day: date) -> tuple[datetime, ...]:
    """When a visit begins on a *day*; never at Friday prayers."""
    begins, ends = (calendar.at(day, at) for at in PRAYERS)
    times = (calendar.at(day, at) for at in HOURS)
    prays = day.weekday() == FRIDAY
    return tuple(at for at in times if not prays or at >= ends or at + LASTS <= begins)


def free(slots: Sequence[datetime], busy: Sequence[Visit], now: datetime) -> Slots:
    """Those of *slots* that are to come, and meet nothing promised."""
    promised = [each.at for each in busy if each.at]
    return tuple(at for at in slots if at > now and not overlaps(at, promised))


def next_days(now: datetime, busy: Sequence[Visit]) -> Slots:
    """The first free time of each of the next three working days."""
    found: list[datetime] = []
    day = calendar.day_of(now)
    while len(found) < MOST:
        day += DAY
        if calendar.works(day):
            found += free(usual(day), busy, now)[:1]
    return tuple(found)


def shared(slots: Sequence[datetime], place: int, of: int) -> Slots:
    """Some of *slots* for one of several owners: each begins with another."""
    if of == 1:
        return tuple(slots[:MOST])
    turned = [slots[(place + n) % len(slots)] for n in range(min(MOST, len(slots)))]
    return tuple(sorted(turned))
