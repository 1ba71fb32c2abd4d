"""The readiness check: what is read for each act, and the rule that decides."""

from msgspec import structs

from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import readiness as rules
from storage.cases import businesses, checks, documents, visits


async def _own(act: Acting, asked: object) -> rules.OwnChecks:
    me = act.person.person_id
    sent = await documents.of_person(act.tx, me)
    return rules.OwnChecks(
        tuple(await checks.of_person(act.tx, me)),
        tuple(await businesses.of_person(act.tx, me)),
        frozenset(each.purpose for each in sent if each.state == "accepted"),
    )


async def _page(act: Acting, asked: object) -> rules.OwnChecks:
    seen = await _own(act, asked)
    done = await visits.confirmed_of(act.tx, act.person.person_id)
    return structs.replace(seen, visits=tuple(done))


KNOWN = answer(_own, rules.known)
PERFORMERS: ByAct = {
    rules.KeepCheck: register(read=_own, decide=rules.keep),
    rules.ShowCheckPage: register(read=_page, decide=rules.show_page),
}
