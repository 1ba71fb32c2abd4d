"""The readiness check: what is read for each act, and the rule that decides."""

from collections.abc import Mapping

from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, Performer
from conversations.cases import readiness as rules
from conversations.cases.readiness import KeepCheck, OwnChecks, ShowCheckPage
from storage.cases import businesses, checks


async def _own(act: Acting, asked: object) -> OwnChecks:
    me = act.person.person_id
    found = await checks.of_person(act.tx, me)
    return OwnChecks(tuple(found), tuple(await businesses.of_person(act.tx, me)))


KNOWN = answer(_own, rules.known)
PERFORMERS: Mapping[type, Performer] = {
    KeepCheck: register(read=_own, decide=rules.keep),
    ShowCheckPage: register(read=_own, decide=rules.show_page),
}
