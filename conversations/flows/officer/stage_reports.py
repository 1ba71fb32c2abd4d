"""What owners say is done, as officers hear it; and a no, with its reason."""

from collections.abc import Callable, Mapping
from typing import Any

from conversations.cases.buttons import REPORTED, desk, of_card
from conversations.cases.decision import Notice
from conversations.cases.handling import Handled
from conversations.cases.stage_reports import (
    RefuseReport,
    ReportTakenBack,
    StageReported,
)
from conversations.engine.effects import Effect, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import Learn, Words
from conversations.engine.values import Answers
from conversations.flows.officer import messages
from conversations.flows.officer.case_card import OFFICERS, denied
from conversations.flows.shared.news import worded


def reported(news: StageReported) -> tuple[Say, ...]:
    """A yes brings the case on; a no goes back with its reason."""
    acts = of_card(REPORTED, news.code, news.road, news.stage, reported=True)
    said = worded("desk.reported", news, *acts)
    return (said, *messages.files(news.files, news.code))


def taken_back(news: ReportTakenBack) -> Say:
    """It is not done after all."""
    return worded("desk.report_taken_back", news, desk("open", news.code))


HANDLED = Learn(
    "handled",
    what="handled",
    about=lambda answers: {"code": answers.given.get("code", ""), "act": "not_done"},
    kind=Handled,
)
REASON = Words(
    "reason",
    least=3,
    most=300,
    when=lambda answers: not case(answers).problem and not answers.given.get("reason"),
)


def case(answers: Answers) -> Handled:
    """The case that it is about."""
    return HANDLED.found(answers) or Handled("unknown_case")


def refused(answers: Answers) -> tuple[Effect, ...]:
    """Tell the owner why."""
    given = answers.given
    if case(answers).problem:
        return (denied(case(answers)),)
    reason = answers.get(REASON) or str(given["reason"])
    return (RefuseReport(given["code"], given.get("stage", ""), reason),)


FLOW = Aside("not_done", (HANDLED, REASON), refused, roles=OFFICERS)
NOTICES: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    StageReported: reported,
    ReportTakenBack: taken_back,
}
"""What its notices say."""
