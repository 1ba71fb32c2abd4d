"""A visit to the place: offered at some times, chosen, moved, called off, reminded of.

An officer is at one place at a time: what overlaps with what they have promised is not
offered, and whoever chooses a time that was taken meanwhile gets the rest. When all is
chosen at once, the row of the officer is locked (`bot.desk.visits`).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import button, desk
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import Change
from conversations.cases.decision import Decision, Denied, Log, Person, Tell
from conversations.cases.handling import Handled, refused
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Officer
from conversations.cases.undo import Undo, undo_of_visits
from conversations.cases.visits.changes import AddVisit, ChangeVisit
from conversations.cases.visits.news import (
    VisitAsked,
    VisitBooked,
    VisitCalledOff,
    VisitCancelled,
    VisitMissed,
    VisitOffered,
    at_desk,
    of_desk,
    of_owner,
)
from conversations.cases.visits.records import (
    Visit,
    local,
    moment_of,
)
from conversations.cases.visits.route import reminded
from conversations.cases.visits.times import Slots, free, next_days, shared
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Line, Option, Say, When

# --- what can be done ----------------------------------------------------------------


class OfferVisits(Act, frozen=True):
    """Offer the owners of the cases *codes* a visit at one of *slots* (`local`)."""

    codes: tuple[str, ...]
    slots: tuple[str, ...]


class PickVisit(Act, frozen=True):
    """The owner chose one of the times."""

    visit: str
    slot: str


class AskOtherTime(Act, frozen=True):
    """None of the times suits the owner; what they say of it."""

    visit: str
    words: str = ""


class CancelVisit(Act, frozen=True):
    """There will be no visit: the owner's word, or the officer's."""

    visit: str
    reason: str = ""


class MissVisit(Act, frozen=True):
    """A visit whose time is over did not take place."""

    visit: str


# --- what is read --------------------------------------------------------------------


class Planning(Struct, frozen=True):
    """The cases to be visited, what their officer has promised, what is open there.

    *ahead* are the visits of these cases that are still to come.
    """

    files: tuple[CaseFile, ...] = ()
    busy: tuple[Visit, ...] = ()
    ahead: tuple[Visit, ...] = ()


class Seen(Struct, frozen=True):
    """A visit, what its officer has promised beside it, and who works there."""

    visit: Visit | None = None
    busy: tuple[Visit, ...] = ()
    guests: tuple[str, ...] = ()
    """Who looks on, by the id of the person."""


class Visitable(Handled, frozen=True, omit_defaults=True):
    """The cases that may be visited, by number and name; *whom* is all of them.

    *free* are times of the next working days, *busy* what is promised already.
    """

    whom: Say | str = ""
    cases: tuple[tuple[str, str], ...] = ()
    free: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()


class Own(Struct, frozen=True, omit_defaults=True):
    """A visit as its owner chooses: the times that are left of it.

    Of one that is booked *at* tells when, and *now* says so in words. A *guest* has
    none of their own.
    """

    visit: str = ""
    code: str = ""
    business: str = ""
    officer: str = ""
    state: str = ""
    slots: tuple[str, ...] = ()
    at: str = ""
    now: Say | str = ""
    guest: bool = False


# --- the officer ---------------------------------------------------------------------


def visitable(asked: Mapping[str, Any], seen: Planning, who: Person) -> Visitable:
    """The cases that this officer can visit now."""
    found, why = [], None
    for file in seen.files:
        try:
            _, case = access.may("visit", who, file.case, file.code)
        except Denied as denied:
            why = why or denied
        else:
            found.append((case.code, case.business_name))
    if not found:
        nothing = why or Denied("desk.unknown_case")
        return refused(Visitable, nothing, "")
    found.sort()
    several = Say("plan_visit.several", {"count": len(found)})
    return Visitable(
        whom=several if len(found) > 1 else " ".join(found[0]),
        cases=tuple(found),
        free=tuple(local(at) for at in next_days(who.now, seen.busy)),
        busy=tuple(local(each.at) for each in seen.busy if each.at),
    )


def offer(act: OfferVisits, seen: Planning, who: Person) -> Decision:
    """Every owner gets times to choose from; what is promised already is left out."""
    found = [access.may("visit", who, file.case, file.code) for file in seen.files] or [
        access.may("visit", who, None, "")
    ]
    found.sort(key=lambda each: each[1].code)
    wanted = sorted({moment_of(each) for each in act.slots})
    slots = free(wanted, seen.busy, who.now)
    if not slots:
        raise Denied("desk.visit.none_free", code=found[0][1].code)
    known = {each.case_id: each for each in seen.ahead}
    changes: list[Change] = []
    tell, lines, log = [], [], []
    for number, (officer, case) in enumerate(found):
        theirs = shared(slots, number, len(found))
        name = who.fresh if number == 0 else f"{who.fresh}-{number}"
        if visit := known.get(case.id):
            name = visit.id
            changes.append(
                ChangeVisit(visit, state="offered", slots=theirs, officer_id=officer.id)
            )
        else:
            ids = (case.office_id, case.id, case.person_id, officer.id)
            changes.append(AddVisit(name, *ids, theirs))
        news = VisitOffered(name, case.code, case.business_name, officer.name)
        tell.append(Tell(case.person_id, news))
        log.append(Log("visit.offered", case.id, case.person_id, officer.id))
        label = Option("", label=f"{case.code} {case.business_name}")
        lines.append(Line(label, ([When(at) for at in theirs],)))
    met = [at for at in wanted if at not in slots]
    taken = Say("desk.visit.taken", {"slots": [When(at) for at in met]}) if met else ""
    said = Say("desk.visit.offered", {"lines": lines, "taken": taken})
    first = found[0][1]
    about = (first.person_id, first.id, first.code)
    undo = undo_of_visits(who.fresh, *about, changes)
    return Decision(tuple(changes), tuple(log), tuple(tell), (said,), undo=undo)


def miss(act: MissVisit, seen: Seen, who: Person) -> Decision:
    """It did not take place: the owner knows, and another time is a button."""
    officer, visit = handled(seen.visit, who)
    if visit.state != "booked" or visit.at is None or visit.at > who.now:
        raise Denied("desk.visit.not_now", code=visit.code)
    news = VisitMissed(visit.id, visit.code, visit.business, officer.name)
    again = desk("visit", visit.code)
    changes = (ChangeVisit(visit, state="missed"),)
    return Decision(
        changes=changes,
        log=(_log("visit.missed", visit, officer),),
        tell=(Tell(visit.person_id, news),),
        reply=(Say("desk.visit.missed", {"code": visit.code}, actions=(again,)),),
        undo=_undo(visit, changes, who),
    )


# --- the owner -----------------------------------------------------------------------


def own(asked: Mapping[str, Any], seen: Seen, who: Person) -> Own:
    """A visit as its owner can choose; empty where there is none to come."""
    visit = seen.visit
    if visit and who.id in seen.guests:
        return Own(guest=True)
    if visit is None or visit.person_id != who.id or not visit.ahead:
        return Own()
    left = free(visit.slots, others(visit, seen.busy), who.now)
    return Own(
        visit.id,
        visit.code,
        visit.business,
        visit.officer,
        visit.state,
        tuple(local(at) for at in left if at != visit.at),
        local(visit.at) if visit.at else "",
        Say("pick_visit.now", {"at": When(visit.at)}) if visit.at else "",
    )


def others(visit: Visit, busy: Sequence[Visit]) -> tuple[Visit, ...]:
    """What else its officer has promised."""
    return tuple(each for each in busy if each.id != visit.id)


def pick(act: PickVisit, seen: Seen, who: Person) -> Decision:
    """The owner's time, if it is still free; else what is left of the others."""
    visit = _owners(seen.visit, who)
    at = moment_of(act.slot) if act.slot else None
    if at not in visit.slots:
        raise Denied("owner.visit.over", code=visit.code)
    left = free(visit.slots, others(visit, seen.busy), who.now)
    if at not in left:
        return _taken(visit, at, left, who)
    told = VisitBooked(*of_desk(visit), at, moved=visit.state == "booked")
    return Decision(
        changes=(
            ChangeVisit(visit, state="booked", at=at),
            *reminded(visit, at, who.now),
        ),
        log=(_log("visit.booked", visit),),
        tell=at_desk(visit, told),
        reply=(booked(visit, at),),
    )


