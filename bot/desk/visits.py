"""Visits: what is read for each act, and the rule that decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.desk.case_file import at_desk
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases.visits import appointments as rules
from conversations.cases.visits import route as visit_route
from conversations.cases.visits.records import LASTS, Visit
from storage.cases import visits


async def seen(act: Acting, visit_id: str, *, lock: bool = False) -> rules.Seen:
    """A visit, beside what its officer has promised; with a *lock* it stays so."""
    visit = await visits.by_id(act.tx, visit_id)
    if visit is None:
        return rules.Seen()
    since = act.now - LASTS
    busy = await visits.booked(act.tx, visit.officer_id, since, lock=lock)
    guests = await visits.guests(act.tx, visit.id)
    return rules.Seen(visit, tuple(busy), tuple(guests))


async def planning(
    act: Acting, codes: Sequence[str], *, lock: bool = False
) -> rules.Planning:
    """The cases that an officer wants to visit, and what they have promised."""
    if act.person.officer is None:
        return rules.Planning()
    own, since = act.person.officer.id, act.now - LASTS
    files = [await at_desk(act, code) for code in codes]
    open_ = [
        each
        for file in files
        if file.case
        for each in await visits.of_case(act.tx, file.case.id)
        if each.ahead
    ]
    busy = await visits.booked(act.tx, own, since, lock=lock)
    return rules.Planning(tuple(files), tuple(busy), tuple(open_))


async def _asked(act: Acting, asked: Mapping[str, Any]) -> rules.Planning:
    return await planning(act, [str(each) for each in asked.get("codes", ())])


async def _offered(act: Acting, asked: rules.OfferVisits) -> rules.Planning:
    return await planning(act, asked.codes, lock=True)


async def _picked(act: Acting, asked: rules.PickVisit) -> rules.Seen:
    return await seen(act, asked.visit, lock=True)


async def _named(
    act: Acting, asked: rules.AskOtherTime | rules.CancelVisit | rules.MissVisit
) -> rules.Seen:
    return await seen(act, asked.visit)


async def _own(act: Acting, asked: Mapping[str, Any]) -> rules.Seen:
    """The visit that is named, else the next of this owner."""
    named = str(asked.get("visit", ""))
    if not named:
        ahead = await visits.ahead_of(act.tx, act.person.person_id)
        found = ahead or await visits.guest_of(act.tx, act.person.person_id)
        named = found[0].id if found else ""
    return await seen(act, named)


async def _promised(act: Acting, asked: object) -> Sequence[Visit]:
    if act.person.officer is None:
        return ()
    own = act.person.officer.id
    return await visits.booked(act.tx, own, act.now - LASTS)


VISITABLE = answer(_asked, rules.visitable)
OWN = answer(_own, rules.own)
PERFORMERS: ByAct = {
    rules.OfferVisits: register(read=_offered, decide=rules.offer),
    rules.PickVisit: register(read=_picked, decide=rules.pick),
    rules.AskOtherTime: register(read=_named, decide=rules.ask_other),
    rules.CancelVisit: register(read=_named, decide=rules.cancel),
    rules.MissVisit: register(read=_named, decide=rules.miss),
    visit_route.ShowRoute: register(read=_promised, decide=visit_route.show_route),
}
