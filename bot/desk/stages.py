"""A case on its road: moved from stage to stage, and shown as a ladder."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.desk import access, ladder, papers
from bot.desk import cases as desks
from bot.pipeline.acts import Act, Performer
from conversations.cases import lifecycle, names, stages
from conversations.cases.decision import Denied
from conversations.cases.records import Case
from conversations.catalogue import catalogue
from conversations.engine.effects import (
    MoveStage,
    Option,
    Say,
    ShowProgress,
    ShowStatus,
)
from conversations.flows.officer import case_card
from conversations.flows.owner.apply import QUESTIONS
from conversations.flows.owner.recovery import NEW, OFFICER
from storage.cases import businesses, cases, stage_log

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
        here = names.stage_name(case.road, case.stage)
        raise Denied("desk.moved_already", code=case.code, stage=here)
    there = stages.beside(road, case.stage, step)
    await stage_log.end(act.tx, case, finished=step != "backward")
    case = await cases.change(
        act.tx,
        case,
        state=lifecycle.after(case.state, step),
        stage=there.id if there else case.stage,
        waiting_since=act.now,
    )
    if there:
        await stage_log.begin(act.tx, case)
        await businesses.change(act.tx, case.business_id, stage=case.stage)
    desk = replace(desk, case=case)
    await desks.note(act, desk, step, road=case.road, stage=case.stage)
    wanted = [each for each in await papers.of_case(act, case) if each.wanted]
    await desks.tell_owner(
        act,
        desk,
        step,
        road=case.road,
        stage=case.stage,
        papers=len(wanted),
    )
    stage = names.stage_name(case.road, case.stage)
    return await desks.done(act, desk, f"desk.moved.{step}", stage=stage)


async def show_status(act: Act, effect: ShowStatus) -> Iterable[Say]:
    """How each of the person's cases stands, the newest first."""
    found = await cases.of_person(act.tx, act.person.person_id)
    office = catalogue().office
    code = lifecycle.code(effect.code, office.case_prefix)
    if code and all(case.code != code for case in found):
        named = Option(f"recover:{code}", key="action.recover")
        return [Say("recover.offer", {"code": code}, actions=(named, *OFFICER))]
    if not found:
        apply = Option("apply", key="action.apply")
        return [Say("status.none", actions=(apply, NEW))]
    said: list[Say] = []
    for case in found[:SHOWN]:
        if case.state == "accepted" and case.road in catalogue().roads:
            said += await ladder.show(act, case)
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
            "road": names.road_name(case.road),
            "stage": names.stage_name(case.road, case.stage),
            "holder": case.holder_name,
            "asked": case_card.label(case.asked) if case.asked in QUESTIONS else "",
            "since": case.updated_at,
        },
    )


async def show_progress(act: Act, effect: ShowProgress) -> Iterable[Say]:
    """News of a case, with the ladder as it is by now."""
    case = await cases.by_code(act.tx, effect.code)
    return [await ladder.beside(act, case, effect.said) if case else effect.said]


PERFORMERS: Mapping[type, Performer] = {
    MoveStage: move,
    ShowStatus: show_status,
    ShowProgress: show_progress,
}
