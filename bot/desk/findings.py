"""What visits found wanting: what is read for each act, and the rule that decides."""

from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import findings as rules
from storage.cases import findings, visits


async def _named(
    act: Acting, asked: rules.AnswerFinding | rules.ShowFinding | rules.JudgeFinding
) -> rules.Judged:
    found = await findings.by_id(act.tx, asked.finding)
    visit = await visits.by_id(act.tx, found.visit_id) if found else None
    return rules.Judged(found, visit)


PERFORMERS: ByAct = {
    rules.AnswerFinding: register(read=_named, decide=rules.answer),
    rules.ShowFinding: register(read=_named, decide=rules.show),
    rules.JudgeFinding: register(read=_named, decide=rules.judge),
}
