"""A case on its road: moved from stage to stage, and shown as a ladder."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot import words
from bot.desk import access, papers
from bot.desk import cases as desks
from bot.desk.access import Denied
from bot.desk.drawings import pictured
from bot.pictures.ladder import Ladder, Rung
from bot.pipeline.compose import Voice
from bot.pipeline.perform import Act, Performer
from conversations.catalogue import catalogue
from conversations.catalogue.model import Road, Stage
from conversations.engine.effects import (
    Fact,
    Line,
    MoveStage,
    Option,
    Say,
    ShowStatus,
)
from conversations.flows import desk as cards
from conversations.flows import judge
from conversations.flows.apply import QUESTIONS
from conversations.flows.recovery import NEW, OFFICER
from conversations.rules import cases as rules
from conversations.rules import stages
from storage import businesses, cases, stays
from storage.cases import Case

SHOWN = 5
"""So many cases are told one by one; the older ones are counted."""


async def move(act: Act, effect: MoveStage) -> Iterable[Say]:
    """Bring a case one stage on, one back, or to its end; the owner is told."""
    desk = await access.may(act, effect.code, effect.step)
    case = desk.case
    road = catalogue().roads.get(case.road)
    step = next((each for each in stages.STEPS if each == effect.step), None)
    if road is None or step not in stages.steps(road, case.stage):
        raise Denied("desk.no_step", code=case.code)
    if effect.seen != case.stage:
        here = cards.stage_name(case.road, case.stage)
        raise Denied("desk.moved_already", code=case.code, stage=here)
    there = stages.beside(road, case.stage, step)
    await stays.end(act.tx, case, finished=step != "backward")
    case = await cases.change(
        act.tx,
        case,
        state=rules.after(case.state, step),
        stage=there.id if there else case.stage,
        waiting_since=act.now,
    )
    if there:
        await stays.begin(act.tx, case)
        await businesses.change(act.tx, case.business_id, stage=case.stage)
    desk = replace(desk, case=case)
    await desks.note(act, desk, step, road=case.road, stage=case.stage)
    wanted = papers.wanted(await papers.of_case(act, case))
    await desks.tell_owner(
        act,
        desk,
        step,
        road=case.road,
        stage=case.stage,
        papers=len(wanted),
    )
    stage = cards.stage_name(case.road, case.stage)
    return await desks.done(act, desk, f"desk.moved.{step}", stage=stage)


async def show_status(act: Act, effect: ShowStatus) -> Iterable[Say]:
    """How each of the person's cases stands, the newest first."""
    found = await cases.of_person(act.tx, act.person.person_id)
    office = catalogue().office
    code = rules.code(effect.code, office.case_prefix)
    if code and all(case.code != code for case in found):
        named = Option(f"recover:{code}", key="action.recover")
        return [Say("recover.offer", {"code": code}, actions=(named, *OFFICER))]
    if not found:
        apply = Option("apply", key="action.apply")
        return [Say("status.none", actions=(apply, NEW))]
    said: list[Say] = []
    for case in found[:SHOWN]:
        if case.state == "accepted" and case.road in catalogue().roads:
            said += await ladder(act, case)
        else:
            said.append(_status(case))
    if len(found) > SHOWN:
        said.append(Say("status.more", {"count": len(found) - SHOWN}))
    return said


def _status(case: Case) -> Say:
    return Say(
        f"status.case.{case.state}",
        {
            "code": case.code,
            "business": case.business_name,
            "road": cards.road_name(case.road),
            "stage": cards.stage_name(case.road, case.stage),
            "holder": case.holder_name,
            "asked": cards.label(case.asked) if case.asked in QUESTIONS else "",
            "since": case.updated_at,
        },
    )


async def ladder(act: Act, case: Case) -> list[Say]:
    """Where a case stands: done, now and later; how long; and the one next thing."""
    road = catalogue().roads[case.road]
    stage = stages.at(road, case.stage) or road.stages[0]
    ended = await stays.finished(act.tx, case.id)
    found = await papers.of_case(act, case)
    head = {
        "code": case.code,
        "business": case.business_name,
        "road": Fact(label=road.name),
        "lines": knots(road, stage, ended),
    }
    said = [
        Say("ladder.head", head, joined=True),
        Say(
            f"ladder.turn.{'owner' if stage.who == 'owner' else 'other'}",
            {
                "who": Fact(label=catalogue().institutions[stage.who].short),
                "officer": case.holder_name,
                "since": day(await stays.since(act.tx, case)),
            },
            joined=True,
        ),
        await _how_long(act, case, stage),
    ]
    if found:
        said.append(Say("ladder.papers", {"lines": judge.lines(found)}, joined=True))
    ahead = _next(case, found)
    words_of_it = _drawing(act, case, said, ahead)
    return [*said, await pictured(act, ahead, "ladder", words_of_it)]


def _drawing(act: Act, case: Case, said: list[Say], ahead: Say) -> Ladder:
    """The same words as a picture: whose turn it is stands at the present knot."""
    road, language = catalogue().roads[case.road], act.person.language
    who = act.person
    you = Voice(language, who.address_form, who.name).you
    turn = words.text(language, said[1].key, {**said[1].values, "you": you})
    return Ladder(
        title=f"{case.code} {case.business_name}",
        road=words.prose(language, road.name),
        rungs=tuple(
            Rung(words.prose(language, each.name), knot, turn if knot == "now" else "")
            for each, knot in stages.ladder(road, case.stage)
        ),
        foot=words.text(language, ahead.key, ahead.values),
    )


def knots(road: Road, stage: Stage, ended: Mapping[str, datetime]) -> list[Line]:
    """Each stage of the road in a line of its own: a shape, a word, its name."""
    return [
        Line(
            Option(each.id, key=f"ladder.knot.{knot}"),
            (
                [Fact(label=each.name), day(ended[each.id])]
                if knot == "done" and each.id in ended
                else Fact(label=each.name),
            ),
        )
        for each, knot in stages.ladder(road, stage.id)
    ]


def day(moment: datetime) -> date:
    """The day it was in Serang; nobody asks at which minute a stage began."""
    return moment.astimezone(words.WIB).date()


async def _how_long(act: Act, case: Case, stage: Stage) -> Say:
    """How long a stage takes: by our own cases, else by the catalogue, and said so."""
    took = await stays.lengths(act.tx, case.office_id, case.road, stage.id)
    days = stages.usual(took)
    if days is not None:
        return Say("ladder.ours", {"days": days, "count": len(took)}, joined=True)
    if stage.time:
        told = {"time": Fact(label=stage.time), "checked_on": stage.checked_on}
        return Say("ladder.told", told, joined=True)
    return Say("ladder.unknown", joined=True)


def _next(case: Case, found: tuple[stages.Paper, ...]) -> Say:
    """The one next thing."""
    for paper in found:
        if paper.wanted:
            back = paper.standing == "back"
            this = Option(f"send:{case.code}/{paper.id}", key="action.send_paper")
            return Say(
                f"ladder.next.{'back' if back else 'send'}",
                {"name": Fact(label=paper.name), "officer": case.holder_name},
                actions=(this, papers.choose(case)),
            )
    key = "judging" if any(p.standing == "sent" for p in found) else "nothing"
    return Say(f"ladder.next.{key}", {"name": "", "officer": case.holder_name})


PERFORMERS: Mapping[type, Performer] = {MoveStage: move, ShowStatus: show_status}
