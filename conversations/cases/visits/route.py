"""Where an officer is expected: the way of a day, and who is reminded of what, when."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from conversations.cases import access
from conversations.cases.buttons import button
from conversations.cases.calendar import at as clock
from conversations.cases.calendar import day_of
from conversations.cases.changes import QueueJob
from conversations.cases.decision import Decision, Denied, Person, Tell
from conversations.cases.lifecycle import OPEN
from conversations.cases.names import place
from conversations.cases.visits.news import (
    Stop,
    VisitOver,
    VisitSoon,
    at_desk,
    of_desk,
    of_owner,
)
from conversations.cases.visits.records import LASTS, Visit, local
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Line, Option, Say, When
from conversations.language import as_dialled

EVE, MORNING = time(15), time(7)
"""When both are reminded, the day before and on the day."""
DAY, WEEK = timedelta(days=1), timedelta(days=7)


class ShowRoute(Act, frozen=True):
    """Where the officer is expected, today and within a week."""

    shows = True


# --- the way -------------------------------------------------------------------------


def show_route(act: ShowRoute, seen: Sequence[Visit], who: Person) -> Decision:
    """Today's places and those of the week, by kecamatan, each with its way there."""
    access.officer(who, *access.VISITORS)
    week = [each for each in seen if each.at and each.at < who.now + WEEK]
    if not week:
        raise Denied("desk.visit.none", button("mine", "0"))
    said = []
    for today in (True, False):
        part = [each for each in week if (_day(each) == day_of(who.now)) == today]
        if part:
            key = "desk.visit.today" if today else "desk.visit.week"
            values = {"count": len(part), "lines": [line(each) for each in route(part)]}
            said.append(Say(key, values, actions=_reports(part) if today else ()))
    return Decision(reply=tuple(said))


def _day(visit: Visit) -> date | None:
    return day_of(visit.at) if visit.at else None


def route(visits: Sequence[Visit]) -> tuple[Stop, ...]:
    """The stops in their order: by day, then what lies together, then by hour."""
    stops = [_stop(each, each.at) for each in visits if each.at]
    return tuple(
        sorted(stops, key=lambda stop: (day_of(stop.at), stop.kecamatan, stop.at))
    )


def _stop(visit: Visit, at: datetime) -> Stop:
    told = (
        *(str(visit.profile.get(name) or "") for name in ("address", "village")),
        as_dialled(visit.phone) if visit.phone else "",
    )
    named = tuple(each for each in told if each)
    about = (visit.code, visit.business, at, visit.kecamatan)
    return Stop(*about, named, on_map(visit))


def line(stop: Stop) -> Line:
    """A stop as it is read."""
    shown = [
        When(stop.at),
        place(stop.kecamatan),
        *stop.told,
        Say("desk.visit.map", {"where": stop.where}),
    ]
    return Line(Option("", label=f"{stop.code} {stop.business}"), (shown,))


def on_map(visit: Visit) -> str:
    """What a map is asked for: the spot that was shared, else the address."""
    spot = visit.profile.get("geo")
    if isinstance(spot, str) and spot:
        return spot
    told = (visit.profile.get(name, "") for name in ("address", "village"))
    name = place(visit.kecamatan).label
    parts = [*(str(each) for each in told if each), name, catalogue().office.regency]
    return "+".join(" ".join(filter(None, parts)).replace(",", " ").split())


def _reports(visits: Sequence[Visit]) -> tuple[Option, ...]:
    return tuple(
        button("visit_report", each.id, label=f"{each.code}") for each in visits
    )


# --- by the clock --------------------------------------------------------------------


def reminded(visit: Visit, at: datetime, now: datetime) -> tuple[QueueJob, ...]:
    """Both are reminded, and asked afterwards; a time that was moved is known by it."""
    day = day_of(at)
    times = {
        "eve": clock(day - DAY, EVE),
        "today": clock(day, MORNING),
        "over": at + LASTS,
    }
    return tuple(
        QueueJob(
            "visit",
            {"visit": visit.id, "at": at.isoformat(), "what": what},
            when,
            f"visit:{visit.id}:{what}:{local(at)}",
        )
        for what, when in times.items()
        if when > now
    )


def due(
    visit: Visit | None, at: datetime, what: str, now: datetime
) -> tuple[Tell, ...]:
    """What is told *now* of a visit *at* this time; nothing if it is another by now.

    What comes too late to be true is not told either.
    """
    if visit is None or visit.state != "booked" or visit.at != at:
        return ()
    if visit.case_state not in OPEN:
        return ()
    if what == "over":
        return at_desk(visit, VisitOver(*of_desk(visit)))
    if now >= at or (what == "eve" and day_of(now) == day_of(at)):
        return ()
    soon = VisitSoon(*of_owner(visit), at, today=what == "today")
    return (Tell(visit.person_id, soon),)