def _taken(visit: Visit, at: datetime, left: Slots, who: Person) -> Decision:
    """Somebody was quicker: the rest is put again, or the officer is asked."""
    if left:
        again = VisitOffered(*of_owner(visit), taken=at)
        return Decision(tell=(Tell(who.id, again),))
    said = Say("owner.visit.all_taken", {"officer": visit.officer, "code": visit.code})
    return Decision(
        changes=(ChangeVisit(visit, state="asked"),),
        log=(_log("visit.asked", visit),),
        tell=at_desk(visit, VisitAsked(*of_desk(visit))),
        reply=(said,),
    )


def booked(visit: Visit, at: datetime, key: str = "owner.visit.booked") -> Say:
    """When somebody comes, who, and what to have ready."""
    road = catalogue().roads.get(visit.road)
    system = road is not None and road.certifies == "system"
    ready = "system" if system else "workshop"
    return Say(
        key,
        {
            "code": visit.code,
            "business": visit.business,
            "officer": visit.officer,
            "at": When(at),
            "ready": Fact(key=f"owner.visit.ready.{ready}"),
        },
        actions=moves(visit.id),
    )


def moves(visit: str) -> tuple[Option, ...]:
    """What an owner can still do about a visit that is booked."""
    return (button("visit_move", visit), button("visit_cancel", visit))


