"""When an office works: its clock, its hours by weekday, and the days that it is shut.

Where nobody said anything it works from Monday to Friday, at any hour: whoever writes
to people asks besides whether it is night (`cases.reminders.quiet`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone, tzinfo

ZONES: Mapping[str, tzinfo] = {
    name: timezone(timedelta(hours=hours), name)
    for name, hours in {"WIB": 7, "WITA": 8, "WIT": 9}.items()
}
"""The clocks of Indonesia, the same all the year round: Keppres 41/1987."""
_PROVINCES = {
    "WITA": "51 52 53 63 64 65 71 72 73 74 75 76",
    "WIT": "81 82 91 92 93 94 95 96",
}
"""Which provinces are not on Western time, by the codes of Kepmendagri."""
Hours = tuple[time, time]
WHOLE: Hours = (time.min, time.max)
USUAL: Mapping[int, Hours] = dict.fromkeys(range(5), WHOLE)
DAY = timedelta(days=1)
LONGEST = 400
"""Days within which an office is open again; a longer wait is a slip of a pen."""


def zone_of(region: str) -> str:
    """What the clock of a region is called; *region* is its code of Kepmendagri."""
    return next(
        (name for name, codes in _PROVINCES.items() if region[:2] in codes.split()),
        "WIB",
    )


@dataclass(frozen=True)
class Opening:
    """The hours of an office, by weekday from Monday, nought; and its days *off*."""

    zone: str = "WIB"
    hours: Mapping[int, Hours] = field(default_factory=lambda: USUAL)
    off: Mapping[date, str] = field(default_factory=dict)
    """What each day off is called."""

    def local(self, moment: datetime) -> datetime:
        """*moment* on the clock of the office."""
        return moment.astimezone(ZONES[self.zone])

    def works(self, day: date) -> bool:
        """Whether anybody is at the desk on a *day*."""
        return day.weekday() in self.hours and day not in self.off

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody is there now."""
        return self.begins(moment) == moment

    def begins(self, moment: datetime) -> datetime:
        """When somebody is there: *moment* itself, else the next opening."""
        local = self.local(moment)
        if self.works(local.date()):
            opens, shuts = self.hours[local.weekday()]
            if local.time() < opens:
                return _at(local.date(), opens, local)
            if local.time() < shuts:
                return local
        day = self.next_day(local.date())
        hours = self.hours.get(day.weekday(), WHOLE)
        # Nobody said at which hour they begin: a day later is the same hour.
        return _at(day, local.time() if hours == WHOLE else hours[0], local)

    def after(self, since: datetime, days: int) -> datetime:
        """When so many working *days* have gone by since then, hour for hour."""
        until = self.begins(since)
        for _ in range(days):
            until = self.begins(_at(self.next_day(until.date()), until.time(), until))
        return until

    def next_day(self, day: date) -> date:
        """The working day after *day*."""
        for _ in range(LONGEST):
            day += DAY
            if self.works(day):
                break
        return day


UNSAID = Opening()
"""That of an office which said nothing."""


def _at(day: date, clock: time, like: datetime) -> datetime:
    return datetime.combine(day, clock, like.tzinfo)
