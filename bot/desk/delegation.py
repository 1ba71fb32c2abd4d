"""Mandates: what is read for each act, and the rule that decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.desk.codes import fresh, tried
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import delegation as rules
from conversations.cases.records import Mandate, Officer
from conversations.flows.owner import consent
from storage.core.ids import new_id
from storage.people import delegation, officers


async def _both(
    act: Acting, asked: Mapping[str, Any]
) -> tuple[Sequence[Mandate], Sequence[Mandate]]:
    me = act.person.person_id
    held = await delegation.standing(act.tx, helper=me)
    return held, await delegation.standing(act.tx, owner=me)


async def _taken(act: Acting, asked: rules.TakeMandate) -> rules.Taken:
    code = await tried(act, asked.code, rules.CODE)
    held = await delegation.standing(act.tx, helper=act.person.person_id)
    return rules.Taken(code, tuple(held))


async def _officers(act: Acting, asked: rules.AskMandate) -> Sequence[Officer]:
    return await officers.of_office(act.tx, act.office)


async def _stated(
    act: Acting, asked: rules.RecordMandate | rules.RefuseMandate
) -> rules.Stated:
    statement = await delegation.asked(act.tx, asked.mandate)
    return rules.Stated(statement, new_id(), consent.version())


async def _standing(act: Acting, asked: rules.EndMandate) -> Mandate | None:
    found = await delegation.standing(act.tx, id_=asked.mandate)
    return found[0] if found else None


KNOWN = answer(_both, rules.known)
PERFORMERS: ByAct = {
    rules.ShowMandateCode: register(read=fresh, decide=rules.show_code),
    rules.TakeMandate: register(read=_taken, decide=rules.take),
    rules.AskMandate: register(read=_officers, decide=rules.ask),
    rules.RecordMandate: register(read=_stated, decide=rules.record),
    rules.RefuseMandate: register(read=_stated, decide=rules.refuse),
    rules.EndMandate: register(read=_standing, decide=rules.end),
}
