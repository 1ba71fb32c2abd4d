"""Who is away, and who stands in for them: their cases ring at the deputy.

It ends by itself. As long as it lasts the deputy may do what the officer could
(`Officer.acts_for`), and what comes in reaches the deputy alone (`duty.responsible`).
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access
from conversations.cases.calendar import at, day_of
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.lifecycle import HANDLERS, LEADERS
from conversations.cases.records import Absence, Officer
from conversations.cases.staff.changes import AddAbsence, EndAbsences
from conversations.cases.staff.records import Staff
from conversations.engine.effects import Act, Say

LONGEST = 366
"""So many days somebody is away at most."""

# --- what can be done ----------------------------------------------------------------


class PlanAbsence(Act, frozen=True):
    """An officer is away from the *first* day to the *last*; who stands in."""

    officer: str
    first: str
    last: str
    deputy: str


class EndAbsence(Act, frozen=True):
    """An officer is back, or does not go."""

    officer: str


# --- what others hear of it ----------------------------------------------------------


class StandsIn(Notice, frozen=True):
    """One stands in for a colleague, who holds so many cases."""

    subject: ClassVar = "stands_in"
    name: str
    first: date
    last: date
    count: int


class AwayPlanned(Notice, frozen=True):
    """Who leads wrote down that one is away."""

    subject: ClassVar = "away_planned"
    deputy: str
    first: date
    last: date


class AwayOver(Notice, frozen=True):
    """Nobody stands in for *name* any more."""

    subject: ClassVar = "away_over"
    name: str


# --- what a flow asks ----------------------------------------------------------------


class StandIn(Struct, frozen=True):
    """A colleague who could stand in."""

    id: str
    name: str


class StandIns(Struct, frozen=True, omit_defaults=True):
    """Who could stand in for the officer *name*; or the *problem* why nobody can."""

    problem: str = ""
    officer: str = ""
    name: str = ""
    among: tuple[StandIn, ...] = ()


def stand_ins(asked: Mapping[str, Any], seen: Staff, who: Person) -> StandIns:
    """Every colleague who handles cases; whoever is asked about may be oneself."""
    try:
        officer = _planned(str(asked.get("officer", "")), seen, who)
    except Denied as denied:
        return StandIns(denied.said.key)
    among = tuple(
        StandIn(each.id, each.name)
        for each in seen.officers
        if each.role in HANDLERS and each.id != officer.id
    )
    problem = "" if among else "away.nobody"
    return StandIns(problem, officer.id, officer.name, among)


# --- the rules -----------------------------------------------------------------------


def plan(act: PlanAbsence, seen: Staff, who: Person) -> Decision:
    """One absence at a time: what was planned before is so no more."""
    officer = _planned(act.officer, seen, who)
    by, deputy = access.officer(who), seen.officer(act.deputy)
    first, last = _days(act)
    if deputy is None or deputy.role not in HANDLERS or deputy.id == officer.id:
        raise Denied("desk.unknown_officer")
    if last < max(first, day_of(who.now)) or (last - first).days > LONGEST:
        raise Denied("away.over_already")
    if deputy.absence and deputy.absence.meets(first, last):
        raise Denied("away.deputy_away", name=deputy.name)
    days = {"first": first, "last": last}
    said = {"name": officer.name, "deputy": deputy.name, **days}
    stands = StandsIn(officer.name, first, last, seen.held.get(officer.id, 0))
    tell = [Tell(deputy.person_id, stands)] if deputy.id != by.id else []
    if officer.id != by.id:
        planned = AwayPlanned(deputy.name, first, last)
        tell.append(Tell(officer.person_id, planned))
    about = {"deputy": deputy.id, "first": act.first, "last": act.last}
    return Decision(
        changes=(
            EndAbsences(officer.id),
            AddAbsence(officer.id, deputy.id, *_between(first, last)),
        ),
        log=(Log("officer.away", None, officer.person_id, by.id, about),),
        tell=tuple(tell),
        reply=(Say("away.planned", said),),
    )


def _days(act: PlanAbsence) -> tuple[date, date]:
    """The days it names, if they are days."""
    try:
        return date.fromisoformat(act.first), date.fromisoformat(act.last)
    except ValueError:
        raise Denied("away.over_already") from None


def _between(first: date, last: date) -> tuple[datetime, datetime]:
    """From the beginning of the *first* day to the end of the *last*."""
    return at(first, time.min), at(last + timedelta(days=1), time.min)


def end(act: EndAbsence, seen: Staff, who: Person) -> Decision:
    """Their cases ring at themselves again."""
    officer = _planned(act.officer, seen, who)
    if officer.absence is None:
        raise Denied("away.none", name=officer.name)
    by, deputy = access.officer(who), seen.officer(officer.absence.deputy_id)
    told = {each.person_id: each for each in (officer, deputy) if each}
    told.pop(who.id, None)
    return Decision(
        changes=(EndAbsences(officer.id),),
        log=(Log("officer.back", None, officer.person_id, by.id),),
        tell=tuple(Tell(each, AwayOver(officer.name)) for each in told),
        reply=(Say("away.ended", {"name": officer.name}),),
    )


def _planned(id_: str, seen: Staff, who: Person) -> Officer:
    """The officer, who is oneself, or whom one leads."""
    by = access.officer(who)
    officer = seen.officer(id_ or by.id)
    if officer is None or officer.role not in HANDLERS:
        raise Denied("desk.unknown_officer")
    if officer.id != by.id and by.role not in LEADERS:
        raise Denied("desk.not_allowed")
    return officer


def told(days: Absence, deputy: Officer | None) -> Say:
    """From when to when somebody is away, and who stands in, in a line of the list."""
    named = {"first": days.first, "last": days.last}
    return Say("away.line", {**named, "deputy": deputy.name if deputy else ""})
