"""The report of a visit: written by the officer, read by the owner, kept with the case.

What the visit found wanting becomes tasks with a day (`findings`). A report that the
owner has something against goes back to the officer with their words, and is written
again from what stands in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases.buttons import button
from conversations.cases.calendar import at, day_of
from conversations.cases.changes import (
    AttachDocuments,
    Change,
    ChangeBusiness,
    QueueJob,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.readiness import checklist_for
from conversations.cases.records import Check, Officer
from conversations.cases.showcase import ASK
from conversations.cases.visits import checks as visit_checks
from conversations.cases.visits import findings
from conversations.cases.visits.appointments import handled
from conversations.cases.visits.changes import ChangeVisit, FindWanting
from conversations.cases.visits.guests import open_to_guest
from conversations.cases.visits.news import (
    DeskNews,
    VisitNews,
    at_desk,
    of_desk,
    of_owner,
)
from conversations.cases.visits.records import WRITTEN, Finding, Visit
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Say

ASKED_AGAIN = (timedelta(days=2), timedelta(days=7))
"""After so long an owner who has not said whether a report is right is asked again."""
GIVEN_UP = timedelta(days=9)
"""After so long its officer hears of that."""
UNTIL = timedelta(days=14)
"""So long a finding may take, where no day was agreed on."""

# --- what can be done ----------------------------------------------------------------


class Wanting(Struct, frozen=True):
    """Something that was found wanting, and until when it is to be put right."""

    text: str
    due: date


class KeepReport(Act, frozen=True):
    """What the officer saw and agreed on at the place."""

    visit: str
    talk: str
    seen: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    findings: tuple[Wanting, ...] = ()
    agreed: str = ""
    spot: str = ""
    otherwise: tuple[str, ...] = ()
    """Answers of the owner's readiness check that were found to be otherwise."""
    photos: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()


class ConfirmReport(Act, frozen=True):
    """The owner read the report, and it is so; perhaps with the *spot* of the place."""

    visit: str
    spot: str = ""


class DisputeReport(Act, frozen=True):
    """The owner says what is wrong in it."""

    visit: str
    words: str


class PrintReport(Act, frozen=True):
    """The report as a page."""

    visit: str


# --- what others hear of it ----------------------------------------------------------


class ReportWritten(VisitNews, frozen=True):
    """The owner is asked whether the report is right."""

    subject: ClassVar = "visit_report"
    at: datetime
    talk: str
    agreed: str = ""
    lacking: tuple[str, ...] = ()
    findings: tuple[Wanting, ...] = ()
    road: str = ""
    sector: str = ""
    photos: int = 0
    otherwise: tuple[str, ...] = ()
    again: bool = False


class ReportConfirmed(DeskNews, frozen=True):
    """The owner says that the report is right."""

    subject: ClassVar = "visit_confirmed"


class ReportUnread(DeskNews, frozen=True):
    """The owner was asked three times, and has not said whether it is right."""

    subject: ClassVar = "visit_unread"


class ReportDisputed(DeskNews, frozen=True):
    """The owner says what is wrong in it."""

    subject: ClassVar = "visit_disputed"
    words: str


class ReportPrinted(Notice, frozen=True):
    """A report as a page, with its photos, and when they were taken in."""

    subject: ClassVar = "visit_printed"
    visit: Visit
    photos: tuple[str, ...] = ()
    times: tuple[datetime, ...] = ()


# --- what is read --------------------------------------------------------------------


class Reported(Struct, frozen=True):
    """A visit, what it found wanting, and when its photos came.

    *guest*: whoever asks is one of this visit. Its owner was *asked* whether everybody
    may see what they make, or not.
    """

    visit: Visit | None = None
    findings: tuple[Finding, ...] = ()
    photos: tuple[str, ...] = ()
    times: tuple[datetime, ...] = ()
    guest: bool = False
    asked: bool = True
    checks: tuple[Check, ...] = ()
    """The owner's readiness checks, the newest first."""


