"""Questions and answers of owners: what is read for each act, and who decides."""

from typing import Protocol

from bot.desk.case_file import goes_on_as, whole
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import lifecycle
from conversations.cases import messages as rules
from conversations.cases.case_file import CaseFile
from conversations.cases.records import Case
from storage.cases import businesses, cases, notes
from storage.people import officers


async def about(act: Acting, case: Case | None) -> rules.Writing:
    """What an owner writes about, with whoever answers for it."""
    if case:
        return rules.Writing(await whole(act, case))
    staff = await officers.of_office(act.tx, act.office)
    own = await businesses.of_person(act.tx, act.person.person_id)
    name = own[0].name if own else ""
    known = await act.known.get(act.tx)
    file = CaseFile("", officers=tuple(staff), word=known.word)
    return rules.Writing(file, business=name)


async def open_case(act: Acting, said: str = "") -> Case | None:
    """The person's case that is on its way and *said* is about.

    It may be somebody else's, with which theirs was made one.
    """
    own = await cases.of_person(act.tx, act.person.person_id)
    found = [await goes_on_as(act, each) for each in own]
    return rules.meant(said, [each for each in found if each.state in lifecycle.OPEN])


async def _own(act: Acting, code: str) -> Case | None:
    """The case an owner speaks of, if it is theirs; as what it goes on."""
    case = await cases.by_code(act.tx, code) if code else None
    if case is None or case.person_id != act.person.person_id:
        return None
    return await goes_on_as(act, case)


async def _asked(act: Acting, asked: rules.AskOfficers) -> rules.Writing:
    own = await _own(act, asked.case)
    return await about(act, own or await open_case(act, asked.text))


class Names(Protocol):
    """What is written about: a case by its number, else a note."""

    @property
    def case(self) -> str: ...
    @property
    def note(self) -> str: ...


async def answered(act: Acting, asked: Names) -> rules.Writing:
    """What an owner's words to an officer are about, and who hears them."""
    case = await _own(act, asked.case)
    note = await notes.by_id(act.tx, asked.note) if asked.note else None
    if note and note.person_id != act.person.person_id:
        note = None
    if case is None and note and note.case_id:
        case = await goes_on_as(act, await cases.by_id(act.tx, note.case_id))
    wanted = case.holder_id if case else None
    if note and not case:
        wanted = note.officer_id or note.answered_by
    by = await officers.by_id(act.tx, wanted) if wanted else None
    seen = await about(act, case)
    return rules.Writing(
        seen.file, note, by if by and by.active else None, seen.business
    )


PERFORMERS: ByAct = {
    rules.AskOfficers: register(read=_asked, decide=rules.ask),
    rules.AnswerOfficer: register(read=answered, decide=rules.answer),
}
