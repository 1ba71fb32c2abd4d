"""What a visit found wanting: the owner's tasks, each with a day.

The owner says that one is done and shows it, the officer looks; both are reminded.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import calendar
from conversations.cases.buttons import button
from conversations.cases.changes import AttachDocuments, Change, QueueJob
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.queue import LABEL, short
from conversations.cases.records import Officer
from conversations.cases.visits.appointments import handled
from conversations.cases.visits.changes import SettleFinding
from conversations.cases.visits.news import at_desk
from conversations.cases.visits.records import Finding, Visit
from conversations.engine.effects import Act, Fact, Line, Option, Say

MORNING = time(9)
"""When an owner is reminded of a finding."""

# --- what can be done ----------------------------------------------------------------


class AnswerFinding(Act, frozen=True):
    """The owner has put it right, and shows it."""

    finding: str
    files: tuple[str, ...] = ()


class ShowFinding(Act, frozen=True):
    """One finding, as the officer judges it."""

    finding: str


class JudgeFinding(Act, frozen=True):
    """The officer looked: it is *done*, or why it is not."""

    finding: str
    done: bool
    reason: str = ""


# --- what others hear of it ----------------------------------------------------------


class FindingNews(Notice, frozen=True):
    """Something of a finding."""

    finding: str
    code: str
    business: str
    text: str


class FindingDue(FindingNews, frozen=True):
    """A finding is to be put right by a day that is near, or *late*."""

    subject: ClassVar = "finding_due"
    of_a_case: ClassVar = True
    day: date
    late: bool = False


class FindingJudged(FindingNews, frozen=True):
    """The officer looked at it: *done*, or why not."""

    subject: ClassVar = "finding_judged"
    of_a_case: ClassVar = True
    officer: str
    done: bool
    reason: str = ""


class FindingAnswered(FindingNews, frozen=True):
    """The owner has put it right: the officer is to look."""

    subject: ClassVar = "finding_answered"
    files: tuple[str, ...] = ()


class FindingLate(FindingNews, frozen=True):
    """The officer hears that its day is over."""

    subject: ClassVar = "finding_late"
    day: date


# --- what is read --------------------------------------------------------------------


class Judged(Struct, frozen=True):
    """A finding, and the visit that found it."""

    finding: Finding | None = None
    visit: Visit | None = None


class StillOpen(Struct, frozen=True, omit_defaults=True):
    """What an owner is still to put right: each by its id, as it was written."""

    each: tuple[tuple[str, str], ...] = ()


# --- the rules -----------------------------------------------------------------------


def reminded(finding: str, day: date, now: datetime) -> tuple[QueueJob, ...]:
    """The owner is reminded the day before, and both hear when the *day* is over."""
    return tuple(
        QueueJob(
            "finding",
            {"finding": finding, "what": what},
            when,
            f"finding:{finding}:{what}",
        )
        for what, days in (("soon", -1), ("late", 1))
        if (when := calendar.at(day + timedelta(days), MORNING)) > now
    )


def due(finding: Finding | None, what: str) -> tuple[Tell, ...]:
    """What is told of a finding that is still open."""
    if finding is None or finding.state != "open":
        return ()
    news = FindingDue(*_named(finding), finding.due, late=what == "late")
    owner = Tell(finding.person_id, news)
    if what != "late":
        return (owner,)
    late = FindingLate(*_named(finding), finding.due)
    return (owner, *at_desk(finding, late))


def still_open(
    asked: Mapping[str, Any], seen: Sequence[Finding], who: Person
) -> StillOpen:
    """What a file that comes by itself may show to be put right."""
    return StillOpen(tuple((e.id, e.text) for e in seen if e.state == "open"))


def answer(act: AnswerFinding, seen: Judged, who: Person) -> Decision:
    """The owner has put it right; the officer looks at it."""
    finding = seen.finding
    if finding is None or finding.person_id != who.id:
        raise Denied("owner.unknown")
    if finding.state != "open":
        raise Denied("owner.finding.over")
    changes: list[Change] = [SettleFinding(finding, "answered", act.files)]
    if act.files:
        changes.append(AttachDocuments(act.files, finding.case_id, who.id, "finding"))
    news = FindingAnswered(*_named(finding), act.files)
    return Decision(
        changes=tuple(changes),
        log=(Log("finding.answered", finding.case_id, who.id),),
        tell=at_desk(finding, news),
        reply=(Say("owner.finding.answered"),),
    )


def show(act: ShowFinding, seen: Judged, who: Person) -> Decision:
    """A finding as it was answered, to be judged."""
    _, finding = _judged(seen, who)
    return Decision(reply=(FindingAnswered(*_named(finding), finding.files),))


def judge(act: JudgeFinding, seen: Judged, who: Person) -> Decision:
    """Done, or open again with the reason."""
    officer, finding = _judged(seen, who)
    state = "done" if act.done else "open"
    news = FindingJudged(*_named(finding), officer.name, act.done, act.reason)
    key = "desk.finding.done" if act.done else "desk.finding.open"
    said = Say(key, {"code": finding.code})
    return Decision(
        changes=(SettleFinding(finding, state),),
        log=(Log(f"finding.{state}", finding.case_id, finding.person_id, officer.id),),
        tell=(Tell(finding.person_id, news),),
        reply=(said,),
    )


def _judged(seen: Judged, who: Person) -> tuple[Officer, Finding]:
    """The finding, if this officer looks at its visit and it was answered."""
    officer, _ = handled(seen.visit, who)
    if seen.finding is None or seen.finding.state != "answered":
        raise Denied("desk.finding.over")
    return officer, seen.finding


def wanting(findings: Sequence[Finding]) -> list[Line]:
    """What is still to be put right, each with its day and how it stands."""
    return [
        Line(
            Option("", label=each.text),
            ([each.due, Fact(key=f"wanting.state.{each.state}")],),
        )
        for each in findings
    ]


def tasks(findings: Sequence[Finding]) -> tuple[Say, ...]:
    """What an owner is to put right, each with a button that says it is done."""
    if not findings:
        return ()
    done = tuple(
        button("finding_yes", each.id, label=short(each.text, LABEL))
        for each in findings
        if each.state == "open"
    )
    values = {"count": len(findings), "lines": wanting(findings)}
    return (Say("owner.finding.tasks", values, actions=done),)


def _named(finding: Finding) -> tuple[str, str, str, str]:
    return (finding.id, finding.code, finding.business, finding.text)
