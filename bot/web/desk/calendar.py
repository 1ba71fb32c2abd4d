"""The visits of a week, day by day, each in the order of the way."""

from contextlib import suppress
from datetime import date

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Seat


class Stop(Struct, frozen=True):
    """A visit: at which hour, whose, where, and what a map is asked for."""

    hour: str
    code: str
    business: str
    place: str
    about: tuple[str, ...]
    phone: str
    where: str
    officer: str


class Day(Struct, frozen=True):
    """A day of the week; *off* is what it is called, if nobody works."""

    told: str
    today: bool
    off: str
    stops: tuple[Stop, ...]


class CalendarPage(Struct, frozen=True):
    """A week, those beside it as ISO days, and how many visits there are."""

    days: tuple[Day, ...]
    before: str
    after: str
    count: int
    everybody: bool


class CalendarQuery(Query[CalendarPage], frozen=True):
    """The week of a *day* (of today, if none), of oneself or of *everybody*."""

    day: date | None = None
    everybody: bool = False


async def page(request: web.Request, seat: Seat) -> web.Response:
    """A week of visits; what is no day is this week."""
    day: date | None = None
    with suppress(ValueError):
        day = date.fromisoformat(request.query.get("pekan", ""))
    query = CalendarQuery(day=day, everybody="semua" in request.query)
    found = await request.app[DESK].look(seat, query)
    return pages.page(request, seat, "calendar.html", here="calendar", week=found)
