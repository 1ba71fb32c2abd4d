"""What a decision can change of visits, each by one statement of `storage`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from conversations.cases.changes import Change
from conversations.cases.visits.records import Finding, Visit


class AddVisit(Change, frozen=True):
    """A visit is offered at some times."""

    visit_id: str
    office_id: str
    case_id: str
    person_id: str
    officer_id: str
    slots: Sequence[datetime]


class ChangeVisit(Change, frozen=True):
    """Change a visit as it was read; other *slots* make an old promise void."""

    visit: Visit
    state: str | None = None
    slots: Sequence[datetime] | None = None
    at: datetime | None = None
    report: Mapping[str, Any] | None = None
    files: Sequence[str] | None = None
    officer_id: str | None = None


class PutBackVisit(Change, frozen=True):
    """A visit is as it was before it was *left* so; with no *state* it never was."""

    visit_id: str
    left: str
    state: str = ""
    slots: tuple[datetime, ...] = ()
    at: datetime | None = None
    officer_id: str = ""


class FindWanting(Change, frozen=True):
    """What a visit found wanting: an id, words, and its last day."""

    visit: Visit
    found: Sequence[tuple[str, str, date]]


class SettleFinding(Change, frozen=True):
    """A finding is answered, open again or done."""

    finding: Finding
    state: str
    files: Sequence[str] | None = None


class InviteGuest(Change, frozen=True):
    """By the code that was *made* one guest may look at a visit."""

    visit_id: str
    made: str


class SeatGuest(Change, frozen=True):
    """The code that was *typed* is this guest's; if somebody was quicker, anew."""

    typed: str
    person_id: str
