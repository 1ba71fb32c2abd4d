"""How ready somebody is: a score, a band, and what to do next.

The scoring is our own (no standard has one): yes counts whole, partly half, all else
nothing; required weighs 3, important 2, the rest 1. How hard a task is we do not know,
so the weightiest come first, in the order of the checklist.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal, TypeAlias

from msgspec import Struct

from conversations.cases import stages
from conversations.cases.buttons import button
from conversations.cases.changes import AddCheck
from conversations.cases.decision import Decision, Denied, Log, Notice, Person
from conversations.cases.records import Business, Check
from conversations.cases.visits.records import Visit
from conversations.catalogue import catalogue
from conversations.catalogue.model import Checklist, ChecklistItem
from conversations.engine.effects import Act, Fact, Say, Steps

Band: TypeAlias = Literal["ready", "nearly", "lacking", "start"]
"""*lacking*: well on the way, and something required is not so yet."""

WEIGHTS = {"required": 3, "important": 2, "advised": 1, "": 1}
WORTH = {"yes": 1.0, "partly": 0.5, "not_yet": 0.0, "no": 0.0, "unknown": 0.0, "": 0.0}
"""What an answer counts; the choice of a kind is an answer like yes."""
READY, NEARLY = 80, 50
NEXT = 3
"""So many tasks are told: who reads more does less."""


# --- what can be done, and what is shown of it ---------------------------------------


class KeepCheck(Act, frozen=True):
    """A readiness check was answered; *answers* by id of the question."""

    checklist: str
    answers: Mapping[str, str]


class ShowCheckPage(Act, frozen=True):
    """The person's newest readiness check as a page to print."""


class CheckShown(Notice, frozen=True):
    """The result of a check, beside what it was the time before."""

    subject: ClassVar = "check_shown"
    check: Check
    earlier: Check | None = None


class Looked(Struct, frozen=True):
    """What an officer saw at the place: by whom, when, and the answers."""

    by: str
    at: datetime
    answers: Mapping[str, str]


class CheckPrinted(CheckShown, frozen=True):
    """The same as a page with every answer; *of* is whose it is, for others read it."""

    subject: ClassVar = "check_printed"
    of: str = ""
    looked: Looked | None = None


# --- what is read --------------------------------------------------------------------


class OwnChecks(Struct, frozen=True):
    """A person's checks, the newest first, and what they own."""

    checks: tuple[Check, ...] = ()
    businesses: tuple[Business, ...] = ()
    papers: frozenset[str] = frozenset()
    """Those that were accepted."""
    visits: tuple[Visit, ...] = ()
    """Those whose report the owner confirmed, the newest first."""


class Known(Struct, frozen=True, omit_defaults=True):
    """The checklist of a person's road, if it leads to one; earlier answers by list.

    *told* are answers by id of the question that are known without asking.
    """

    checklist: str = ""
    before: Mapping[str, Mapping[str, str]] = {}
    told: Mapping[str, str] = {}


# --- the rules -----------------------------------------------------------------------


def known(asked: Mapping[str, Any], seen: OwnChecks, who: Person) -> Known:
    """Which checklist the person's road leads to, and what they answered before."""
    lists = (checklist_for(each.road, each.sector) for each in seen.businesses)
    before = {check.checklist: check.answers for check in reversed(seen.checks)}
    return Known(next(filter(None, lists), ""), before, dict(_told(seen)))


def _told(seen: OwnChecks) -> Iterator[tuple[str, str]]:
    """What the profile and the accepted papers answer by themselves."""
    said = seen.businesses[0].profile if seen.businesses else {}
    there = {*stages.known(said), *seen.papers, *_values(said)}
    for item in (i for each in catalogue().checklists.values() for i in each.items):
        kinds = {option.id for option in item.options} - {"unknown"}
        if kinds and item.known_by:
            value = said.get(item.known_by[0])
            yield from [(item.id, value)] if value in kinds else ()
        elif there.intersection(item.known_by):
            yield item.id, "yes"


def _values(said: Mapping[str, Any]) -> Iterator[str]:
    """Each value that was chosen, with the name of its field."""
    for name, value in said.items():
        for one in value if isinstance(value, list) else (value,):
            yield f"{name}:{one}"


def keep(act: KeepCheck, seen: OwnChecks, who: Person) -> Decision:
    """A check was answered: kept, and told beside what it was before."""
    result = judge(points(catalogue().checklists[act.checklist], act.answers))
    scored = (act.checklist, result.percent, result.band, act.answers)
    check = Check(who.fresh, *scored, who.now)
    told = CheckShown(check, _last(seen.checks, act.checklist))
    return Decision(
        changes=(AddCheck(who.id, *scored),),
        log=(Log("check.kept", person=who.id, detail={"checklist": act.checklist}),),
        reply=(told, _next(act.checklist, result.tasks[:NEXT])),
    )


