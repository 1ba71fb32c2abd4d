"""An owner reads the report of a visit, and puts right what it found wanting."""

from collections.abc import Callable, Mapping
from typing import Any

from conversations.cases.buttons import button
from conversations.cases.decision import Notice
from conversations.cases.readiness import checklist_for
from conversations.cases.visits.findings import (
    AnswerFinding,
    FindingDue,
    FindingJudged,
)
from conversations.cases.visits.reports import (
    ConfirmReport,
    DisputeReport,
    ReportWritten,
    parts,
)
from conversations.catalogue import catalogue
from conversations.catalogue.model import ChecklistItem
from conversations.engine.effects import Effect, Fact, Line, Option, Say, When
from conversations.engine.flow import Aside
from conversations.engine.questions import File, Spot, Words, ids
from conversations.engine.values import Answers
from conversations.flows.owner.send_paper import KINDS, brought
from conversations.flows.shared.news import worded


def looked_at(news: ReportWritten) -> tuple[ChecklistItem, ...]:
    """What the checklist of the road asks."""
    found = catalogue().checklists.get(checklist_for(news.road, news.sector))
    return found.items if found else ()


def written(news: ReportWritten) -> Say:
    """What the officer wrote down, to be agreed to."""
    names = parts(news.road, news.sector)
    lacking = [Fact(label=names[each]) for each in news.lacking if each in names]
    tasks = {item.id: Fact(label=item.task) for item in looked_at(news)}
    otherwise = [tasks[each] for each in news.otherwise if each in tasks]
    listed = [
        Line(Option("", label=each.text), (Say("wanting.until", {"due": each.due}),))
        for each in news.findings
    ]
    values = {
        "code": news.code,
        "business": news.business,
        "officer": news.officer,
        "at": When(news.at),
        "talk": Say("visiting.talk", {"text": news.talk}) if news.talk else "",
        "lacking": Say("visiting.lacking", {"parts": lacking}) if lacking else "",
        "checked": Say("visiting.checked", {"tasks": otherwise}) if otherwise else "",
        "findings": Say("visiting.findings", {"lines": listed}) if listed else "",
        "agreed": Say("visiting.agreed", {"text": news.agreed}) if news.agreed else "",
        "again": Say("visiting.again") if news.again else "",
        "photos": Say("visiting.photos", {"count": news.photos}) if news.photos else "",
    }
    yes, no = button("visit_yes", news.visit), button("visit_no", news.visit)
    return Say("owner.visit.report", values, actions=(yes, no), kind="notice")


def due(news: FindingDue) -> Say:
    """Its day is near, or over."""
    key = "owner.finding.late" if news.late else "owner.finding.due"
    return worded(key, news, button("finding_yes", news.finding), button("officer"))


def judged(news: FindingJudged) -> Say:
    """The officer looked."""
    if news.done:
        return worded("owner.finding.done", news)
    return worded("owner.finding.open", news, button("finding_yes", news.finding))


SPOT = Spot("spot", optional=True)
WORDS = Words("words", least=3, most=600, lines=True)
FILE = File("file", kinds=KINDS, optional=True, presumed=brought)


def agreed(answers: Answers) -> tuple[Effect, ...]:
    """It is so."""
    visit = str(answers.given.get("visit", ""))
    return (ConfirmReport(visit, answers.get(SPOT) or ""),)


def disputed(answers: Answers) -> tuple[Effect, ...]:
    """What is wrong in it."""
    return (DisputeReport(str(answers.given.get("visit", "")), answers[WORDS]),)


def put_right(answers: Answers) -> tuple[Effect, ...]:
    """It is done, and this shows it."""
    finding = str(answers.given.get("finding", ""))
    return (AnswerFinding(finding, ids(answers.get(FILE))),)


YES = Aside("visit_yes", (SPOT,), agreed)
NO = Aside("visit_no", (WORDS,), disputed)
DONE = Aside("finding_yes", (FILE,), put_right)
HEARD: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    ReportWritten: written,
    FindingDue: due,
    FindingJudged: judged,
}
"""What each notice to an owner says."""
