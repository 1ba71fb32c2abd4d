"""Voices and files without a purpose: what is read for each act, and who decides."""

from bot.desk.messages import about, open_case
from bot.desk.replies import question
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import voices as rules
from conversations.cases.messages import Writing
from conversations.cases.replies import Question


async def _open(act: Acting, asked: rules.HandOver | rules.PutAway) -> Writing:
    return await about(act, await open_case(act))


async def _heard(act: Acting, asked: rules.TypeFor) -> Question:
    return await question(act, asked.note)


PERFORMERS: ByAct = {
    rules.HandOver: register(read=_open, decide=rules.hand_over),
    rules.PutAway: register(read=_open, decide=rules.put_away),
    rules.TypeFor: register(read=_heard, decide=rules.type_for),
}
