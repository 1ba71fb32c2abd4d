"""Mandates: what is read for each act, and the rule that decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.desk.run import answer, person, register
from bot.desk.save import save
from bot.pipeline.acts import Acting, Performer
from conversations.cases import delegation as rules
from conversations.cases.delegation import (
    AskMandate,
    EndMandate,
    RecordMandate,
    RefuseMandate,
    ShowMandateCode,
    Stated,
    TakeMandate,
    Tried,
)
from conversations.cases.records import Mandate, Officer
from conversations.flows.owner import consent
from storage.core.ids import new_id
from storage.people import delegation, officers, one_time_codes


async def end_all(act: Acting) -> None:
    """Who takes their consent back lets nobody act for them any more."""
    for mandate in await delegation.standing(act.tx, owner=act.person.person_id):
        await save(act, rules.end(EndMandate(mandate.id), mandate, person(act)))


async def _both(
    act: Acting, asked: Mapping[str, Any]
) -> tuple[Sequence[Mandate], Sequence[Mandate]]:
    me = act.person.person_id
    held = await delegation.standing(act.tx, helper=me)
    return held, await delegation.standing(act.tx, owner=me)


async def _fresh(act: Acting, asked: ShowMandateCode) -> str:
    return one_time_codes.new_code()


async def _tried(act: Acting, asked: TakeMandate) -> Tried:
    me = act.person.person_id
    found = await one_time_codes.find_code(act.tx, me, asked.code, rules.CODE)
    if found.problem:
        return Tried(problem=found.problem)
    owner = found.person_id
    known = await delegation.standing(act.tx, helper=me, owner=owner)
    return Tried(
        owner,
        at_desk=await officers.by_person(act.tx, owner) is not None,
        standing=known[0].id if known else "",
    )


async def _officers(act: Acting, asked: AskMandate) -> Sequence[Officer]:
    return await officers.of_office(act.tx, act.office)


async def _stated(act: Acting, asked: RecordMandate | RefuseMandate) -> Stated:
    statement = await delegation.asked(act.tx, asked.mandate)
    return Stated(statement, new_id(), consent.version())


async def _standing(act: Acting, asked: EndMandate) -> Mandate | None:
    found = await delegation.standing(act.tx, id_=asked.mandate)
    return found[0] if found else None


KNOWN = answer(_both, rules.known)
PERFORMERS: Mapping[type, Performer] = {
    ShowMandateCode: register(read=_fresh, decide=rules.show_code),
    TakeMandate: register(read=_tried, decide=rules.take),
    AskMandate: register(read=_officers, decide=rules.ask),
    RecordMandate: register(read=_stated, decide=rules.record),
    RefuseMandate: register(read=_stated, decide=rules.refuse),
    EndMandate: register(read=_standing, decide=rules.end),
}