class Writing(Struct, frozen=True, omit_defaults=True):
    """A visit that is about to be reported, or the *problem* why it cannot be.

    *before* is what stands in the report, *parts* what the checklist of its road looks
    at.
    """

    problem: str = ""
    visit: str = ""
    code: str = ""
    business: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    before: Mapping[str, Any] = {}
    said: tuple[tuple[str, str, str, str], ...] = ()
    """The owner's readiness check: id, part, task and answer of each question."""


# --- the officer ---------------------------------------------------------------------


def parts(road: str, sector: str) -> dict[str, str]:
    """What the checklist of a road looks at, by id; empty where it has none."""
    found = catalogue().checklists.get(checklist_for(road, sector))
    return {each.id: each.label for each in found.groups} if found else {}


def writing(asked: Mapping[str, Any], seen: Reported, who: Person) -> Writing:
    """What an officer is about to report of."""
    try:
        _, visit = _writable(seen.visit, who)
    except Denied as denied:
        return Writing(denied.said.key.removeprefix("desk."))
    looks = tuple(parts(visit.road, visit.sector).items())
    named = (visit.id, visit.code, visit.business)
    given = visit_checks.answers(visit, seen.checks)
    said = tuple(
        (item.id, item.group, item.task, visit_checks.label(visit, given[item.id]))
        for item in visit_checks.answered(visit, given)
    )
    return Writing("", *named, looks, visit.report, said)


def _writable(visit: Visit | None, who: Person) -> tuple[Officer, Visit]:
    """The visit, if it is this officer's, took place and was not agreed to yet."""
    officer, found = handled(visit, who)
    begun = found.at is not None and day_of(found.at) <= day_of(who.now)
    if not begun or found.state not in {"booked", "reported", "disputed"}:
        raise Denied("desk.visit.not_now", code=found.code)
    return officer, found


def keep(act: KeepReport, seen: Reported, who: Person) -> Decision:
    """The report goes to the owner, who says whether it is right."""
    officer, visit = _writable(seen.visit, who)
    report = structs.asdict(act)
    report["findings"] = [[each.text, each.due.isoformat()] for each in act.findings]
    report |= {"by": officer.name, "on": who.now.isoformat()}
    given = visit_checks.answers(visit, seen.checks)
    report["checked"] = visit_checks.found(visit, given, act.seen, act.otherwise)
    files = (*act.photos, *act.voices)
    known = {each.text for each in seen.findings if each.state != "open"}
    wanting = [
        (f"{who.fresh}-{number}", each.text, each.due)
        for number, each in enumerate(act.findings)
        if each.text not in known
    ]
    changes: list[Change] = [
        ChangeVisit(visit, state="reported", report=report, files=files),
        FindWanting(visit, wanting),
        *(
            job
            for name, _, day in wanting
            for job in findings.reminded(name, day, who.now)
        ),
        *_asked_again(visit, who.now),
    ]
    if files:
        changes.append(AttachDocuments(files, visit.case_id, who.id, "visit"))
    if act.spot:
        changes.append(_at(visit, act.spot))
    return Decision(
        changes=tuple(changes),
        log=(_log("visit.reported", visit, officer),),
        tell=(Tell(visit.person_id, told(visit, report, len(act.photos))),),
        reply=(
            Say(
                "desk.visit.reported",
                {"code": visit.code, "count": len(wanting)},
                actions=(button("visit_page", visit.id),),
            ),
        ),
    )


def _asked_again(visit: Visit, now: datetime) -> Iterator[QueueJob]:
    """Until the owner has answered *this* report."""
    times = [("asked", after) for after in ASKED_AGAIN]
    for what, after in (*times, ("unread", GIVEN_UP)):
        about = {"visit": visit.id, "on": now.isoformat(), "what": what}
        day = day_of(now) + after
        morning = at(day, findings.MORNING)
        yield QueueJob("visit.report", about, morning)


