"""What visits found wanting: what is read for each act, and the rule that decides."""

from collections.abc import Mapping
from typing import Any

from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases.visits import findings as rules
from conversations.cases.visits.records import Finding
from storage.cases import findings, visits


async def _named(
    act: Acting, asked: rules.AnswerFinding | rules.ShowFinding | rules.JudgeFinding
) -> rules.Judged:
    found = await findings.by_id(act.tx, asked.finding)
    visit = await visits.by_id(act.tx, found.visit_id) if found else None
    return rules.Judged(found, visit)


async def _of_owner(act: Acting, asked: Mapping[str, Any]) -> list[Finding]:
    return await findings.listed(act.tx, person_id=act.person.person_id)


STILL_OPEN = answer(_of_owner, rules.still_open)
PERFORMERS: ByAct = {
    rules.AnswerFinding: register(read=_named, decide=rules.answer),
    rules.ShowFinding: register(read=_named, decide=rules.show),
    rules.JudgeFinding: register(read=_named, decide=rules.judge),
}
