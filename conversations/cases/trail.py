"""Who did what and when, and who looked: the history of a case, or of an office.

The history names rows and never people, so an owner stands in it as one; officers are
named by what they are called today.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import button
from conversations.cases.decision import Decision, Denied, Person
from conversations.cases.lifecycle import LEADERS, ROLES
from conversations.cases.records import Case
from conversations.engine.effects import Act, Fact, Line, Option, Say

PAGE = 12
"""Acts of one page in a chat."""
OF_OFFICE = (*LEADERS, "auditor")
"""Who sees what was done in the whole office."""
ACTS: dict[str, tuple[str, ...]] = {
    "case": (
        *("opened", "taken", "sent_back", "corrected"),
        *("accepted", "road_changed", "onward", "backward"),
        *("handed_over", "to_team", "released", "closed", "reopened"),
        *("withdrawn", "certified", "certificate_sent", "certificate_back"),
        *("page_opened", "page_closed"),
        *("task_added", "task_said", "task_done", "task_due"),
        *("noted", "seen", "paper_sent", "paper_seen"),
        *("paper_accepted", "paper_sent_back", "reported", "report_refused"),
        *("report_taken_back", "stage_done", "rated", "taken_back"),
        *("replied", "merged", "taken_along"),
    ),
    "note": (
        *("asked", "replied", "answered", "typed", "spoke", "taken_back"),
        *("kept", "corrected", "withdrawn"),
    ),
    "visit": (
        *("offered", "booked", "asked", "cancelled"),
        *("missed", "reported", "confirmed", "disputed"),
        *("passed_on", "guest_invited", "guest_joined", "taken_back"),
    ),
    "finding": ("answered", "done", "open"),
    "check": ("kept",),
    "request": ("asked", "granted", "declined", "letter"),
    "mandate": ("asked", "granted", "recorded", "refused", "ended"),
    "recovery": ("asked", "stopped", "denied", "moved", "refused"),
    "programme": ("opened", "closed"),
    "announcement": ("started", "stopped"),
    "contact": ("read", "taken_back", "erased", "met"),
    "fact": ("proposed", "stands", "refused", "ended"),
    "consent": ("notice", "announcements", "showcase"),
    "person": ("unserved", "linked", "erased"),
    "erasure": ("asked", "undone"),
    "officer": (
        *("invited", "invitation_revoked", "proposed", "confirmed"),
        *("declined", "joined", "role", "removed"),
        *("away", "back", "on_duty", "off_duty"),
    ),
    "team": ("kept", "ended"),
    "office": ("added", "changed", "days_off", "day_on", "granted", "ended"),
    "session": ("begun",),
    "desk": ("door",),
    "devices": ("ended", "idle"),
    "cases": ("exported",),
}
"""Acts by what they are done to; each has words, `trail.<kind>.<act>`."""
KNOWN = frozenset(f"{kind}.{what}" for kind, acts in ACTS.items() for what in acts)
"""Any other is of a version before or after this one."""


class ShowTrail(Act, frozen=True):
    """What was done to a case; of the office, perhaps by one *officer*, without a code.

    What comes *before* is older, by its place in the history. *what* is an act, or a
    kind of them; it was done from the *first* day to the *last*.
    """

    code: str = ""
    officer: str = ""
    before: int = 0
    what: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that are asked for; none where all are."""
        return tuple(f"{self.what}.{each}" for each in ACTS.get(self.what, ())) or (
            (self.what,) if self.what else ()
        )


class Trace(Struct, frozen=True):
    """One line of the history: when, what, to which case and by which officer.

    Of what concerns the desk itself, which *role* it was about.
    """

    seq: int
    at: datetime
    act: str
    code: str = ""
    officer: str = ""
    detail: Mapping[str, Any] = {}

    @property
    def what(self) -> Fact:
        """What was done, in words."""
        return Fact(key=f"trail.{self.act}" if self.act in KNOWN else "trail.other")

    @property
    def role(self) -> Fact | str:
        """As what somebody was invited, joined or works since."""
        role = self.detail.get("role")
        return Fact(key=f"desk.role.{role}") if role in ROLES else ""


class Trail(Struct, frozen=True):
    """The newest acts first, of the *case* that was asked for, if of one."""

    rows: tuple[Trace, ...] = ()
    code: str = ""
    case: Case | None = None
    more: bool = False


def may_look(act: ShowTrail, seen: Trail, who: Person) -> None:
    """`Denied`, unless it is a case that they see, or they see the whole office."""
    if act.code:
        access.look(who, seen.case, seen.code)
    else:
        access.officer(who, *OF_OFFICE)


def show(act: ShowTrail, seen: Trail, who: Person) -> Decision:
    """A page of it, and the way to what is older."""
    may_look(act, seen, who)
    if not seen.rows:
        raise Denied("trail.none")
    named = seen.case.code if seen.case else ""
    older = str(seen.rows[-1].seq)
    verb, about = ("trail_of", act.officer) if act.officer else ("trail", named)
    more = button(verb, about, older, key="trail.older")
    lines = [_line(each, of_case=bool(named)) for each in seen.rows]
    actions = (more,) if seen.more else ()
    said = Say("staff.trail_office", {"lines": lines}, actions=actions)
    if seen.case:
        head = {"code": named, "business": seen.case.business_name}
        said = Say("staff.trail_case", {**head, "lines": lines}, actions=actions)
    return Decision(reply=(said,))


def _line(each: Trace, *, of_case: bool) -> Line:
    """Who, what, to which case, and when."""
    by = Option("", label=each.officer) if each.officer else Option("", key="trail.by")
    parts = [each.what, each.role, "" if of_case else each.code, each.at]
    return Line(by, ([part for part in parts if part],))
