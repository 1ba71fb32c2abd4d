"""Visits as they are kept, and as rules read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeAlias

from conversations.cases import calendar
from conversations.cases.records import Officer

State: TypeAlias = Literal[
    "offered",
    "asked",
    "booked",
    "missed",
    "reported",
    "disputed",
    "confirmed",
    "cancelled",
]
AHEAD: tuple[State, ...] = ("offered", "asked", "booked")
"""States of a visit that is still to come; *asked*: the owner wants another time."""
DESKS: tuple[State, ...] = ("asked", "booked", "disputed")
"""States in which something may be the desk's to do."""
WRITTEN: tuple[State, ...] = ("reported", "disputed", "confirmed")
"""States of a visit that has a report."""
LASTS = timedelta(minutes=90)
"""So long an officer is taken to be at one place, the way there too."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit, and the names one needs to speak of it.

    *slots* are the times that were offered, *at* the one that was chosen. *profile* is
    what the owner told of the place.
    """

    id: str
    office_id: str
    case_id: str
    person_id: str
    officer_id: str
    state: State
    slots: tuple[datetime, ...]
    at: datetime | None
    files: tuple[str, ...]
    updated_at: datetime
    report: Mapping[str, Any]
    code: str
    road: str
    kecamatan: str
    business_id: str
    business: str
    sector: str
    profile: Mapping[str, Any]
    owner: str
    phone: str
    officer: str
    officer_person: str
    """Empty once they work here no more."""
    holder_id: str = ""
    """The officer who holds the case, by id."""
    case_state: str = "accepted"

    @property
    def ahead(self) -> bool:
        """Whether it is still to come."""
        return self.state in AHEAD


@dataclass(frozen=True, slots=True)
class Finding:
    """What a visit found wanting, until when it is to be put right, and how it is."""

    id: str
    visit_id: str
    case_id: str
    person_id: str
    code: str
    business: str
    owner: str
    officer_person: str
    text: str
    due: date
    state: Literal["open", "answered", "done"]
    files: tuple[str, ...]
    updated_at: datetime


def moved_to(visit: Visit, officer: Officer) -> Visit:
    """*visit* as one of this *officer*."""
    return replace(
        visit,
        officer_id=officer.id,
        officer=officer.name,
        officer_person=officer.person_id,
    )


def local(moment: datetime) -> str:
    """A time of a visit as a form keeps it: on the clocks there, to the minute."""
    return calendar.local(moment).strftime("%Y-%m-%dT%H:%M")


def moment_of(kept: str) -> datetime:
    """The moment that `local` wrote."""
    found = datetime.fromisoformat(kept)
    return calendar.at(found.date(), found.time())


def overlaps(at: datetime, promised: Iterable[datetime]) -> bool:
    """Whether a visit *at* this time would meet one that is *promised*."""
    return any(abs(each - at) < LASTS for each in promised)
