"""The morning of an officer: what is theirs today, told once, before the desk opens.

Whoever has nothing to do hears nothing; nobody hears it on a day off, or late.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from msgspec import Struct

from conversations.cases.calendar import day_of, local, works
from conversations.cases.decision import Notice
from conversations.cases.lifecycle import HANDLERS, LEADERS
from conversations.cases.overdue import of_the_owner
from conversations.cases.queue import button_of, group, since
from conversations.cases.records import Case, Officer, Waiting
from conversations.cases.visits.news import Stop
from conversations.cases.visits.records import Visit
from conversations.cases.visits.route import WEEK, route
from conversations.catalogue import catalogue

AT, UNTIL = time(7, 30), time(11)
"""When it is told, and until when it still is, after a machine that stood."""
ASKED_IN = {12: 1, 1: 0}
"""Months in which it is asked about the days off, and of how many years later."""
DAY = timedelta(days=1)
MOST = 3
"""So many of what waits are named, the longest first."""


class Own(Struct, frozen=True):
    """Something that waits for the officer: its *kind*, whose, and since when."""

    kind: str
    code: str
    business: str
    owner: str
    since: datetime
    press: str
    """What its button does."""
    label: str


class Leave(Struct, frozen=True):
    """A colleague, *name*, is away until a day; it *begins* today, or ends with it."""

    name: str
    deputy: str
    until: date
    begins: bool


class DayAhead(Notice, frozen=True):
    """Where the officer is expected today, and what waits for them.

    Of what *waits* for them these are the first; *open* is what nobody took, and *week*
    how many visits more there are within seven days.
    """

    subject: ClassVar = "visit_day"
    stops: tuple[Stop, ...] = ()
    own: tuple[Own, ...] = ()
    waits: int = 0
    open: int = 0
    week: int = 0
    on: datetime | None = None
    undated: int = 0
    """A year of which whoever leads has noted no days off."""
    leaves: tuple[Leave, ...] = ()


def is_time(now: datetime) -> bool:
    """Whether officers hear by now what is theirs today."""
    there = local(now)
    return works(there.date()) and AT <= there.time() < UNTIL


def key(officer: Officer, now: datetime) -> str:
    """What names the morning of an officer: there is one a day."""
    return f"morning:{officer.id}:{day_of(now).isoformat()}"


def digest(
    officer: Officer,
    rows: Sequence[Case | Waiting],
    visits: Sequence[Visit],
    now: datetime,
    staff: Sequence[Officer] = (),
) -> DayAhead | None:
    """The morning of an *officer*, out of all that waits in the office; or nothing.

    Who is off duty hears only where they are expected all the same, and of leave.
    """
    ahead = [each for each in visits if each.at and each.at < now + WEEK]
    today = [each for each in ahead if each.at and day_of(each.at) == day_of(now)]
    here = officer.on_duty and officer.role in HANDLERS
    own = [each for each in rows if here and _waits_for(officer, each)]
    open_ = [each for each in rows if here and group(each) == "untaken"]
    undated = no_days_off(officer, now)
    leaves = tuple(_leaves(officer, staff, day_of(now)))
    if not (today or own or open_ or undated or leaves):
        return None
    longest = sorted(own, key=since)[:MOST]
    return DayAhead(
        route(today),
        tuple(_own(each) for each in longest),
        len(own),
        len(open_),
        len(ahead) - len(today),
        now,
        undated,
        leaves,
    )


def _leaves(officer: Officer, staff: Sequence[Officer], day: date) -> Iterator[Leave]:
    """Whose leave begins or ends: told to them, their deputy and who leads."""
    names = {each.id: each.name for each in staff}
    for each in staff:
        away = each.absence
        if away is None or not away.first <= day <= away.last:
            continue
        about = (each.name, names.get(away.deputy_id, ""), away.last)
        if officer.role not in LEADERS and officer.id not in {each.id, away.deputy_id}:
            continue
        if not _any_work(away.first, day):
            yield Leave(*about, begins=True)
        elif not _any_work(day + DAY, away.last + DAY):
            yield Leave(*about, begins=False)


def _any_work(first: date, until: date) -> bool:
    """Whether anybody works on a day from the *first*, before *until*."""
    days = (first + n * DAY for n in range((until - first).days))
    return any(works(each) for each in days)


def no_days_off(officer: Officer, now: datetime) -> int:
    """The year that whoever leads is asked about; nought where there is none.

    It is on Mondays of the last month before it, and of its first.
    """
    day = day_of(now)
    if officer.role not in LEADERS or day.weekday() or day.month not in ASKED_IN:
        return 0
    year = day.year + ASKED_IN[day.month]
    noted = catalogue().office.opening.off
    return 0 if any(each.year == year for each in noted) else year


def _waits_for(officer: Officer, row: Case | Waiting) -> bool:
    """Whether *row* is up to them, by themselves or for a colleague who is away."""
    owners = not isinstance(row, Waiting) and of_the_owner(row)
    return row.holder_id in officer.acts_for and not owners


def _own(row: Case | Waiting) -> Own:
    pressed = button_of(row)
    button = (since(row), pressed.value, pressed.label)
    if isinstance(row, Waiting):
        return Own(row.kind, row.code, row.business, row.owner, *button)
    kind = "reported" if row.reported else row.state
    return Own(kind, row.code, row.business_name, row.owner_name, *button)
