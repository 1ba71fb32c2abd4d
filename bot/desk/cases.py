"""Officers at work on cases: the queue, a card, taking, sending back, accepting."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot import words
from bot.desk import access, cards
from bot.desk.access import AtDesk
from bot.pipeline.acts import Act, Performer
from conversations.cases import lifecycle, names
from conversations.cases.decision import Denied
from conversations.cases.records import Case
from conversations.catalogue import catalogue
from conversations.engine.effects import (
    AcceptCase,
    Fact,
    Line,
    Option,
    Say,
    SendBack,
    ShowCase,
    ShowQueue,
    TakeCase,
)
from conversations.engine.flow import Answers
from conversations.engine.questions.special import File
from conversations.flows.officer import case_card
from conversations.flows.owner.apply import QUESTIONS
from conversations.flows.owner.find_road import advice
from storage.cases import businesses, cases, documents, history, notes, stage_log
from storage.tables.cases import WAITING

PAGE = 8
"""Cases on a page of the queue: with two arrows they fit the longest list allowed."""


async def show_queue(act: Act, effect: ShowQueue) -> Iterable[Say]:
    """What waits, the oldest first; each case a button."""
    officer = await access.officer(act, *access.LOOKERS)
    counts = await cases.counts(act.tx, officer.office_id)
    count = sum(counts.get(state, 0) for state in WAITING)
    if not count:
        return [Say("desk.queue_empty")]
    pages = -(-count // PAGE)
    page = min(effect.page, pages - 1)
    waiting = await cases.waiting(
        act.tx, officer.office_id, limit=PAGE, offset=page * PAGE
    )
    actions = [Option(f"open:{case.code}", label=case.code) for case in waiting]
    if page:
        actions.append(Option(f"queue:{page - 1}", key="option.previous"))
    if page < pages - 1:
        actions.append(Option(f"queue:{page + 1}", key="option.next"))
    values = {
        "count": count,
        "page": page + 1,
        "pages": pages,
        "lines": [_line(case) for case in waiting],
    }
    return [Say("desk.queue", values, actions=tuple(actions))]


def _line(case: Case) -> Line:
    """A case in one line of the queue."""
    parts: list[Any] = [
        case.business_name,
        names.place(case.kecamatan),
        Fact(key=f"desk.state.{case.state}"),
        case.holder_name,
        case.waiting_since,
    ]
    return Line(Option(case.code, label=case.code), ([p for p in parts if p],))


async def show_case(act: Act, effect: ShowCase) -> Iterable[Say]:
    """One case with all that is known; who looked is written down."""
    desk = await access.look(act, effect.code)
    await note(act, desk, "seen")
    return await cards.whole(act, desk.case)


async def take(act: Act, effect: TakeCase) -> Iterable[Say]:
    """Make the case this officer's, if it is nobody's: of two who press one wins."""
    desk = await access.may(act, effect.code, "take")
    won = await cases.take(act.tx, desk.case.id, desk.officer.id)
    desk = replace(desk, case=await cases.by_id(act.tx, desk.case.id))
    if not won:
        raise access.taken(desk)
    await note(act, desk, "taken")
    await tell_owner(act, desk, "taken")
    return await done(act, desk, "desk.taken", officer=desk.officer.name)


async def send_back(act: Act, effect: SendBack) -> Iterable[Say]:
    """Ask the owner for one answer or document again."""
    desk = await access.may(act, effect.code, "back")
    case = desk.case
    if effect.field not in cards.returnable(case):
        raise Denied("desk.unknown_field", code=case.code)
    case = await cases.change(
        act.tx,
        case,
        state=lifecycle.after(case.state, "back"),
        asked=effect.field,
        waiting_since=act.now,
    )
    desk = replace(desk, case=case)
    if isinstance(QUESTIONS[effect.field], File):
        await documents.decide(act.tx, case.details[effect.field], "sent_back")
    await notes.write(
        act.tx,
        case.person_id,
        "reason",
        effect.reason,
        case_id=case.id,
        officer_id=desk.officer.id,
    )
    await note(act, desk, "sent_back", field=effect.field)
    reason = {"field": effect.field, "reason": effect.reason}
    await tell_owner(act, desk, "sent_back", **reason)
    return await done(act, desk, "desk.returned", what=case_card.label(effect.field))


async def accept(act: Act, effect: AcceptCase) -> Iterable[Say]:
    """Accept an application: guidance starts at the first stage of its road."""
    desk = await access.may(act, effect.code, "accept")
    case = desk.case
    road = catalogue().roads.get(case.road)
    if road is None:
        fitting = advice(Answers(case.details)).road
        values = {"code": case.code, "advice": names.road_name(fitting)}
        back = Option(f"back:{case.code}", key="desk.act.back")
        return [Say("desk.needs_road", values, actions=(back,))]
    stage = road.stages[0].id
    case = await cases.change(
        act.tx, case, state=lifecycle.after(case.state, "accept"), stage=stage
    )
    desk = replace(desk, case=case)
    await stage_log.begin(act.tx, case)
    await businesses.change(act.tx, case.business_id, road=road.id, stage=stage)
    files = await documents.of_case(act.tx, case.id)
    if kept := [each.id for each in files if each.state == "kept"]:
        await documents.decide(act.tx, kept, "accepted")
    await note(act, desk, "accepted", road=road.id, stage=stage)
    await tell_owner(act, desk, "accepted", road=road.id, stage=stage)
    named = {
        "road": names.road_name(road.id),
        "stage": names.stage_name(road.id, stage),
    }
    return await done(act, desk, "desk.accepted", **named)


async def learn(act: Act, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The case an officer is about to send back a part of, or why they cannot."""
    try:
        desk = await access.may(act, str(asked.get("code", "")), "back")
    except Denied as denied:
        language, said = act.person.language, denied.said
        # What was learned is stored with the conversation: plain data only.
        plain = {name: words.show(language, of) for name, of in said.values.items()}
        return {**plain, "problem": said.key.removeprefix("desk.")}
    return cards.found(desk.case)


async def done(act: Act, desk: AtDesk, key: str, **values: object) -> list[Say]:
    """What an officer's act ends with: a word to them, and everybody's card anew."""
    case = desk.case
    actions = case_card.buttons(cards.values(case), but="open")
    named = {"code": case.code, "business": case.business_name, **values}
    renewed = await cards.renew(act, case)
    return [*renewed, Say(key, named, actions=actions)]


async def tell_owner(act: Act, desk: AtDesk, what: str, **values: object) -> None:
    """Let the owner know *what* an officer did."""
    case = desk.case
    named = {
        "code": case.code,
        "business": case.business_name,
        "officer": desk.officer.name,
    }
    await act.tell(case.person_id, what, {**named, **values})


async def note(act: Act, desk: AtDesk, what: str, **detail: str) -> None:
    """Write an officer's act into the history."""
    await history.write(
        act.tx,
        f"case.{what}",
        case_id=desk.case.id,
        person_id=desk.case.person_id,
        officer_id=desk.officer.id,
        **detail,
    )


PERFORMERS: Mapping[type, Performer] = {
    ShowQueue: show_queue,
    ShowCase: show_case,
    TakeCase: take,
    SendBack: send_back,
    AcceptCase: accept,
}