def _next(checklist: str, tasks: Sequence[str]) -> Say:
    """The next tasks: how each is done, where, and who helps with it."""
    facts, acts = catalogue(), (button("ready_page"), button("apply"))
    if not tasks:
        return Say("readiness.done", actions=acts)
    of = facts.checklists[checklist]
    items = {item.id: item for item in of.items}
    steps = Steps(tuple(_task(of, items[name]) for name in tasks))
    return Say("readiness.next_steps", {"steps": steps}, actions=acts)


def _task(of: Checklist, item: ChecklistItem) -> Say:
    """One thing to do, in a line."""
    helping = item.helped_by or of.helped_by
    short = ", ".join(catalogue().institutions[each].short for each in helping)
    values = {
        "task": Fact(label=item.task),
        "how": Fact(label=item.help),
        "where": Fact(label=item.where or of.where),
        "who": short,
    }
    return Say("readiness.task", values)


def show_page(act: ShowCheckPage, seen: OwnChecks, who: Person) -> Decision:
    """The newest check as one page, called by the name of the business."""
    if not seen.checks:
        raise Denied("readiness.none", button("ready"))
    newest, *others = seen.checks
    of = seen.businesses[0].name if seen.businesses else who.name
    earlier, looked = _last(others, newest.checklist), _looked(newest, seen.visits)
    return Decision(reply=(CheckPrinted(newest, earlier, of, looked),))


def _looked(check: Check, visits: Sequence[Visit]) -> Looked | None:
    """What the newest visit saw of a check."""
    for each in visits:
        seen = each.report.get("checked")
        if (
            seen
            and each.at
            and checklist_for(each.road, each.sector) == check.checklist
        ):
            return Looked(each.report.get("by") or each.officer, each.at, seen)
    return None


def _last(checks: Sequence[Check], checklist: str) -> Check | None:
    return next((each for each in checks if each.checklist == checklist), None)


# --- the score -----------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """One question answered. *inverted*: a yes is a warning, and nothing is scored."""

    id: str
    group: str
    weight: str = ""
    answer: str = ""
    inverted: bool = False

    @property
    def worth(self) -> float:
        """From 0 to 1."""
        return WORTH.get(self.answer, 1.0)


@dataclass(frozen=True)
class Readiness:
    """What the answers come to; *tasks* are all that is not yet so, in order."""

    percent: int
    band: Band
    groups: Mapping[str, int]
    tasks: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What is otherwise than at an earlier check, by id of the question."""

    better: tuple[str, ...]
    worse: tuple[str, ...]


def points(checklist: Checklist, answers: Mapping[str, str]) -> list[Point]:
    """The checklist with its answers, as it is scored."""
    return [
        Point(item.id, item.group, item.weight, answers.get(item.id, ""), item.inverted)
        for item in checklist.items
    ]


def judge(points: Sequence[Point]) -> Readiness:
    """Score *points*: whole, and by group."""
    scored = [point for point in points if not point.inverted]
    percent = _percent(scored)
    names = dict.fromkeys(point.group for point in scored)
    open_ = [point for point in scored if point.worth < 1]
    lacking = any(point.weight == "required" for point in open_)
    return Readiness(
        percent=percent,
        band=_band(percent, lacking=lacking),
        groups={n: _percent([p for p in scored if p.group == n]) for n in names},
        tasks=tuple(p.id for p in sorted(open_, key=lambda p: -WEIGHTS[p.weight])),
        warnings=tuple(p.id for p in points if p.inverted and p.answer == "yes"),
    )


def compare(before: Sequence[Point], now: Sequence[Point]) -> Change:
    """What got better or worse; what was not asked before is neither."""
    then = {point.id: point.worth for point in before if point.answer}
    both = [point for point in now if point.id in then and not point.inverted]
    return Change(
        better=tuple(p.id for p in both if p.worth > then[p.id]),
        worse=tuple(p.id for p in both if p.worth < then[p.id]),
    )


def checklist_for(road: str, sector: str) -> str:
    """Which checklist a road leads to; empty where the owner must choose."""
    facts = catalogue()
    if road in facts.roads and facts.roads[road].checklist:
        return facts.roads[road].checklist
    asked = (each.id for each in facts.checklists.values() if each.sector == sector)
    return next(asked, "") if road and sector else ""


def _percent(points: Sequence[Point]) -> int:
    """Rounded down, so that 100 and 80 are only said of those who reached them."""
    whole = sum(WEIGHTS[point.weight] for point in points)
    got = sum(WEIGHTS[point.weight] * point.worth for point in points)
    return int(100 * got / whole) if whole else 0


def _band(percent: int, *, lacking: bool) -> Band:
    """With anything required lacking, nobody is nearly ready, however much is done."""
    if percent < NEARLY:
        return "start"
    if lacking:
        return "lacking"
    return "ready" if percent >= READY else "nearly"
