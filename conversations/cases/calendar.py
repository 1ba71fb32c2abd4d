"""The day that people in Serang have when something happens."""

from datetime import date, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7))
"""Western Indonesian time, the same all the year round."""


def day_of(moment: datetime) -> date:
    """The day it is there; nobody asks at which minute."""
    return moment.astimezone(WIB).date()


def month_of(moment: datetime) -> datetime:
    """When the month began there."""
    first = moment.astimezone(WIB).replace(day=1)
    return first.replace(hour=0, minute=0, second=0, microsecond=0)
