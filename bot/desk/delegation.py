"""Mandates: given by a code or a recorded statement, ended by whom they concern."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.desk import access
from bot.pipeline.acts import Act, Performer
from conversations.cases.decision import Denied
from conversations.cases.delegation import (
    ActFor,
    AskMandate,
    EndMandate,
    HelperLeft,
    MandateAsked,
    MandateEnded,
    MandateGiven,
    MandateRecorded,
    MandateRefused,
    RecordMandate,
    RefuseMandate,
    ShowMandateCode,
    TakeMandate,
)
from conversations.cases.lifecycle import HANDLERS
from conversations.engine.effects import Option, Say
from conversations.flows.owner import consent
from storage.cases import businesses, history
from storage.people import delegation, officers, one_time_codes, people
from storage.people.delegation import Asked, Mandate

KIND = "mandate"
"""The pass by which an owner gives one."""
AGAIN = Option("mandate_ask", key="action.mandate_ask")


async def learn(act: Act, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Whom the person helps, and who helps them, each by the id of the mandate."""
    del asked
    me = act.person.person_id
    held = await delegation.standing(act.tx, helper=me)
    given = await delegation.standing(act.tx, owner=me)
    return {"held": _called(held), "given": [[m.id, m.helper_name] for m in given]}


def _called(held: list[Mandate]) -> list[list[str]]:
    """Each by its business; where two are called the same, by its owner as well."""
    names = [each.name for each in held]
    return [
        [
            each.id,
            each.name
            if names.count(each.name) == 1
            else f"{each.name} ({each.owner_name})",
        ]
        for each in held
    ]


async def show_code(act: Act, effect: ShowMandateCode) -> Iterable[Say]:
    """A code for whoever shall act for this person."""
    del effect
    _no_officer(act)
    code = await one_time_codes.code(act.tx, act.person.person_id, KIND)
    return [Say("mandate.code", {"code": code})]


async def take(act: Act, effect: TakeMandate) -> Iterable[Say | ActFor]:
    """The owner's code: from here on the helper acts for them."""
    _no_officer(act)
    me = act.person.person_id
    spent = await one_time_codes.spend_code(act.tx, me, effect.code, KIND)
    if spent.problem:
        return [Say(f"mandate.spent.{spent.problem}", actions=(AGAIN,))]
    owner = spent.person_id
    if owner == me:
        return [Say("mandate.own")]
    if await officers.by_person(act.tx, owner):
        raise Denied("mandate.no_officer")
    given = await delegation.give(act.tx, act.office, me, owner)
    await _log(act, "granted", owner, given)
    await act.tell(owner, MandateGiven(act.person.name, given))
    return [Say("mandate.taken", joined=True), ActFor(given)]


async def ask(act: Act, effect: AskMandate) -> Iterable[Say]:
    """A signed statement goes to the officers, who see that it is one."""
    _no_officer(act)
    me = act.person
    details = {"owner_name": effect.owner, "business_name": effect.business}
    asked = await delegation.ask(
        act.tx, act.office, me.person_id, details, effect.files
    )
    news = MandateAsked(asked, me.name, effect.owner, effect.business, effect.files)
    for officer in await access.on_duty(act):
        await act.tell(officer.person_id, news)
    await history.write(act.tx, "mandate.asked", person_id=me.person_id, mandate=asked)
    return [Say("mandate.asked", {"business": effect.business})]


async def record(act: Act, effect: RecordMandate) -> Iterable[Say]:
    """The owner is somebody from here on, whom no chat can reach but the helper's."""
    officer, asked = await _statement(act, effect.mandate)
    owner = await delegation.record(act.tx, asked, officer)
    await people.consent(
        act.tx,
        owner,
        "notice",
        agreed=True,
        version=consent.version(),
        channel=asked.how,
    )
    business = asked.details["business_name"]
    profile = {"business_name": business}
    await businesses.add(act.tx, owner, asked.office_id, name=business, profile=profile)
    await _log(act, "recorded", owner, asked.id, officer)
    await act.tell(asked.helper_id, MandateRecorded(business, asked.id))
    end = Option(f"mandate_end:{asked.id}", key="action.mandate_end")
    return [Say("mandate.kept", {"business": business}, actions=(end,))]


async def refuse(act: Act, effect: RefuseMandate) -> Iterable[Say]:
    """Nobody acts for anybody; the helper hears why."""
    officer, asked = await _statement(act, effect.mandate)
    await delegation.refuse(act.tx, asked)
    await _log(act, "refused", asked.helper_id, asked.id, officer)
    business = asked.details["business_name"]
    await act.tell(asked.helper_id, MandateRefused(business, effect.reason))
    return [Say("mandate.not_kept", {"business": business})]


async def end(act: Act, effect: EndMandate) -> Iterable[Say]:
    """From this moment the helper acts for this owner no more; both sides know."""
    found = await delegation.standing(act.tx, id_=effect.mandate)
    me = act.person.person_id
    mandate = found[0] if found else None
    if mandate is None or not await _may_end(act, mandate):
        raise Denied("mandate.gone")
    await delegation.end(act.tx, mandate.id)
    await _log(act, "ended", mandate.owner_id, mandate.id)
    names = {"business": mandate.name, "helper": mandate.helper_name}
    if me != mandate.helper_id:
        await act.tell(mandate.helper_id, MandateEnded(**names))
    if me != mandate.owner_id:
        await act.tell(mandate.owner_id, HelperLeft(**names))
    return [Say("mandate.end", names)]


async def end_all(act: Act) -> None:
    """Who takes their consent back lets nobody act for them any more."""
    for mandate in await delegation.standing(act.tx, owner=act.person.person_id):
        await end(act, EndMandate(mandate.id))


async def _may_end(act: Act, mandate: Mandate) -> bool:
    """Owner and helper may; and for an owner without a phone an officer."""
    if act.person.person_id in {mandate.owner_id, mandate.helper_id}:
        return True
    officer = await officers.by_person(act.tx, act.person.person_id)
    return (
        mandate.how == "statement"
        and officer is not None
        and officer.office_id == mandate.office_id
        and officer.role in HANDLERS
    )


def _no_officer(act: Act) -> None:
    """Nobody should decide on what they filed themselves."""
    if act.person.officer:
        raise Denied("mandate.no_officer")


async def _statement(act: Act, mandate: str) -> tuple[str, Asked]:
    """Which officer decides, and on what: of their own office, and not yet decided."""
    officer = await access.officer(act)
    asked = await delegation.asked(act.tx, mandate)
    if asked is None or asked.office_id != officer.office_id:
        raise Denied("mandate.decided")
    return officer.id, asked


async def _log(
    act: Act, what: str, person: str, mandate: str, officer: str | None = None
) -> None:
    await history.write(
        act.tx,
        f"mandate.{what}",
        person_id=person,
        officer_id=officer,
        mandate=mandate,
    )


PERFORMERS: Mapping[type, Performer] = {
    ShowMandateCode: show_code,
    TakeMandate: take,
    AskMandate: ask,
    RecordMandate: record,
    RefuseMandate: refuse,
    EndMandate: end,
}
