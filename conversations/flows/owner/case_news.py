"""What an owner hears of a case: how it goes on, how it stands, how it ended."""

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from conversations.cases import names
from conversations.cases.buttons import STATUS, button, desk
from conversations.cases.closing import CaseClosed
from conversations.cases.decision import Notice
from conversations.cases.handling import CaseAccepted, CaseSentBack, RoadChanged
from conversations.cases.merging import CaseGrew, CaseJoined, CaseMerged
from conversations.cases.next_road import offer
from conversations.cases.papers import PaperAccepted, PaperSentBack, PapersJudged
from conversations.cases.progress import (
    CaseStands,
    MovedBackward,
    RoadEnded,
    ShowProgress,
    StageMoved,
)
from conversations.cases.ratings import AskRating
from conversations.cases.reminders import Remind
from conversations.cases.word import as_stated
from conversations.catalogue import catalogue
from conversations.catalogue.overrides import Stated
from conversations.engine.effects import (
    Begin,
    Effect,
    Fact,
    Line,
    Moot,
    Option,
    Recall,
    Say,
)
from conversations.flows.officer import case_card
from conversations.flows.owner import guide, stage_reports
from conversations.flows.owner.apply import QUESTIONS
from conversations.flows.shared import talk
from conversations.flows.shared.news import put, worded


def accepted(news: CaseAccepted) -> tuple[Effect, ...]:
    """The application was accepted: guidance starts, and there is something to do."""
    said = worded("owner.accepted", news, *_begins(news), passed=_passed(news))
    return (ShowProgress(news.code, said),)


def road_changed(news: RoadChanged) -> tuple[Effect, ...]:
    """Another road; where it is guided already, what to do there."""
    if not news.stage:
        return (worded("owner.road_changed", news),)
    said = worded("owner.road_begins", news, *_begins(news), passed=_passed(news))
    return (ShowProgress(news.code, said),)


def _begins(news: CaseAccepted) -> tuple[Option, ...]:
    """All that is known of the stage it begins at."""
    road = catalogue().roads.get(news.road)
    first = road is not None and road.stages[0].id == news.stage
    return (button("road", news.road, "1", key="action.first_stage"),) * first


def _passed(news: CaseAccepted) -> Say | str:
    """The stages before it, which are done already."""
    road = catalogue().roads.get(news.road)
    ids = [each.id for each in road.stages] if road else []
    before = ids[: ids.index(news.stage)] if news.stage in ids else []
    return stage_reports.passed(news.road, before)


def sent_back(news: CaseSentBack) -> tuple[Effect, ...]:
    """One answer or document is asked for again, at once."""
    again = Begin("correct", {"case": news.code, "field": news.field})
    return (structs.replace(worded("owner.sent_back", news), joined=True), again)


def _result(news: StageMoved, shipped: str) -> Say | Fact:
    """What comes of a stage: the Dinas's word as its own, else as *shipped*."""
    if news.result_on:
        return as_stated(Stated(news.result, news.result_on))
    return Fact(label=news.result or shipped)


def moved(news: StageMoved) -> tuple[Effect, ...]:
    """The case is at another stage, or at the end of its road."""
    found = catalogue().roads.get(news.road)
    ids = [each.id for each in found.stages] if found else []
    results = {each.id: each.result for each in found.stages} if found else {}
    said = worded(
        f"owner.moved.{news.subject}",
        news,
        *_next(news),
        result=_result(news, results.get(news.stage, "")),
        step=ids.index(news.stage) + 1 if news.stage in ids else 1,
        steps=len(ids),
        passed=stage_reports.passed(news.road, news.passed),
    )
    told = ShowProgress(news.code, said)
    if isinstance(news, MovedBackward):
        return stage_reports.over(news.code), said
    if not isinstance(news, RoadEnded):
        return stage_reports.over(news.code), told
    later = (*(guide.after(found) if found else ()), *offer(news.code, news.roads))
    ends = tuple(structs.replace(each, kind="notice") for each in later)
    return (*_ended(news.code), told, *ends, AskRating(news.code))


def _next(news: StageMoved) -> tuple[Option, ...]:
    """Send the papers that are wanted, or say how it goes; the road is behind that."""
    if isinstance(news, RoadEnded):
        return (STATUS,)
    send = (button("send", news.code, key="action.choose_paper"),) * bool(news.papers)
    return (*send, STATUS)


