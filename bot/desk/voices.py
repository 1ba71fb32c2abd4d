"""Voices and files without a purpose: what is read for each act, and who decides."""

from collections.abc import Mapping

from bot.desk.messages import about, open_case, question
from bot.desk.run import register
from bot.pipeline.acts import Acting, Performer
from conversations.cases import voices as rules
from conversations.cases.messages import Question, Writing
from conversations.cases.voices import HandOver, PutAway, TypeFor


async def _open(act: Acting, asked: HandOver | PutAway) -> Writing:
    return await about(act, await open_case(act))


async def _heard(act: Acting, asked: TypeFor) -> Question:
    return await question(act, asked.note)


PERFORMERS: Mapping[type, Performer] = {
    HandOver: register(read=_open, decide=rules.hand_over),
    PutAway: register(read=_open, decide=rules.put_away),
    TypeFor: register(read=_heard, decide=rules.type_for),
}