def unanswered(visit: Visit | None, on: str, what: str) -> tuple[Tell, ...]:
    """What is told of the report of that moment, while it waits for its owner."""
    if visit is None or visit.state != "reported" or visit.report.get("on") != on:
        return ()
    if what == "unread":
        return at_desk(visit, ReportUnread(*of_desk(visit)))
    photos = len(visit.report.get("photos", ()))
    news = structs.replace(told(visit, visit.report, photos), again=True)
    return (Tell(visit.person_id, news),)


def told(visit: Visit, report: Mapping[str, Any], photos: int) -> ReportWritten:
    """A report as its owner reads it."""
    assert visit.at  # noqa: S101 -- what is reported was booked
    return ReportWritten(
        *of_owner(visit),
        visit.at,
        report["talk"],
        report["agreed"],
        tuple(report["lacking"]),
        tuple(found(report)),
        visit.road,
        visit.sector,
        photos,
        tuple(report.get("otherwise", ())),
    )


def found(report: Mapping[str, Any]) -> list[Wanting]:
    """What a report found wanting."""
    listed: Sequence[Any] = report.get("findings", ())
    return [Wanting(str(text), date.fromisoformat(due)) for text, due in listed]


def _at(visit: Visit, spot: str) -> Change:
    """Where the place is, from whoever shared it there."""
    profile = {**visit.profile, "geo": spot}
    return ChangeBusiness(visit.business_id, profile=profile)


def page(act: PrintReport, seen: Reported, who: Person) -> Decision:
    """The report as a page, for its owner, its officers and its guest."""
    visit = seen.visit
    guest = visit and seen.guest and open_to_guest(visit, who.now)
    if visit is None or not (guest or visit.person_id == who.id):
        _, visit = handled(visit, who)
    if visit.state not in WRITTEN:
        raise Denied("desk.visit.no_report", code=visit.code)
    return Decision(reply=(ReportPrinted(visit, seen.photos, seen.times),))


# --- the owner -----------------------------------------------------------------------


def confirm(act: ConfirmReport, seen: Reported, who: Person) -> Decision:
    """It is so: the page is theirs, and each finding has its day."""
    visit = _read(seen.visit, who)
    changes: list[Change] = [ChangeVisit(visit, state="confirmed")]
    changes += visit_checks.corrected(visit, seen.checks)
    if act.spot:
        changes.append(_at(visit, act.spot))
    more = () if seen.asked or who.helper else (ASK,)
    said = Say("owner.visit.confirmed", {"code": visit.code}, actions=more)
    open_ = [each for each in seen.findings if each.state != "done"]
    return Decision(
        changes=tuple(changes),
        log=(_log("visit.confirmed", visit),),
        tell=at_desk(visit, ReportConfirmed(*of_desk(visit))),
        reply=(
            said,
            ReportPrinted(visit, seen.photos, seen.times),
            *findings.tasks(open_),
        ),
    )


def dispute(act: DisputeReport, seen: Reported, who: Person) -> Decision:
    """Back to the officer, with the owner's words."""
    visit = _read(seen.visit, who)
    news = ReportDisputed(*of_desk(visit), words=act.words)
    return Decision(
        changes=(ChangeVisit(visit, state="disputed"),),
        log=(_log("visit.disputed", visit),),
        tell=at_desk(visit, news),
        reply=(Say("owner.visit.disputed", {"officer": visit.officer}),),
    )


def _read(visit: Visit | None, who: Person) -> Visit:
    """The visit, if the report of it waits for this owner."""
    if visit is None or visit.person_id != who.id:
        raise Denied("owner.unknown")
    if visit.state != "reported":
        raise Denied("owner.visit.report_over", code=visit.code)
    return visit


def _log(what: str, visit: Visit, officer: Officer | None = None) -> Log:
    return Log(what, visit.case_id, visit.person_id, officer.id if officer else None)
