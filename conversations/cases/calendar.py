"""The day and the hour that people have when something happens.

It is the clock of the office that is served (`catalogue.serving`), which for one that
said nothing is that of Serang.
"""

from datetime import date, datetime, time, timedelta

from conversations.catalogue import SERVED, catalogue
from conversations.catalogue.opening import ZONES


def local(moment: datetime) -> datetime:
    """*moment* on their clock."""
    # Asked in every turn, where an office is served: then nobody else need be asked.
    return (SERVED.get() or catalogue()).office.opening.local(moment)


def at(day: date, clock: time) -> datetime:
    """The moment at which their clock shows this."""
    return datetime.combine(day, clock, ZONES[catalogue().office.opening.zone])


def day_of(moment: datetime) -> date:
    """The day it is there; nobody asks at which minute."""
    return local(moment).date()


def month_of(moment: datetime) -> datetime:
    """When the month began there."""
    return local(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def last_months(now: datetime, count: int) -> list[tuple[datetime, datetime]]:
    """When each of the last months began and ended; this one is not over."""
    begin = [month_of(now)]
    while len(begin) < count:
        begin.insert(0, month_of(begin[0] - timedelta(days=1)))
    return list(zip(begin, [*begin[1:], now + timedelta(seconds=1)], strict=True))


def works(day: date) -> bool:
    """Whether officers work on a *day*."""
    return catalogue().office.opening.works(day)


def waited(since: datetime, now: datetime, days: int) -> bool:
    """Whether something has waited for so many whole working days."""
    return now >= looked_at_by(since, days)


def looked_at_by(since: datetime, days: int = 1) -> datetime:
    """Until when somebody at the desk looks at what came in: a working day later."""
    return catalogue().office.opening.after(since, days)