def coming(visits: Sequence[Visit]) -> tuple[Say, ...]:
    """The visits that an owner awaits, with what can still be done."""
    said = []
    for each in visits:
        values = {"code": each.code, "business": each.business}
        values |= {"officer": each.officer}
        if each.at:
            at = {**values, "at": When(each.at)}
            said.append(Say("owner.visit.stands", at, actions=moves(each.id)))
        elif each.state == "offered":
            choose = button("visit_move", each.id, key="action.visit_choose")
            said.append(Say("owner.visit.waits", values, actions=(choose,)))
    return tuple(said)


def ask_other(act: AskOtherTime, seen: Seen, who: Person) -> Decision:
    """None of the times: the officer reads why, and offers others."""
    visit = _owners(seen.visit, who)
    told = VisitAsked(*of_desk(visit), words=act.words)
    return Decision(
        changes=(ChangeVisit(visit, state="asked"),),
        log=(_log("visit.asked", visit),),
        tell=at_desk(visit, told),
        reply=(Say("owner.visit.asked", {"officer": visit.officer}),),
    )


def cancel(act: CancelVisit, seen: Seen, who: Person) -> Decision:
    """No visit; the other side hears it, and whoever was invited."""
    visit, officer = seen.visit, None
    if visit is None or visit.person_id != who.id:
        officer, visit = handled(visit, who)
    elif not visit.ahead:
        raise Denied("owner.visit.over", code=visit.code)
    if not visit.ahead:
        raise Denied("desk.visit.not_now", code=visit.code)
    news = VisitCancelled(*of_owner(visit), act.reason, visit.at)
    told = VisitCalledOff(*of_desk(visit), act.reason, visit.at)
    if officer:
        again = (desk("visit", visit.code),)
        other: tuple[Tell, ...] = (Tell(visit.person_id, news),)
        said = Say("desk.visit.cancelled", {"code": visit.code}, actions=again)
    else:
        other = at_desk(visit, told)
        said = Say("owner.visit.called_off", {"officer": visit.officer})
    changes = (ChangeVisit(visit, state="cancelled"),)
    return Decision(
        changes=changes,
        log=(_log("visit.cancelled", visit, officer),),
        tell=(*other, *(Tell(each, news) for each in seen.guests)),
        reply=(said,),
        undo=_undo(visit, changes, who) if officer else None,
    )


# --- whose it is ---------------------------------------------------------------------


def handled(visit: Visit | None, who: Person) -> tuple[Officer, Visit]:
    """The officer and the visit, if it is theirs: by promise, by case, or as leader."""
    officer = access.officer(who, *access.VISITORS)
    if visit is None or visit.office_id not in officer.sees:
        raise Denied("desk.visit.unknown")
    theirs = {visit.officer_id, visit.holder_id} & {*officer.acts_for}
    if not theirs and officer.role not in LEADERS:
        raise Denied("desk.not_holder", code=visit.code, officer=visit.officer)
    return officer, visit


def _owners(visit: Visit | None, who: Person) -> Visit:
    """The visit, if it is this owner's and still to come."""
    if visit is None or visit.person_id != who.id:
        raise Denied("owner.unknown")
    if not visit.ahead:
        raise Denied("owner.visit.over", code=visit.code)
    return visit


def _undo(visit: Visit, changes: Sequence[Change], who: Person) -> Undo:
    about = (visit.person_id, visit.case_id, visit.code)
    return undo_of_visits(who.fresh, *about, changes)


def _log(what: str, visit: Visit, officer: Officer | None = None) -> Log:
    return Log(what, visit.case_id, visit.person_id, officer.id if officer else None)
