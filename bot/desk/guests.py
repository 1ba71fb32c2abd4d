"""Guests of a visit: what is read for each act, and the rule that decides."""

from collections.abc import Mapping

from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct, Performer
from conversations.cases import codes
from conversations.cases.visits import guests as rules
from conversations.cases.visits.records import Visit
from storage.cases import visits
from storage.people import officers, one_time_codes


def inviting(doors: Mapping[str, str]) -> Performer:
    """Who invites a guest, where people open us by these *doors*."""

    async def read(act: Acting, asked: rules.InviteToVisit) -> rules.Inviting:
        visit = await visits.by_id(act.tx, asked.visit)
        return rules.Inviting(visit, one_time_codes.new_code(), doors)

    return register(read=read, decide=rules.invite)


async def _joining(act: Acting, asked: rules.JoinVisit) -> rules.Joining:
    named, used = await visits.invited(act.tx, asked.code)
    visit = await visits.by_id(act.tx, named) if named else None
    tried = await officers.tried(act.tx, act.person.person_id, codes.WITHIN)
    return rules.Joining(visit, used, tried)


async def _own(act: Acting, asked: object) -> tuple[Visit, ...]:
    return tuple(await visits.guest_of(act.tx, act.person.person_id))


PERFORMERS: ByAct = {
    rules.JoinVisit: register(read=_joining, decide=rules.join),
    rules.ShowGuestVisit: register(read=_own, decide=rules.show),
}
