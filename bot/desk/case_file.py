"""A case read for an act: as its owner calls it, or an officer."""

from collections.abc import Mapping
from typing import Any, Protocol

from msgspec import structs

from bot.pipeline.acts import Acting
from conversations.cases.case_file import CaseFile, papers_of
from conversations.cases.closing import DUPLICATE
from conversations.cases.records import Case
from conversations.language import read_case_number
from storage.cases import cases, certificates, documents, notes
from storage.people import officers, offices


async def at_desk(act: Acting, typed: str) -> CaseFile:
    """The case an officer names, however loosely."""
    at = act.person.officer.office_id if act.person.officer else act.office
    office = await offices.by_id(act.tx, at)
    code = read_case_number(typed, office.prefix)
    case = await cases.by_code(act.tx, code) if code else None
    return await whole(act, case, code or typed)


class NamesCase(Protocol):
    """An act upon the case that it names by its number."""

    @property
    def code(self) -> str: ...


async def named_at_desk(act: Acting, asked: NamesCase) -> CaseFile:
    """The case that an officer's act names."""
    return await at_desk(act, asked.code)


async def with_certificates(act: Acting, asked: NamesCase) -> CaseFile:
    """The same, with the certificates of its business that stand."""
    found = await named_at_desk(act, asked)
    if found.case is None:
        return found
    stand = await certificates.of_business(act.tx, found.case.business_id)
    return structs.replace(found, certificates=tuple(stand))


async def beside_others(act: Acting, asked: NamesCase) -> CaseFile:
    """The same, with all that its owner applied for, too."""
    found = await with_certificates(act, asked)
    filed = await cases.of_person(act.tx, found.case.person_id) if found.case else ()
    return structs.replace(found, filed=tuple(filed))


async def asked_at_desk(act: Acting, asked: Mapping[str, Any]) -> CaseFile:
    """The case that an officer is asked something about."""
    return await at_desk(act, str(asked.get("code", "")))


async def of_owner(act: Acting, code: str) -> CaseFile:
    """The case an owner speaks of; without a *code* the latest that is on its way."""
    if code:
        return await whole(act, await cases.by_code(act.tx, code), code)
    filed = await cases.of_person(act.tx, act.person.person_id)
    return await whole(act, next((c for c in filed if c.state == "accepted"), None))


async def goes_on_as(act: Acting, case: Case) -> Case:
    """The case that *case* was made one with; else itself."""
    been = set[str]()
    while case.ending == DUPLICATE and case.code not in been:
        been.add(case.code)
        case = await cases.by_code(act.tx, case.follows) or case
    return case


async def whole(act: Acting, case: Case | None, code: str = "") -> CaseFile:
    """A case with its papers, what was said of it, and who works at its office."""
    if case is None:
        return CaseFile(code, word=(await act.known.get(act.tx)).word)
    files = await documents.of_case(act.tx, case.id)
    said = await notes.of_case(act.tx, case.id, internal=True)
    staff = await officers.of_office(act.tx, case.office_id)
    word = (await act.known_at(case.office_id).get(act.tx)).word
    return CaseFile(
        case.code,
        case,
        papers_of(case, files, said, word),
        tuple(staff),
        tuple(files),
        tuple(said),
        tuple(act.watchers),
        word,
    )
