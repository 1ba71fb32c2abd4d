"""A visit follows its case: to whoever holds it now, or to its end.

Whoever comes to the place is who guides its owner. Where that is a colleague from now
on, they keep the time, if they have it; else, and where it is nobody, another time is
to be found. What ends calls its visits off. Both sides hear of each.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from conversations.cases.changes import Change
from conversations.cases.decision import Decision, Log, Notice, Tell
from conversations.cases.lifecycle import OPEN
from conversations.cases.records import Officer
from conversations.cases.visits.changes import ChangeVisit
from conversations.cases.visits.news import (
    VisitAsked,
    VisitCalledOff,
    VisitCancelled,
    VisitGiven,
    VisitPassedOn,
    VisitUnsure,
    at_desk,
    of_desk,
    of_owner,
)
from conversations.cases.visits.records import Visit, moved_to, overlaps
from conversations.cases.visits.route import reminded


class Following(Struct, frozen=True):
    """A visit, who works at its office, what its case's holder promised, its guests."""

    visit: Visit
    staff: tuple[Officer, ...] = ()
    busy: tuple[Visit, ...] = ()
    guests: tuple[str, ...] = ()


def left_by(visits: Sequence[Visit], was: str) -> list[Visit]:
    """Those that do not stay with their officer, once *was* holds their case no more.

    What somebody else promised there, who leads, is still theirs.
    """
    return [each for each in visits if was in {"", each.officer_id}]


def follow(seen: Following, now: datetime) -> Decision:
    """Where a visit is by *now* that its case went somewhere."""
    visit = seen.visit
    # What has been is reported by whoever was there.
    coming = visit.ahead and not (visit.at and visit.at <= now)
    if visit.case_state not in OPEN:
        return _over(seen) if coming else Decision()
    holder = next((each for each in seen.staff if each.id == visit.holder_id), None)
    if holder is None:
        return _nobodys(visit) if coming and visit.state != "asked" else Decision()
    if holder.id == visit.officer_id:
        return Decision()
    if not coming:
        return Decision(changes=(ChangeVisit(visit, officer_id=holder.id),))
    return _passed_on(seen, holder, now)


def _over(seen: Following) -> Decision:
    """There is no case any more that one would come for."""
    visit = seen.visit
    owner = VisitCancelled(*of_owner(visit), at=visit.at, ended=True)
    officer = VisitCalledOff(*of_desk(visit), at=visit.at, ended=True)
    guests = (Tell(each, owner) for each in seen.guests)
    return Decision(
        changes=(ChangeVisit(visit, state="cancelled"),),
        log=(_log("visit.cancelled", visit),),
        tell=(Tell(visit.person_id, owner), *at_desk(visit, officer), *guests),
    )


def _nobodys(visit: Visit) -> Decision:
    """It waits in the queue; whoever takes the case finds another time."""
    news = VisitUnsure(*of_owner(visit), at=visit.at)
    return Decision(
        changes=(ChangeVisit(visit, state="asked"),),
        log=(_log("visit.asked", visit),),
        tell=(Tell(visit.person_id, news),),
    )


def _passed_on(seen: Following, holder: Officer, now: datetime) -> Decision:
    """It is the *holder*'s, who comes when it was agreed, unless they are elsewhere."""
    visit = moved_to(seen.visit, holder)
    changes: list[Change] = [ChangeVisit(seen.visit, officer_id=holder.id)]
    owner: tuple[Notice, ...] = ()
    officer: Notice = VisitGiven(*of_desk(visit), at=visit.at)
    promised = [each.at for each in seen.busy if each.at]
    if visit.state == "asked":
        officer = VisitAsked(*of_desk(visit))
    elif visit.at and overlaps(visit.at, promised):
        changes = [ChangeVisit(seen.visit, state="asked", officer_id=holder.id)]
        owner = (VisitUnsure(*of_owner(visit), at=visit.at),)
        officer = VisitAsked(*of_desk(visit))
    elif visit.at:
        changes += reminded(visit, visit.at, now)
        owner = (VisitPassedOn(*of_owner(visit), at=visit.at),)
    return Decision(
        changes=tuple(changes),
        log=(_log("visit.passed_on", visit),),
        tell=(*(Tell(visit.person_id, n) for n in owner), *at_desk(visit, officer)),
    )


def _log(what: str, visit: Visit) -> Log:
    return Log(what, visit.case_id, visit.person_id)
