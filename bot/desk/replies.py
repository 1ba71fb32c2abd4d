"""Replies: what is read for each act, and the rule that decides."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from msgspec import structs

from bot.desk.case_file import at_desk
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import replies as rules
from conversations.cases.case_file import CaseFile
from conversations.cases.records import CannedReply, Note, unanswered
from conversations.catalogue import similar
from storage.cases import businesses, canned_replies, cases, notes
from storage.people import officers, offices, people


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
        await offices.serving(act.tx, note.person_id),
    )


async def _about(act: Acting, code: str, note: str) -> rules.Replying:
    if note and not code:
        return rules.Replying(CaseFile(""), await question(act, note))
    return rules.Replying(await at_desk(act, code))


PICKS = 5
"""So many lasting answers are offered: those like the question, then the newest."""


class Names(Protocol):
    """What is written about: a case by its number, else a note."""

    @property
    def code(self) -> str: ...
    @property
    def note(self) -> str: ...


async def written(act: Acting, asked: Names) -> rules.Replying:
    """What an officer's words are about."""
    return await _about(act, asked.code, asked.note)


async def _addressee(act: Acting, asked: Mapping[str, Any]) -> rules.Replying:
    code, note = str(asked.get("code", "")), str(asked.get("note", ""))
    found = await _about(act, code, note)
    asked_now = (found.question.note,) if found.question.note else ()
    said = (*unanswered(found.file.notes), *asked_now)
    return structs.replace(found, lasting=await lasting(act, said))


async def lasting(act: Acting, asked: Sequence[Note]) -> tuple[CannedReply, ...]:
    """The lasting answers that are offered to whoever answers what is *asked*."""
    office = act.person.officer.office_id if act.person.officer else act.office
    keys = similar.keys(" ".join(each.body for each in asked))
    likely = await canned_replies.likely(act.tx, office, keys) if keys else []
    newest = await canned_replies.of_office(act.tx, office, limit=PICKS)
    ready = {each.id: each for each in (*likely, *newest)}
    return tuple(ready.values())[:PICKS]


ADDRESSEE = answer(_addressee, rules.addressee)
PERFORMERS: ByAct = {
    rules.ReplyToOwner: register(read=written, decide=rules.reply),
}
