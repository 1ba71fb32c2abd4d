"""A guest of BSN at one visit: let in by a code that works once, and sees only that.

What a guest sees ends a day after the visit, or with it when it is called off. Nothing
else of the office is reached from there: a guest has no role.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from conversations.cases import codes
from conversations.cases.buttons import button
from conversations.cases.changes import NoteTry
from conversations.cases.decision import Decision, Denied, Log, Person, Tell
from conversations.cases.names import road_name
from conversations.cases.staff.invitations import links
from conversations.cases.visits.appointments import handled
from conversations.cases.visits.changes import InviteGuest, SeatGuest
from conversations.cases.visits.news import (
    DeskNews,
    VisitNews,
    at_desk,
    of_desk,
    of_owner,
)
from conversations.cases.visits.records import WRITTEN, Visit
from conversations.cases.visits.route import line, route
from conversations.engine.effects import Act, Say, When

AFTERWARDS = timedelta(days=1)
"""So long after a visit its guest can still look at it."""

# --- what can be done ----------------------------------------------------------------


class InviteToVisit(Act, frozen=True):
    """Make a code by which one guest may look at a visit."""

    visit: str


class JoinVisit(Act, frozen=True):
    """Redeem such a code."""

    code: str


class ShowGuestVisit(Act, frozen=True):
    """The visit that whoever asks is a guest of."""

    shows = True


class GuestComes(VisitNews, frozen=True):
    """The owner hears that a guest of BSN comes along."""

    subject: ClassVar = "visit_guest"


class GuestJoined(DeskNews, frozen=True):
    """The officer hears that the guest has opened the link."""

    subject: ClassVar = "visit_guest_joined"


# --- what is read --------------------------------------------------------------------


class Inviting(Struct, frozen=True):
    """A visit, a code that nobody has yet, and the *doors* it opens, by channel."""

    visit: Visit | None
    code: str
    doors: Mapping[str, str] = {}


class Joining(Struct, frozen=True):
    """The visit that a code names; whether it was *used*, and how often one tried."""

    visit: Visit | None = None
    used: bool = False
    tried: int = 0


# --- the rules -----------------------------------------------------------------------


def open_to_guest(visit: Visit, now: datetime) -> bool:
    """Whether its guest may still look at it."""
    if visit.state in {"cancelled", "missed"}:
        return False
    return visit.at is None or now < visit.at + AFTERWARDS


def invite(act: InviteToVisit, seen: Inviting, who: Person) -> Decision:
    """A code to be forwarded, once."""
    officer, visit = handled(seen.visit, who)
    if not visit.ahead:
        raise Denied("desk.visit.not_now", code=visit.code)
    values = {
        "code": visit.code,
        "business": visit.business,
        "guest": seen.code,
        "links": "\n".join(links(seen.doors, seen.code, "tamu")),
    }
    return Decision(
        changes=(InviteGuest(visit.id, seen.code),),
        log=(Log("visit.guest_invited", visit.case_id, visit.person_id, officer.id),),
        reply=(Say("desk.visit.guest", values),),
    )


def join(act: JoinVisit, seen: Joining, who: Person) -> Decision:
    """Who has the code sees the visit from here on; a try always counts."""
    tried, visit = NoteTry(who.id), seen.visit
    if seen.tried >= codes.TRIES:
        return Decision(changes=(tried,), reply=(Say("desk.invite.too_many"),))
    if visit is None or seen.used or not open_to_guest(visit, who.now):
        return Decision(changes=(tried,), reply=(Say("guest.void"),))
    return Decision(
        changes=(tried, SeatGuest(act.code, who.id)),
        log=(Log("visit.guest_joined", visit.case_id, visit.person_id),),
        tell=(
            Tell(visit.person_id, GuestComes(*of_owner(visit))),
            *at_desk(visit, GuestJoined(*of_desk(visit))),
        ),
        reply=(shown(visit),),
    )


def show(act: ShowGuestVisit, seen: tuple[Visit, ...], who: Person) -> Decision:
    """The visit, while it may be looked at."""
    found = [each for each in seen if open_to_guest(each, who.now)]
    if not found:
        raise Denied("guest.void")
    return Decision(reply=(shown(found[0]),))


def shown(visit: Visit) -> Say:
    """All that a guest sees: when, where, who, on which road; then the report."""
    page = (button("visit_page", visit.id),) if visit.state in WRITTEN else ()
    values = {
        "code": visit.code,
        "business": visit.business,
        "officer": visit.officer,
        "road": road_name(visit.road),
        "at": When(visit.at) if visit.at else "",
        "lines": [line(stop) for stop in route([replace(visit, phone="")])],
    }
    key = "guest.visit" if visit.at else "guest.visit_unsettled"
    return Say(key, values, actions=page)
