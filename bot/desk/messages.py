"""Questions, replies and answers: what owner and officer write to each other.

Each is kept as a note and told to the other side. Where there is no case, the note
itself is what one replies to.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot import words
from bot.desk import access
from bot.pipeline.acts import Act, Performer
from conversations.cases import lifecycle
from conversations.cases.decision import Denied
from conversations.cases.records import Case, Note, Officer
from conversations.catalogue import catalogue
from conversations.engine.effects import (
    AnswerOfficer,
    AskOfficers,
    Fact,
    Option,
    ReplyToOwner,
    Say,
)
from conversations.flows.officer import case_card
from storage.cases import businesses, cases, documents, history, notes
from storage.people import officers, sessions

UNKNOWN = Say("owner.unknown")


async def ask(act: Act, effect: AskOfficers) -> Iterable[Say]:
    """A question to whoever holds their case, else to whoever is on duty."""
    case = await _own_case(act, effect.case) or await open_case(act)
    note = await write(act, "question", effect.text, effect.files, case)
    told = await access.holders(act, case) if case else await access.on_duty(act)
    values = {"note": note, "code": case.code if case else "", "about": effect.about}
    await _tell(act, told, "asked", effect, case, values)
    await _log(act, "asked", case, about=effect.about)
    if not told:
        return [Say("ask.nobody")]
    known = catalogue().office.detail("hours", act.person.language)
    hours = known or Fact(key="ask.hours_unknown")
    key = f"ask.sent.{effect.about}" if effect.about else "ask.sent"
    return [Say(key, {"hours": hours}, fallback="ask.sent")]


async def answer(act: Act, effect: AnswerOfficer) -> Iterable[Say]:
    """Back to the officer who holds the case, or who wrote."""
    case = await _own_case(act, effect.case)
    replied = await notes.by_id(act.tx, effect.note) if effect.note else None
    if replied and replied.person_id != act.person.person_id:
        replied = None
    if case is None and replied is None:
        return [UNKNOWN]
    note = await write(act, "answer", effect.text, effect.files, case)
    writer = await _writer(act, case, replied)
    values = {"note": note, "code": case.code if case and writer else ""}
    told = [writer] if writer else await access.on_duty(act)
    await _tell(act, told, "answered", effect, case, values)
    await _log(act, "answered", case)
    if writer:
        return [Say("answer.sent", {"officer": writer.name})]
    return [Say("answer.sent_desk" if told else "ask.nobody")]


async def reply(act: Act, effect: ReplyToOwner) -> Iterable[Say]:
    """An officer's words to an owner: about a case, or to a question without one."""
    if effect.code:
        held = await access.may(act, effect.code, "reply")
        officer, case, note = held.officer, held.case, None
        owner = case.person_id
    else:
        officer = await access.officer(act)
        note = await answerable(act, officer, effect.note)
        case, owner = None, note.person_id
    case_id = case.id if case else note.case_id if note else None
    written = await notes.write(
        act.tx,
        owner,
        "reply",
        effect.text,
        case_id=case_id,
        officer_id=officer.id,
        files=effect.files,
    )
    name = case.owner_name if case else await _name_of(act, owner)
    renewed: list[Say] = []
    if note and await notes.answer(act.tx, note.id, officer.id):
        renewed = await _settle(act, officer, note, name)
    about = {"code": case.code} if case else {"note": written}
    values = {"officer": officer.name, "text": effect.text, "files": effect.files}
    await act.tell(owner, "replied", {**about, **values})
    ids = {"case_id": case_id, "person_id": owner, "officer_id": officer.id}
    await history.write(act.tx, "case.replied" if case else "note.replied", **ids)
    sent = {"owner": name or Fact(key="desk.someone")}
    return [*renewed, Say("desk.sent", sent, actions=_onward(note, effect.text))]


