"""Answers for good: what is read for each act, and the rule that decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.desk.replies import question
from bot.desk.run import answer, nothing, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import canned_replies as rules
from conversations.cases.records import CannedReply
from conversations.catalogue import similar
from storage.cases import canned_replies, notes
from storage.people import officers

PAGE = 8
"""Answers on a page: with two arrows they fit the longest list allowed."""


async def _offered(act: Acting, asked: rules.OfferAnswer) -> rules.Offered:
    seen = await question(act, asked.note)
    if seen.note is None:
        return rules.Offered(seen)
    return rules.Offered(
        seen, tuple(await notes.of_person(act.tx, seen.note.person_id))
    )


async def _named(act: Acting, answer_id: str) -> rules.ReplyFile:
    """A reply with what it was and what became of it."""
    found = await canned_replies.by_id(act.tx, answer_id)
    if found is None:
        return rules.ReplyFile()
    return rules.ReplyFile(
        found,
        await canned_replies.before(act.tx, found),
        await canned_replies.latest(act.tx, found),
        await officers.names(act.tx, [found.officer_id, found.ended_by]),
    )


async def _kept(act: Acting, asked: rules.KeepAnswer) -> rules.ReplyFile:
    return await _named(act, asked.mends)


async def _shown(
    act: Acting, asked: rules.ShowAnswer | rules.MendAnswer | rules.WithdrawAnswer
) -> rules.ReplyFile:
    return await _named(act, asked.answer)


async def _listed(act: Acting, asked: rules.ShowAnswers) -> rules.ReplyList:
    """A page of what the officer's office answers."""
    if act.person.officer is None:
        return rules.ReplyList()
    at = act.person.officer.office_id
    count = await canned_replies.count(act.tx, at)
    pages = -(-count // PAGE)
    page = min(asked.page, max(0, pages - 1))
    found = await canned_replies.of_office(act.tx, at, limit=PAGE, offset=page * PAGE)
    return rules.ReplyList(tuple(found), await _names(act, found), count, page, pages)


async def _asked(act: Acting, asked: Mapping[str, Any]) -> rules.ReplyList:
    """Answers to questions that share a word with this one."""
    keys = similar.keys(str(asked.get("text", "")))
    found = await canned_replies.likely(act.tx, act.office, keys)
    return rules.ReplyList(tuple(found), await _names(act, found))


async def _names(act: Acting, found: Sequence[CannedReply]) -> Mapping[str, str]:
    return await officers.names(act.tx, [each.officer_id for each in found])


BEFORE = answer(_asked, rules.find)
PERFORMERS: ByAct = {
    rules.OfferAnswer: register(read=_offered, decide=rules.offer),
    rules.KeepAnswer: register(read=_kept, decide=rules.keep),
    rules.CountAnswer: register(read=nothing, decide=rules.count),
    rules.ShowAnswers: register(read=_listed, decide=rules.show_all),
    rules.ShowAnswer: register(read=_shown, decide=rules.show),
    rules.MendAnswer: register(read=_shown, decide=rules.mend),
    rules.WithdrawAnswer: register(read=_shown, decide=rules.withdraw),
}
