"""Replies: what is read for each act, and the rule that decides."""

from collections.abc import Mapping
from typing import Any

from bot.desk.case_file import at_desk
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import replies as rules
from conversations.cases.case_file import CaseFile
from storage.cases import businesses, cases, notes
from storage.people import officers, people


async def question(act: Acting, note_id: str) -> rules.Question:
    """A note that an officer replies to, whose it is, and what it is about."""
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
        await cases.by_id(act.tx, note.case_id) if note.case_id else None,
    )


async def _about(act: Acting, code: str, note: str) -> rules.Replying:
    if note and not code:
        return rules.Replying(CaseFile(""), await question(act, note))
    return rules.Replying(await at_desk(act, code))


async def _replied(act: Acting, asked: rules.ReplyToOwner) -> rules.Replying:
    return await _about(act, asked.code, asked.note)


async def _addressee(act: Acting, asked: Mapping[str, Any]) -> rules.Replying:
    return await _about(act, str(asked.get("code", "")), str(asked.get("note", "")))


ADDRESSEE = answer(_addressee, rules.addressee)
PERFORMERS: ByAct = {
    rules.ReplyToOwner: register(read=_replied, decide=rules.reply),
}