def closed(news: CaseClosed) -> tuple[Effect, ...]:
    """The case ended before its goal: why, and whom to ask."""
    said = worded(f"owner.closed.{news.ending}", news, button("officer"))
    return (*_ended(news.code), AskRating(news.code, said))


def merged(news: CaseMerged) -> tuple[Effect, ...]:
    """The case goes on under another number."""
    said = worded("owner.merged", news, STATUS)
    return (*_ended(news.code), said)


MERGED: Mapping[type[Notice], Any] = {
    CaseMerged: merged,
    CaseJoined: put("owner.joined", lambda _: STATUS),
    CaseGrew: put("desk.grew", lambda news: desk("open", news.code)),
}
"""What both owners hear of two cases that are one, and whoever holds it."""


def _ended(code: str) -> tuple[Moot, ...]:
    """What was asked and said about a case that ended is over with it."""
    return stage_reports.over(code), talk.over_with(code)


def _numbered(number: str) -> Say | str:
    """The number of a certificate, where there is one."""
    return Say("owner.certificate", {"number": number}) if number else ""


def stands(news: CaseStands) -> Say:
    """How one case stands that is not on its road."""
    case = news.case
    return Say(
        f"status.case.{case.outcome}{'.why' if news.reason else ''}",
        {
            "code": case.code,
            "business": case.business_name,
            "road": names.road_name(case.road),
            "stage": names.stage_name(case.road, case.stage),
            "holder": case.holder_name,
            "asked": case_card.label(case.asked) if case.asked in QUESTIONS else "",
            "since": case.updated_at,
            "number": _numbered(case.certificate),
            "reason": news.reason,
        },
        f"status.case.{case.outcome}",
    )


def remind(news: Remind) -> tuple[Effect, ...]:
    """After a silence, the one next thing: an open form, a case, what was put aside."""
    last = (Say("remind.last", joined=True, kind="notice"),) if news.last else ()
    case: tuple[Begin | Say | ShowProgress, ...] = ()
    if news.field:
        said = worded("remind.sent_back", news)
        again = Begin("correct", {"case": news.code, "field": news.field})
        case = (*last, structs.replace(said, joined=True, kind="prompt"), again)
    elif news.paper:
        said = worded("remind.paper", news)
        send = Begin("paper", {"code": news.code, "paper": news.paper})
        case = (*last, structs.replace(said, joined=True, kind="prompt"), send)
    elif news.stage:
        case = (*last, ShowProgress(news.code, worded("remind.stage", news, STATUS)))
    aside = Say("remind.aside", actions=(button("resume"),), kind="notice")
    form = Say("remind.form", joined=True, kind="notice")
    return (Recall((*last, form), case, (*last, aside)),)


def paper_accepted(news: PaperAccepted) -> Say:
    """One paper, or several, are as they should be; and the one next thing."""
    names = [Fact(label=each) for each in (*news.also, news.name)]
    name: Any = names if news.also else names[0]
    if news.next:
        send = Option(f"send:{news.code}/{news.next}", key="action.send_paper")
        return worded("owner.paper_next", news, send, name=name)
    key = "owner.papers_whole" if news.whole else "owner.paper_accepted"
    return worded(key, news, Option("status", key="action.status"), name=name)


def papers_judged(news: PapersJudged) -> tuple[Effect, ...]:
    """What was accepted and what was not, with why; the first is asked for at once."""
    again = [
        Line(Option(each.paper, label=each.name), (each.reason,)) for each in news.back
    ]
    said = worded(
        "owner.papers_judged" if news.accepted else "owner.papers_back",
        news,
        accepted=[Fact(label=each) for each in news.accepted],
        count=len(news.accepted),
        lines=again,
        back=len(again),
    )
    first = {"case": news.code, "paper": news.back[0].paper}
    return structs.replace(said, joined=True), Begin("paper", first)


def paper_sent_back(news: PaperSentBack) -> tuple[Effect, ...]:
    """A paper is asked for again, with the reason, at once."""
    again = Begin("paper", {"code": news.code, "paper": news.paper})
    return (structs.replace(worded("owner.paper_back", news), joined=True), again)
