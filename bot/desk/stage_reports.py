"""Stages that are reported done: what is read for each act, and the rule."""

from collections.abc import Mapping
from typing import Any

from bot.desk.case_file import named_at_desk, of_owner, whole
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import stage_reports as rules
from conversations.cases.case_file import CaseFile
from storage.cases import businesses, cases


async def _guided(act: Acting, asked: Mapping[str, Any]) -> list[CaseFile]:
    filed = await cases.of_person(act.tx, act.person.person_id)
    return [await whole(act, each) for each in filed if each.state == "accepted"]


async def _reported(act: Acting, asked: rules.ReportStage) -> rules.Reported:
    file = await of_owner(act, asked.code)
    of = file.case.business_id if file.case else ""
    return rules.Reported(file, await businesses.by_id(act.tx, of))


async def _own(act: Acting, asked: rules.TakeBackReport) -> CaseFile:
    return await of_owner(act, asked.code)


OPEN = answer(_guided, rules.open_stage)
PERFORMERS: ByAct = {
    rules.ReportStage: register(read=_reported, decide=rules.report),
    rules.TakeBackReport: register(read=_own, decide=rules.take_back),
    rules.RefuseReport: register(read=named_at_desk, decide=rules.refuse),
}