async def learn(act: Act, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Who else has answered a note that an officer is about to reply to."""
    found = await notes.by_id(act.tx, str(asked.get("note", "")))
    by = await officers.by_id(act.tx, found.answered_by) if found else None
    if by is None or by.person_id == act.person.person_id or by.office_id != act.office:
        return {}
    return {"by": by.name}


async def _settle(act: Act, officer: Officer, note: Note, owner: str) -> list[Say]:
    """A question is answered: every officer's card of it says by whom."""
    values = {"note": note.id, "officer": officer.name, "text": note.body}
    mine: list[Say] = []
    for other in await officers.of_office(act.tx, officer.office_id):
        someone = owner or words.text(other.language, "desk.someone")
        read = {**values, "owner": someone}
        if other.id == officer.id:
            mine = [case_card.settled(read)]
        else:
            await act.tell(other.person_id, "settled", read)
    return mine


def _onward(note: Note | None, text: str) -> tuple[Option, ...]:
    """After a reply to a question: make it everybody's, or add to it."""
    if note is None:
        return ()
    more = Option(f"reply:n:{note.id}", key="action.reply_more")
    if note.kind != "question" or not (note.body and text):
        return (more,)
    return (Option(f"lasting:{note.id}", key="action.keep_answer"), more)


async def _own_case(act: Act, code: str) -> Case | None:
    """The case an owner speaks of, if it is theirs."""
    case = await cases.by_code(act.tx, code) if code else None
    return case if case and case.person_id == act.person.person_id else None


async def open_case(act: Act) -> Case | None:
    """The person's newest case that is on its way: what they ask is about it."""
    found = await cases.of_person(act.tx, act.person.person_id)
    return next((case for case in found if case.state in lifecycle.OPEN), None)


async def answerable(act: Act, officer: Officer, note_id: str) -> Note:
    """The owner's note that an officer replies to, if it concerns their office."""
    note = await notes.by_id(act.tx, note_id)
    if note is None or note.author != "owner":
        raise Denied("desk.unknown_note")
    theirs = await businesses.of_person(act.tx, note.person_id)
    offices = {business.office_id for business in theirs} or {act.office}
    if officer.office_id not in offices:
        raise Denied("desk.unknown_note")
    return note


async def _writer(act: Act, case: Case | None, replied: Note | None) -> Officer | None:
    """The one officer an answer is for; None when they have left."""
    wanted = case.holder_id if case else replied.officer_id if replied else None
    found = await officers.by_id(act.tx, wanted) if wanted else None
    return found if found and found.active else None


async def write(
    act: Act, kind: str, text: str, files: Sequence[str], case: Case | None
) -> str:
    """Keep an owner's words; their files belong to the case they are about."""
    me = act.person.person_id
    if case and files:
        await documents.attach(act.tx, files, case.id, me)
    case_id = case.id if case else None
    return await notes.write(act.tx, me, kind, text, case_id=case_id, files=files)


async def _tell(
    act: Act,
    told: Iterable[Officer],
    subject: str,
    effect: AskOfficers | AnswerOfficer,
    case: Case | None,
    values: Mapping[str, Any],
) -> None:
    """Let officers read an owner's words, with who wrote them."""
    for officer in told:
        someone = await sender(act, case, officer.language)
        said = {**someone, "text": effect.text, "files": effect.files}
        await act.tell(officer.person_id, subject, {**values, **said})


async def sender(act: Act, case: Case | None, language: str) -> dict[str, str]:
    """Who writes, and for which business, as an officer reads it."""
    owner = act.person.name or words.text(language, "desk.someone")
    if act.by:
        both = {"owner": owner, "helper": act.by.name}
        owner = words.text(language, "desk.through", both)
    if case:
        return {"owner": owner, "business": case.business_name}
    found = await businesses.of_person(act.tx, act.person.person_id)
    return {"owner": owner, "business": found[0].name if found else ""}


async def _name_of(act: Act, person_id: str) -> str:
    found = await sessions.people_by_id(act.tx, [person_id])
    return found[person_id].name if person_id in found else ""


async def _log(act: Act, what: str, case: Case | None, **detail: str) -> None:
    case_id, me = case.id if case else None, act.person.person_id
    await history.write(act.tx, f"note.{what}", case_id=case_id, person_id=me, **detail)


PERFORMERS: Mapping[type, Performer] = {
    AskOfficers: ask,
    AnswerOfficer: answer,
    ReplyToOwner: reply,
}
