"""Offices: each Dinas says of itself when it works, and lets guides of others in.

A further one is added by an admin; from then on it is a choice for whoever is asked
where their business is, its cases have a mark of their own, and nobody else sees them.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access
from conversations.cases.calendar import day_of
from conversations.cases.changes import Change, QueueJob
from conversations.cases.decision import Decision, Denied, Log, Notice, Person
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Officer
from conversations.cases.staff.records import Office
from conversations.catalogue.opening import DAY, ZONES, Hours
from conversations.engine.effects import Act, Line, Option, Say
from conversations.language import fold, read_day, read_days_off, read_opening_hours
from conversations.language.days_off import DaysOff

LONGEST = {"name": 120, "short_name": 60, "regency": 60, "day": 60}
"""Characters of each; a regency and a short name stand in a list on a phone."""
MOST_DAYS, MOST_LINES, SHOWN = 31, 40, 8
"""Days in one line, and lines at once; and so many of the next days are shown."""
TO = "\u2013"
_LINES = re.compile(r"[\n;]|,\s*(?=\d)")
UNSERVED = "person.unserved"
"""What is written down of whoever named a region that nobody serves."""
_PREFIX = re.compile(r"[A-Z]{2,4}")
_REGION = re.compile(r"\d{4}")
_GROUP = re.compile(r"-?\d{5,16}")


class AddOffice(Act, frozen=True):
    """Serve a further Dinas, of the kabupaten or kota with the code *region*."""

    name: str
    short_name: str
    prefix: str
    region: str
    regency: str
    hours: str = ""
    group_chat: str = ""


class ChangeOffice(Act, frozen=True):
    """Say otherwise of one's own office; what is None stays as it is."""

    short_name: str | None = None
    zone: str | None = None
    hours: str | None = None
    group_chat: str | None = None


class ShowDaysOff(Act, frozen=True):
    """The days ahead on which nobody works."""


class AddDaysOff(Act, frozen=True):
    """Nobody works then: days as people write them and why, a line each."""

    text: str


class DropDayOff(Act, frozen=True):
    """On this day, as ISO or as people write it, one works after all."""

    day: str


class GrantGuide(Act, frozen=True):
    """Let a guide of another office see the cases of one's own."""

    officer: str


class EndGrant(Act, frozen=True):
    """Let them see these no more."""

    officer: str


class ServedBy(Act, frozen=True):
    """Whoever acts has a business in a *region*: the office of that id serves them.

    *alone* it is said for itself, and answered; else it stands in a form.
    """

    region: str
    alone: bool = False


class RegionServed(Notice, frozen=True):
    """Whoever named a region that nobody served hears that there is one more."""

    subject: ClassVar = "region_served"
    region: str
    regency: str
    office: str


# --- what changes --------------------------------------------------------------------


class KeepOffice(Change, frozen=True):
    """A further office."""

    office: Office


class ChangeOfficeRow(Change, frozen=True):
    """What is new of an office."""

    office_id: str
    values: Mapping[str, Any]


class KeepDayOff(Change, frozen=True):
    """A day on which nobody works, and its *name*; None: it is one like any other."""

    office_id: str
    day: date
    name: str | None


class PlacePerson(Change, frozen=True):
    """By which office a person is served from here on."""

    person_id: str
    office_id: str


class KeepGrant(Change, frozen=True):
    """A guide may see the cases of an office from here on, or no more."""

    office_id: str
    officer_id: str
    by: str
    lasts: bool


# --- what is decided -----------------------------------------------------------------


class OfficeFile(Struct, frozen=True):
    """What is read: the office of whoever acts, *every* one, and a guide."""

    own: Office
    every: tuple[Office, ...] = ()
    guide: Officer | None = None
    granted: Collection[str] = ()
    """The ids of the guides who were let in."""


def add(act: AddOffice, seen: OfficeFile, who: Person) -> Decision:
    """A further office, if its mark and its region are nobody's yet."""
    mark = act.prefix.strip().upper()
    regency = _short(act.regency, "regency")
    if not _PREFIX.fullmatch(mark):
        raise Denied("desk.office.bad.prefix")
    if not _REGION.fullmatch(act.region.strip()):
        raise Denied("desk.office.bad.region")
    for each in seen.every:
        if each.prefix == mark:
            raise Denied("desk.office.taken.prefix", office=each.short_name)
        if each.region == act.region.strip():
            raise Denied("desk.office.taken.region", office=each.short_name)
    office = Office(
        fold(regency).replace(" ", "_"),
        _short(act.name, "name"),
        _short(act.short_name, "short_name"),
        mark,
        act.region.strip(),
        regency,
        _group(act.group_chat),
        hours=_hours(act.hours) if act.hours.strip() else {},
    )
    return Decision(
        changes=(
            KeepOffice(office),
            QueueJob("region_served", {"office": office.id}, who.now),
        ),
        log=(_log("added", who, office=office.id),),
        reply=(
            Say("desk.office.added", {"office": office.short_name, "prefix": mark}),
        ),
    )


