"""Programmes and requests: what is read for each act, and the rule that decides."""

from typing import Any

from bot.desk.run import nothing, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import programmes as programme_rules
from conversations.cases import requests as rules
from conversations.cases.calendar import day_of
from conversations.cases.staff.duty import alerted
from storage.cases import businesses, programmes, requests
from storage.people import officers


async def _programmes(act: Acting, asked: object) -> programme_rules.Programmes:
    tx, me = act.tx, act.person.person_id
    running = await programmes.running(tx, act.office, day_of(act.now).isoformat())
    before = {r.programme_id or "": r.state for r in await requests.of_person(tx, me)}
    own = tuple(await businesses.of_person(tx, me))
    return programme_rules.Programmes(tuple(running), own, before)


async def _programme(
    act: Acting, asked: programme_rules.CloseProgramme
) -> programme_rules.Programme | None:
    return await programmes.by_id(act.tx, asked.programme)


async def _asking(
    act: Acting, asked: rules.AskProgramme | rules.AskLetter
) -> rules.Asking:
    tx, me = act.tx, act.person.person_id
    named = getattr(asked, "programme", "")
    staff = await officers.of_office(tx, act.office)
    return rules.Asking(
        tuple(await businesses.of_person(tx, me)),
        tuple(await requests.of_person(tx, me)),
        await programmes.by_id(tx, named) if named else None,
        tuple(alerted(staff)),
    )


async def _requested(
    act: Acting,
    asked: rules.ShowRequest
    | rules.GrantRequest
    | rules.DeclineRequest
    | rules.SendLetter
    | rules.ShowLetter,
) -> rules.Requested:
    one = await requests.by_id(act.tx, asked.request)
    if one is None:
        return rules.Requested()
    of = one.programme_id
    business = await businesses.by_id(act.tx, one.business_id)
    known: dict[str, Any] = {**business.profile} if business else {}
    known |= {"owner_name": one.owner, "business_name": one.business}
    known |= {"brand": one.brand}
    programme = await programmes.by_id(act.tx, of) if of else None
    return rules.Requested(one, programme, known)


PERFORMERS: ByAct = {
    programme_rules.ShowProgrammes: register(_programmes, programme_rules.show),
    programme_rules.OpenProgramme: register(nothing, programme_rules.open_programme),
    programme_rules.CloseProgramme: register(
        _programme, programme_rules.close_programme
    ),
    rules.AskProgramme: register(_asking, rules.ask_programme),
    rules.AskLetter: register(_asking, rules.ask_letter),
    rules.ShowRequest: register(_requested, rules.show),
    rules.GrantRequest: register(_requested, rules.grant),
    rules.DeclineRequest: register(_requested, rules.decline),
    rules.SendLetter: register(_requested, rules.send_letter),
    rules.ShowLetter: register(_requested, rules.letter),
}
