"""Programmes that help with marketing or with costs: opened, told of, and closed.

A programme is for businesses of a kind; owners who hear announcements are told of it,
and ask for a place with one button (`cases.requests`). It ends with its last day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import Struct

from conversations.cases import access
from conversations.cases.announcements import (
    NARROWS,
    AddAnnouncement,
    audience,
    begins,
)
from conversations.cases.buttons import button, desk
from conversations.cases.calendar import day_of
from conversations.cases.changes import Change
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Audience, Business
from conversations.engine.effects import Act, Option, Say

LETTER = button("letter")
"""What can be asked for whether there is a programme or not."""
NEW = desk("programme_new")

# --- what can be done ----------------------------------------------------------------


class ShowProgrammes(Act, frozen=True):
    """What there is for one's business; to whoever leads, all that is open."""

    shows = True


class OpenProgramme(Act, frozen=True):
    """A programme for the businesses of an *audience*; its *quota* may be nought: none.

    *until* is its last day, ISO.
    """

    name: str
    gives: str
    audience: Mapping[str, Any]
    quota: int
    until: str


class CloseProgramme(Act, frozen=True):
    """Nobody asks for it any more."""

    programme: str


# --- what changes --------------------------------------------------------------------


class AddProgramme(Change, frozen=True):
    """A programme is open from here on."""

    programme_id: str
    author_id: str
    name: str
    gives: str
    audience: Audience
    quota: int
    until: str


class EndProgramme(Change, frozen=True):
    """It is closed; if it was, all is decided anew."""

    programme_id: str


# --- what is read --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Programme:
    """Help for some businesses: so many were *granted* a place, so many *asked*."""

    id: str
    office_id: str
    name: str
    gives: str
    audience: Audience
    quota: int
    until: str
    state: str
    granted: int = 0
    asked: int = 0

    def open_on(self, today: date) -> bool:
        """Whether one can ask for a place: it ends by itself with its last day."""
        return self.state == "open" and date.fromisoformat(self.until) >= today

    def fits(self, business: Business) -> bool:
        """Whether it is meant for such a business."""
        chosen = ((name, getattr(self.audience, name)) for name in NARROWS)
        return all(
            getattr(business, name) in values for name, values in chosen if values
        )

    @property
    def left(self) -> int | None:
        """How many places there still are; None where nobody counts them."""
        return max(0, self.quota - self.granted) if self.quota else None

    @property
    def full(self) -> bool:
        """Whether there is no place any more."""
        return self.left == 0


class Programmes(Struct, frozen=True):
    """Those of an office; a person's businesses, and what they *asked* for."""

    programmes: tuple[Programme, ...] = ()
    businesses: tuple[Business, ...] = ()
    asked: Mapping[str, str] = {}


# --- the rules -----------------------------------------------------------------------


def show(act: ShowProgrammes, seen: Programmes, who: Person) -> Decision:
    """Each in a bubble, with the one button that asks for it, or that closes it."""
    today = day_of(who.now)
    running = [each for each in seen.programmes if each.open_on(today)]
    if who.officer:
        leads = who.officer.role in LEADERS
        new = (NEW,) if leads else ()
        cards = tuple(_at_desk(each, leads=leads) for each in running)
        last = Say("desk.programmes", {"count": len(cards)}, actions=new)
        return Decision(reply=(*cards, last))
    # Of whom no business is known, nobody can say that it is not for them.
    own = seen.businesses
    fitting = [p for p in running if not own or any(p.fits(b) for b in own)]
    said = tuple(_for_owner(each, seen) for each in fitting)
    key = "programme.letter" if said else "programme.none"
    return Decision(reply=(*said, Say(key, actions=(LETTER,))))


def facts(one: Programme) -> dict[str, Any]:
    """What is said of a programme, wherever."""
    quota = Say("programme.quota", {"count": one.quota}) if one.quota else ""
    until = date.fromisoformat(one.until)
    return {"name": one.name, "gives": one.gives, "quota": quota, "until": until}


def joining(programme: str) -> Option:
    """The one button that asks for a place."""
    return button("programme", programme, key="action.programme")


def _for_owner(one: Programme, seen: Programmes) -> Say:
    state = seen.asked.get(one.id, "")
    how = Say(f"programme.state.{state}") if state in {"asked", "granted"} else ""
    if not how and one.full:
        how = Say("programme.state.full")
    ask = () if how else (joining(one.id),)
    return Say("programme.shown", {**facts(one), "state": how}, actions=ask)


def _at_desk(one: Programme, *, leads: bool) -> Say:
    counted = {"asked": one.asked, "granted": one.granted}
    close = (desk("programme_close", one.id),) if leads else ()
    return Say("desk.programme", {**facts(one), **counted}, actions=close)


def open_programme(act: OpenProgramme, seen: None, who: Person) -> Decision:
    """It is open, and whoever may and hears announcements is told."""
    officer = access.officer(who, *LEADERS)
    whom = audience(officer.office_id, act.audience)
    about = (act.name, act.gives, whom, act.quota, act.until)
    text, start = f"{act.name}\n\n{act.gives}", begins("", who.now)
    told = AddAnnouncement(officer.id, text, whom, f"{who.fresh}-a", start, who.fresh)
    return Decision(
        changes=(AddProgramme(who.fresh, officer.id, *about), told),
        log=(Log("programme.opened", officer=officer.id),),
        reply=(
            Say(
                "desk.programme_opened",
                {"name": act.name, "until": date.fromisoformat(act.until)},
                actions=(desk("programme_close", who.fresh),),
            ),
        ),
    )


def close_programme(
    act: CloseProgramme, seen: Programme | None, who: Person
) -> Decision:
    """No more requests; those that wait are still to be answered."""
    officer = access.officer(who, *LEADERS)
    if seen is None or seen.office_id != officer.office_id:
        raise Denied("programme.over")
    if seen.state != "open":
        raise Denied("programme.over")
    return Decision(
        changes=(EndProgramme(seen.id),),
        log=(Log("programme.closed", officer=officer.id),),
        reply=(Say("desk.programme_closed", {"name": seen.name, "asked": seen.asked}),),
    )