def change(act: ChangeOffice, seen: OfficeFile, who: Person) -> Decision:
    """One's own office; what cannot be read is said, and nothing is changed."""
    own, said = seen.own, dict[str, Any]()
    if act.short_name is not None:
        said["short_name"] = _short(act.short_name, "short_name")
    if act.group_chat is not None:
        said["group_chat"] = chat = _group(act.group_chat)
        others = (each for each in seen.every if each.id != own.id)
        if chat and (other := next((o for o in others if o.group_chat == chat), None)):
            raise Denied("desk.office.taken.group", office=other.short_name)
    if act.hours is not None:
        said["hours"] = _hours(act.hours)
    if act.zone is not None:
        said["zone"] = act.zone.strip().upper()
        if said["zone"] not in ZONES:
            raise Denied("desk.office.bad.zone", zones=", ".join(ZONES))
    new = {name: each for name, each in said.items() if getattr(own, name) != each}
    if not new:
        return Decision(reply=(Say("desk.office.same"),))
    return Decision(
        changes=(ChangeOfficeRow(own.id, new),),
        log=(_log("changed", who, parts=sorted(new)),),
        reply=(Say("desk.office.changed", {"office": own.short_name}),),
    )


def served_by(act: ServedBy, seen: OfficeFile, who: Person) -> Decision:
    """The office of that region; where there is none, the present one: it is said."""
    found = next((each for each in seen.every if each.id == act.region), None)
    if found is None:
        return Decision(
            log=(Log(UNSERVED, person=who.id),),
            reply=(Say("region.nobody", {"office": seen.own.short_name}),),
        )
    said = Say("region.served", {"office": found.short_name})
    return Decision(
        changes=(PlacePerson(who.id, found.id),),
        reply=(said,) if act.alone else (),
    )


def show_off(act: ShowDaysOff, seen: OfficeFile, who: Person) -> Decision:
    """The next days off; each is taken back by a button."""
    access.officer(who, *LEADERS)
    today = day_of(who.now)
    ahead = [each for each in seen.own.off.items() if each[0] >= today]
    shown = [(day, day, name) for day, name in ahead[:SHOWN]]
    buttons = tuple(
        Option(f"day_on:{day}", shown=(Say("action.day_on", {"day": day}),))
        for day, *_ in shown
    )
    values = {"count": len(ahead), "lines": _told(shown)}
    key = "desk.office.days_off" if ahead else "desk.office.no_days_off"
    return Decision(reply=(Say(key, values, actions=buttons),))


def add_off(act: AddDaysOff, seen: OfficeFile, who: Person) -> Decision:
    """All of the lines, or which of them is wrong: half a list helps nobody."""
    today, found = day_of(who.now), list[DaysOff]()
    lines = [each.strip() for each in _LINES.split(act.text) if each.strip()]
    for number, line in enumerate(lines, start=1):
        read, said = read_days_off(line, today), {"number": number, "said": line[:60]}
        if read is None:
            raise Denied("desk.office.bad.off", **said)
        first, last, name = read
        if last < today:
            raise Denied("desk.office.bad.past", **said)
        if (last - first).days >= MOST_DAYS:
            raise Denied("desk.office.bad.off_long", **said, most=MOST_DAYS)
        found.append((first, last, name[: LONGEST["day"]]))
    if not found or len(found) > MOST_LINES:
        raise Denied("desk.office.bad.off_many", most=MOST_LINES)
    days = {day: name for *span, name in found for day in _days(*span)}
    return Decision(
        changes=tuple(KeepDayOff(seen.own.id, *each) for each in days.items()),
        log=(_log("days_off", who, count=len(days)),),
        reply=(Say("desk.office.off", {"count": len(days), "lines": _told(found)}),),
    )


def drop_off(act: DropDayOff, seen: OfficeFile, who: Person) -> Decision:
    """A day off is one like any other again."""
    day = read_day(act.day, day_of(who.now))
    if day is None or day not in seen.own.off:
        raise Denied("desk.office.bad.day")
    return Decision(
        changes=(KeepDayOff(seen.own.id, day, None),),
        log=(_log("day_on", who, day=day.isoformat()),),
        reply=(Say("desk.office.on", {"day": day}),),
    )


def _days(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def _told(found: Sequence[DaysOff]) -> list[Line]:
    """A line each: what it is called, and when it is."""
    return [
        Line(
            Option("", label=name) if name else Option("", key="desk.office.unnamed"),
            (first,) if first == last else (first, TO, last),
        )
        for first, last, name in found
    ]


def grant(act: GrantGuide | EndGrant, seen: OfficeFile, who: Person) -> Decision:
    """A guide sees the cases of this office from now on, or no more."""
    officer, guide = access.officer(who), seen.guide
    if guide is None or not guide.active or guide.role != "guide":
        raise Denied("desk.office.no_guide")
    lasts = isinstance(act, GrantGuide)
    values = {"name": guide.name, "office": seen.own.short_name}
    if lasts == (guide.id in seen.granted):
        return Decision(reply=(Say("desk.office.same"),))
    key = "desk.office.granted" if lasts else "desk.office.ended"
    return Decision(
        changes=(KeepGrant(seen.own.id, guide.id, officer.id, lasts),),
        log=(_log("granted" if lasts else "ended", who, guide=guide.id),),
        reply=(Say(key, values),),
    )


# --- what people write ---------------------------------------------------------------


def _hours(said: str) -> Mapping[int, Hours]:
    if found := read_opening_hours(said):
        return found
    raise Denied("desk.office.bad.hours", said=said.strip()[:60])


def _short(said: str, name: str) -> str:
    """One line that is there, and fits."""
    found = " ".join(said.split())
    if not found or len(found) > LONGEST[name] or not found.isprintable():
        raise Denied(f"desk.office.bad.{name}", most=LONGEST[name])
    return found


def _group(said: str) -> str:
    """The id of a group on Telegram, or none."""
    found = said.strip()
    if found and not _GROUP.fullmatch(found):
        raise Denied("desk.office.bad.group_chat")
    return found


def _log(what: str, who: Person, **detail: Any) -> Log:
    by = who.officer.id if who.officer else None
    return Log(f"office.{what}", officer=by, detail=detail)
