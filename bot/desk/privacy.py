"""A person's own data: what is read for each act, and the rule that decides."""

from bot.desk.case_file import whole
from bot.desk.codes import fresh, tried
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import privacy as rules
from conversations.cases.codes import Tried
from storage.cases import cases
from storage.ops import jobs
from storage.people import delegation


async def _channel(act: Acting, asked: rules.SendMyData) -> str:
    return act.person.channel


async def _leaving(
    act: Acting, asked: rules.WithdrawConsent | rules.EraseMyData | rules.KeepMyData
) -> rules.Leaving:
    me = act.person.person_id
    return rules.Leaving(
        tuple([await whole(act, case) for case in await cases.of_person(act.tx, me)]),
        tuple(await delegation.standing(act.tx, owner=me)),
        await jobs.due_at(act.tx, rules.erasure_key(me)),
    )


async def _tried(act: Acting, asked: rules.LinkChats) -> Tried:
    return await tried(act, asked.code, rules.CODE)


PERFORMERS: ByAct = {
    rules.SendMyData: register(read=_channel, decide=rules.send_my_data),
    rules.WithdrawConsent: register(read=_leaving, decide=rules.withdraw),
    rules.EraseMyData: register(read=_leaving, decide=rules.erase),
    rules.KeepMyData: register(read=_leaving, decide=rules.keep),
    rules.ShowLinkCode: register(read=fresh, decide=rules.show_code),
    rules.LinkChats: register(read=_tried, decide=rules.link),
}
