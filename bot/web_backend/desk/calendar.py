"""The visits of a week: those of an officer, or of the whole office."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from bot import words
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.calendar import CalendarPage, CalendarQuery, Day, Stop
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access, masking
from conversations.cases.calendar import at, day_of, local
from conversations.cases.names import place
from conversations.cases.visits.records import Visit
from conversations.cases.visits.route import on_map, route
from conversations.catalogue import catalogue
from storage.cases import visits

WEEK, DAY = timedelta(days=7), timedelta(days=1)


async def read(act: Acting, query: CalendarQuery) -> CalendarPage:
    """From Monday to Sunday, each day in the order of the way."""
    me = access.officer(person(act), *access.LOOKERS)
    day = query.day or day_of(act.now)
    monday = day - day.weekday() * DAY
    since, until = at(monday, time()), at(monday + WEEK, time())
    found = masking.read_by(me, await visits.planned(act.tx, me.sees, since, until))
    shown = [each for each in found if query.everybody or each.officer_id == me.id]
    days = (monday + number * DAY for number in range(7))
    return CalendarPage(
        tuple(_day(act, each, shown) for each in days),
        (monday - WEEK).isoformat(),
        (monday + WEEK).isoformat(),
        len(shown),
        query.everybody,
    )


def _day(act: Acting, day: date, shown: Sequence[Visit]) -> Day:
    language, off = act.voice.language, catalogue().office.opening.off
    name = off.get(day) or words.text(language, "desk.office.unnamed")
    there = {each.code: each for each in shown if each.at and day_of(each.at) == day}
    stops = route(list(there.values()))
    return Day(
        words.weekday(language, day),
        day == day_of(act.now),
        name if day in off else "",
        tuple(_stop(language, there[each.code]) for each in stops),
    )


def _stop(language: str, visit: Visit) -> Stop:
    told = (str(visit.profile.get(name) or "") for name in ("address", "village"))
    hour = f"{local(visit.at):%H.%M}" if visit.at else ""
    return Stop(
        hour if language == "id" else hour.replace(".", ":"),
        visit.code,
        visit.business,
        words.show(language, place(visit.kecamatan)),
        tuple(each for each in told if each),
        visit.phone,
        on_map(visit),
        visit.officer,
    )


PAGES: Pages = {CalendarQuery: Page(read)}
