"""What owner and officer hear of a visit."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from conversations.cases.decision import Notice, Tell
from conversations.cases.visits.records import Finding, Visit


class VisitNews(Notice, frozen=True):
    """Something of a visit, as its owner hears it."""

    of_a_case: ClassVar = True
    visit: str
    code: str
    business: str
    officer: str


class VisitOffered(VisitNews, frozen=True):
    """Times to choose from; the one that was wanted may be *taken* by now."""

    subject: ClassVar = "visit_offered"
    taken: datetime | None = None


class VisitCancelled(VisitNews, frozen=True):
    """The officer does not come; perhaps because the case has *ended*."""

    subject: ClassVar = "visit_cancelled"
    reason: str = ""
    at: datetime | None = None
    ended: bool = False


class VisitPassedOn(VisitNews, frozen=True):
    """A colleague comes, at the same time."""

    subject: ClassVar = "visit_passed_on"
    at: datetime


class VisitUnsure(VisitNews, frozen=True):
    """Who was to come does not, and another time is to be found."""

    subject: ClassVar = "visit_unsure"
    at: datetime | None = None


class VisitMissed(VisitNews, frozen=True):
    """The officer says that it did not take place."""

    subject: ClassVar = "visit_missed"


class VisitSoon(VisitNews, frozen=True):
    """The visit is tomorrow, or *today*."""

    subject: ClassVar = "visit_soon"
    at: datetime
    today: bool = False


class DeskNews(Notice, frozen=True):
    """Something of a visit, as the officer hears it."""

    visit: str
    code: str
    business: str
    owner: str


class VisitBooked(DeskNews, frozen=True):
    """The owner chose a time."""

    subject: ClassVar = "visit_booked"
    at: datetime
    moved: bool = False


class VisitAsked(DeskNews, frozen=True):
    """The owner wants another time, and says so in *words*."""

    subject: ClassVar = "visit_asked"
    words: str = ""


class VisitCalledOff(DeskNews, frozen=True):
    """The owner called it off; or the case has *ended*."""

    subject: ClassVar = "visit_called_off"
    reason: str = ""
    at: datetime | None = None
    ended: bool = False


class VisitGiven(DeskNews, frozen=True):
    """The visit came with the case of a colleague; perhaps with its time."""

    subject: ClassVar = "visit_given"
    at: datetime | None = None


class VisitOver(DeskNews, frozen=True):
    """Its time is over; whether it took place is asked."""

    subject: ClassVar = "visit_over"


class Stop(Struct, frozen=True):
    """A visit on an officer's way: when, whose, where, and what a map is asked for."""

    code: str
    business: str
    at: datetime
    kecamatan: str
    told: tuple[str, ...] = ()
    where: str = ""


def of_owner(visit: Visit) -> tuple[str, str, str, str]:
    """What names a visit for its owner."""
    return (visit.id, visit.code, visit.business, visit.officer)


def of_desk(visit: Visit) -> tuple[str, str, str, str]:
    """What names a visit for its officer."""
    return (visit.id, visit.code, visit.business, visit.owner)


def at_desk(of: Visit | Finding, news: Notice) -> tuple[Tell, ...]:
    """*news* for the officer; for nobody, once they work here no more."""
    return (Tell(of.officer_person, news),) if of.officer_person else ()
