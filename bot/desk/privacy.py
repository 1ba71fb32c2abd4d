"""A person's own data: what is read for each act, and the rule that decides."""

from collections.abc import Mapping

from bot.desk.case_file import whole
from bot.desk.codes import fresh, tried
from bot.desk.run import register
from bot.pipeline.acts import Acting, Performer
from conversations.cases import privacy as rules
from conversations.cases.codes import Tried
from conversations.cases.privacy import (
    EraseMyData,
    KeepMyData,
    Leaving,
    LinkChats,
    SendMyData,
    ShowLinkCode,
    WithdrawConsent,
)
from storage.cases import cases
from storage.ops import jobs
from storage.people import delegation


async def _channel(act: Acting, asked: SendMyData) -> str:
    return act.person.channel


async def _leaving(
    act: Acting, asked: WithdrawConsent | EraseMyData | KeepMyData
) -> Leaving:
    me = act.person.person_id
    return Leaving(
        tuple([await whole(act, case) for case in await cases.of_person(act.tx, me)]),
        tuple(await delegation.standing(act.tx, owner=me)),
        await jobs.due_at(act.tx, rules.erasure_key(me)),
    )


async def _tried(act: Acting, asked: LinkChats) -> Tried:
    return await tried(act, asked.code, rules.CODE)


PERFORMERS: Mapping[type, Performer] = {
    SendMyData: register(read=_channel, decide=rules.send_my_data),
    WithdrawConsent: register(read=_leaving, decide=rules.withdraw),
    EraseMyData: register(read=_leaving, decide=rules.erase),
    KeepMyData: register(read=_leaving, decide=rules.keep),
    ShowLinkCode: register(read=fresh, decide=rules.show_code),
    LinkChats: register(read=_tried, decide=rules.link),
}
