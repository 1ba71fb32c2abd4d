"""Questions, replies and answers: what is read for each act, and who decides."""

from collections.abc import Mapping
from typing import Any

from bot.desk.case_file import at_desk, whole
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import lifecycle
from conversations.cases import messages as rules
from conversations.cases.case_file import CaseFile
from conversations.cases.records import Case
from storage.cases import businesses, cases, notes
from storage.people import officers, people


async def about(act: Acting, case: Case | None) -> rules.Writing:
    """What an owner writes about, with whoever answers for it."""
    if case:
        return rules.Writing(await whole(act, case))
    staff = await officers.of_office(act.tx, act.office)
    own = await businesses.of_person(act.tx, act.person.person_id)
    name = own[0].name if own else ""
    word = await act.word.get(act.tx)
    file = CaseFile("", officers=tuple(staff), word=word)
    return rules.Writing(file, business=name)


async def open_case(act: Acting) -> Case | None:
    """The person's newest case that is on its way: what they ask is about it."""
    found = await cases.of_person(act.tx, act.person.person_id)
    return next((case for case in found if case.state in lifecycle.OPEN), None)


async def _own(act: Acting, code: str) -> Case | None:
    """The case an owner speaks of, if it is theirs."""
    case = await cases.by_code(act.tx, code) if code else None
    return case if case and case.person_id == act.person.person_id else None


async def _asked(act: Acting, asked: rules.AskOfficers) -> rules.Writing:
    return await about(act, await _own(act, asked.case) or await open_case(act))


async def _answered(act: Acting, asked: rules.AnswerOfficer) -> rules.Writing:
    case = await _own(act, asked.case)
    note = await notes.by_id(act.tx, asked.note) if asked.note else None
    if note and note.person_id != act.person.person_id:
        note = None
    wanted = case.holder_id if case else note.officer_id if note else None
    by = await officers.by_id(act.tx, wanted) if wanted else None
    seen = await about(act, case)
    return rules.Writing(
        seen.file, note, by if by and by.active else None, seen.business
    )


async def question(act: Acting, note_id: str) -> rules.Question:
    """A note that an officer replies to, and whose it is."""
    note = await notes.by_id(act.tx, note_id)
    if note is None:
        return rules.Question()
    at = act.person.officer.office_id if act.person.officer else act.office
    return rules.Question(
        note,
        tuple(await businesses.of_person(act.tx, note.person_id)),
        await people.name(act.tx, note.person_id),
        tuple(await officers.of_office(act.tx, at)),
        await officers.by_id(act.tx, note.answered_by) if note.answered_by else None,
    )


async def _replied(act: Acting, asked: rules.ReplyToOwner) -> rules.Replying:
    if asked.code:
        return rules.Replying(await at_desk(act, asked.code))
    return rules.Replying(CaseFile(""), await question(act, asked.note))


async def _note(act: Acting, asked: Mapping[str, Any]) -> rules.Question:
    return await question(act, str(asked.get("note", "")))


ANSWERED = answer(_note, rules.answered)
PERFORMERS: ByAct = {
    rules.AskOfficers: register(read=_asked, decide=rules.ask),
    rules.AnswerOfficer: register(read=_answered, decide=rules.answer),
    rules.ReplyToOwner: register(read=_replied, decide=rules.reply),
}
