"""Forms: what is read to fill them in."""

from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import forms as rules
from storage.cases import businesses, cases


async def _told(act: Acting, asked: object) -> rules.Told:
    del asked
    me = act.person.person_id
    known = await businesses.of_person(act.tx, me)
    return rules.Told(tuple(known), tuple(await cases.of_person(act.tx, me)))


PERFORMERS: ByAct = {rules.ShowForm: register(read=_told, decide=rules.show)}
