"""Owners hand applications in, and give the one thing again that was sent back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.desk import cards, people
from bot.pipeline.acts import Act, Performer
from conversations.cases import duty, lifecycle, names
from conversations.cases.records import Case, Officer
from conversations.catalogue import catalogue
from conversations.engine.effects import (
    Correct,
    Fact,
    OpenCase,
    Option,
    Say,
)
from conversations.flows.owner.settings import CALLS
from storage.cases import businesses, cases, documents, history
from storage.people import officers
from storage.people import people as persons

STATUS = Option("status", key="action.status")
SUBSCRIBE = Option("subscribe", key="action.subscribe")


async def open_case(act: Act, effect: OpenCase) -> Iterable[Say]:
    """An application arrives at the Dinas: kept, numbered, and officers are alerted."""
    files = {name: list(ids) for name, ids in effect.files.items() if ids}
    said = {name: of for name, of in effect.fields.items() if of is not None}
    business_id = await _applicant(act, said)
    if twin := await _twin(act, business_id, effect.road):
        return [_already(twin)]
    case = await cases.open_case(
        act.tx,
        act.office,
        act.person.person_id,
        business_id,
        effect.road,
        details={**said, **files},
    )
    if effect.road in catalogue().roads:
        await businesses.change(act.tx, business_id, road=effect.road)
    for ids in files.values():
        await documents.attach(act.tx, ids, case.id, act.person.person_id)
    await _note(act, case, "opened", road=case.road)
    alerted = await on_duty(act)
    for officer in alerted:
        await act.tell(officer.person_id, "alert", cards.values(case))
    for watcher in act.watchers:
        await act.tell(watcher, "alert", cards.values(case))
    if act.by:
        filed = {"code": case.code, "business": case.business_name}
        helper = {"helper": act.by.name}
        await act.tell(case.person_id, "mandate_filed", {**filed, **helper})
    calls = await _calls(act)
    values = {
        "code": case.code,
        "at": act.now,
        "business": case.business_name,
        "call": Fact(key="apply.call") if calls else "",
    }
    actions = (STATUS,) if act.person.announcements else (STATUS, SUBSCRIBE)
    key = "apply.received" if alerted else "apply.received_alone"
    return [Say(key, values, actions=(*actions, *calls))]


async def _calls(act: Act) -> tuple[Option, ...]:
    """How one may be addressed: offered once, where it costs no message of its own."""
    if act.by or act.person.address_form or act.person.officer:
        return ()
    first = len(await cases.of_person(act.tx, act.person.person_id)) == 1
    return CALLS if first else ()


async def on_duty(act: Act) -> list[Officer]:
    """Whom of the office something new concerns."""
    return duty.alerted(await officers.of_office(act.tx, act.office))


async def _applicant(act: Act, said: Mapping[str, Any]) -> str:
    """The id of the business, or of the office, that applies."""
    if said.get("applicant") != "office":
        told = {name: of for name, of in said.items() if name in people.OF_BUSINESS}
        return await people.keep(act, told)
    name = str(said["office_name"])
    for known in await businesses.of_person(act.tx, act.person.person_id):
        if known.kind == "office" and known.name.casefold() == name.casefold():
            return known.id
    me = act.person.person_id
    return await businesses.add(act.tx, me, act.office, kind="office", name=name)


async def _twin(act: Act, business_id: str, road: str) -> Case | None:
    """An application for the same that is still open."""
    for case in await cases.of_person(act.tx, act.person.person_id):
        same = (case.business_id, case.road) == (business_id, road)
        if same and case.state in lifecycle.OPEN:
            return case
    return None


def _already(case: Case) -> Say:
    values = {
        "code": case.code,
        "business": case.business_name,
        "road": names.road_name(case.road),
        "state": Fact(key=f"status.state.{case.state}"),
    }
    return Say("apply.already", values, actions=(STATUS,))


async def correct(act: Act, effect: Correct) -> Iterable[Say]:
    """The one thing sent back has come again: the case is its officer's to go on."""
    case = await cases.by_code(act.tx, effect.case)
    if case is None or case.person_id != act.person.person_id:
        return [Say("owner.unknown")]
    actor = lifecycle.Actor(owns=True)
    late = lifecycle.problem(case.state, "correct", actor) or case.asked != effect.field
    if late:
        return [Say("owner.correct_late", {"code": case.code}, actions=(STATUS,))]
    case = await _corrected(act, case, effect)
    values = {
        "field": effect.field,
        "code": case.code,
        "value": effect.value,
        "files": list(effect.files),
    }
    told = await holders(act, case)
    for officer in told:
        await act.tell(officer.person_id, "corrected", values)
    await _note(act, case, "corrected", field=effect.field)
    said = {"code": case.code, "officer": case.holder_name}
    return [*await cards.renew(act, case), Say("owner.corrected", said)]


async def holders(act: Act, case: Case) -> Sequence[Officer]:
    """Who answers for a case: its holder, or those on duty when that one has left."""
    holder = await officers.by_id(act.tx, case.holder_id) if case.holder_id else None
    if holder and holder.active and holder.office_id == case.office_id:
        return [holder]
    return await on_duty(act)


async def _corrected(act: Act, case: Case, effect: Correct) -> Case:
    """The case, its business and its owner, each with the new answer."""
    name, value = effect.field, effect.value
    new: dict[str, Any] = {"details": {**case.details, name: value}}
    if name == "road":
        new = {"road": value}
    if effect.files:
        await documents.attach(act.tx, effect.files, case.id, case.person_id)
    elif name == "owner_name":
        await persons.remember(act.tx, case.person_id, name=value)
    elif name == "phone":
        await persons.remember(act.tx, case.person_id, phone=value)
    elif name in people.OF_BUSINESS:
        await _corrected_business(act, case, name, value)
    return await cases.change(
        act.tx,
        case,
        state=lifecycle.after(case.state, "correct"),
        asked="",
        waiting_since=act.now,
        **new,
    )


async def _corrected_business(act: Act, case: Case, name: str, value: object) -> None:
    business = await businesses.by_id(act.tx, case.business_id)
    if business:
        column = people.COLUMNS.get(name)
        new: dict[str, object] = {column: value} if column else {}
        profile = {**business.profile, name: value}
        await businesses.change(act.tx, business.id, profile=profile, **new)


async def _note(act: Act, case: Case, what: str, **detail: str) -> None:
    me = case.person_id
    await history.write(act.tx, f"case.{what}", case_id=case.id, person_id=me, **detail)


PERFORMERS: Mapping[type, Performer] = {
    OpenCase: open_case,
    Correct: correct,
}
