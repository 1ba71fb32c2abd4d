"""Answers for good: an officer keeps one, and whoever asks the same gets it.

Every officer of the office finds them in a list, corrects one, or withdraws one. Who
asks is answered from the database itself, so from then on nobody hears the old one.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from bot import words
from bot.desk import access
from bot.desk.messages import question as read_question
from bot.pipeline.acts import Act, Performer
from conversations.cases import lifecycle
from conversations.cases.canned_replies import (
    KeepAnswer,
    MendAnswer,
    OfferAnswer,
    ReplyLaidBefore,
    ShowAnswer,
    ShowAnswers,
    WithdrawAnswer,
)
from conversations.cases.decision import Denied
from conversations.cases.records import Officer
from conversations.catalogue.search import nearest
from conversations.engine.effects import Option, Say
from conversations.flows.officer import canned_reply
from storage.cases import canned_replies, history, notes
from storage.cases.canned_replies import Lasting
from storage.people import officers

PAGE = 8
"""Answers on a page: with two arrows they fit the longest list allowed."""


async def offer(act: Act, effect: OfferAnswer) -> Iterable[Say]:
    """Lay a question and this officer's newest reply to it before them."""
    officer = await access.officer(act)
    seen = await read_question(act, effect.note)
    question = seen.theirs(officer, act.office)
    said = await notes.of_person(act.tx, question.person_id)
    replies = [
        note.body
        for note in said
        if note.kind == "reply"
        and note.officer_id == officer.id
        and note.id > question.id
        and note.body
    ]
    if not replies or not question.body:
        raise Denied("desk.unknown_note")
    laid = ReplyLaidBefore(question.body, replies[-1])
    await act.tell(act.person.person_id, laid)
    return ()


async def keep(act: Act, effect: KeepAnswer) -> Iterable[Say]:
    """Keep what the officer looked over; what it mends ends with that."""
    if effect.mends:
        return await _correct(act, effect)
    officer = await access.officer(act)
    kept = await canned_replies.keep(
        act.tx, officer.office_id, officer.id, effect.question, effect.answer
    )
    await history.write(act.tx, "note.kept", officer_id=officer.id, answer=kept)
    return [Say("lasting.done")]


async def _correct(act: Act, effect: KeepAnswer) -> Iterable[Say]:
    """A better answer in the place of one that stands; the old text stays on record."""
    officer, old = await _standing(act, effect.mends)
    await _end(act, officer, old)
    kept = await canned_replies.keep(
        act.tx,
        officer.office_id,
        officer.id,
        effect.question,
        effect.answer,
        origin=old.first,
    )
    await history.write(
        act.tx, "note.corrected", officer_id=officer.id, answer=kept, instead_of=old.id
    )
    new = await canned_replies.by_id(act.tx, kept)
    changed = await _values(act, officer, new) if new else {}
    return [canned_reply.card(changed, edits=True), Say("lasting.corrected")]


async def withdraw(act: Act, effect: WithdrawAnswer) -> Iterable[Say]:
    """Whoever asks is told again that nobody knows."""
    officer, old = await _standing(act, effect.answer)
    await _end(act, officer, old)
    await history.write(act.tx, "note.withdrawn", officer_id=officer.id, answer=old.id)
    gone = {**await _values(act, officer, old), "withdrawn": True, "open": False}
    gone |= {"officer": officer.name, "on": _day(act.now)}
    return [canned_reply.card(gone, edits=True), Say("lasting.withdrawn")]


async def show_all(act: Act, effect: ShowAnswers) -> Iterable[Say]:
    """What the office answers, the newest first; each a button."""
    officer = await access.officer(act, *access.LOOKERS)
    count = await canned_replies.count(act.tx, officer.office_id)
    if not count:
        return [Say("desk.answers_none")]
    pages = -(-count // PAGE)
    page = min(effect.page, pages - 1)
    found = await canned_replies.of_office(
        act.tx, officer.office_id, limit=PAGE, offset=page * PAGE
    )
    lines = [
        canned_reply.line(
            each.question,
            await _name_of(act, each.officer_id),
            _day(each.created_at),
        )
        for each in found
    ]
    actions = [canned_reply.opening(each.id, each.question) for each in found]
    if page:
        actions.append(Option(f"answers:{page - 1}", key="option.previous"))
    if page < pages - 1:
        actions.append(Option(f"answers:{page + 1}", key="option.next"))
    values = {"count": count, "page": page + 1, "pages": pages, "lines": lines}
    return [Say("desk.answers", values, actions=tuple(actions))]


async def show(act: Act, effect: ShowAnswer) -> Iterable[Say]:
    """One answer, with its buttons for whoever may change it."""
    officer, found = await _standing(act, effect.answer, *access.LOOKERS)
    return [canned_reply.card(await _values(act, officer, found))]


async def mend(act: Act, effect: MendAnswer) -> Iterable[Say]:
    """Ask the officer for a better answer to the same question."""
    _, found = await _standing(act, effect.answer)
    laid = ReplyLaidBefore(found.question, mends=found.id)
    await act.tell(act.person.person_id, laid)
    return ()


async def _standing(act: Act, answer_id: str, *roles: str) -> tuple[Officer, Lasting]:
    """An answer of the officer's own office, if it stands."""
    officer = await access.officer(act, *roles)
    found = await canned_replies.by_id(act.tx, answer_id)
    if found is None or found.office_id != officer.office_id:
        raise Denied("desk.unknown_answer")
    if found.ended_at:
        raise await _over(act, found)
    return officer, found


async def _end(act: Act, officer: Officer, found: Lasting) -> None:
    """End an answer; of two who do so at once one is told of the other."""
    if not await canned_replies.end(act.tx, found.id, officer.id):
        raise await _over(act, await canned_replies.by_id(act.tx, found.id) or found)


async def _over(act: Act, found: Lasting) -> Denied:
    """Somebody corrected it, or withdrew it."""
    latest = await canned_replies.latest(act.tx, found)
    mended = latest is not None and latest.id != found.id
    key = "desk.answer_mended" if mended else "desk.answer_withdrawn"
    return Denied(key, officer=await _name_of(act, found.ended_by))


async def _values(act: Act, officer: Officer, found: Lasting) -> dict[str, Any]:
    """An answer for `flows.officer.canned_reply.card`."""
    old = await canned_replies.before(act.tx, found)
    return {
        "id": found.id,
        "first": found.first,
        "question": found.question,
        "answer": found.answer,
        "officer": await _name_of(act, found.officer_id),
        "on": _day(found.created_at),
        "before": old.answer if old else "",
        "open": officer.role in lifecycle.HANDLERS,
    }


def _day(moment: datetime) -> date:
    """The day that it was in Serang."""
    return moment.astimezone(words.WIB).date()


async def _name_of(act: Act, officer_id: str) -> str:
    found = await officers.by_id(act.tx, officer_id)
    return found.name if found else ""


async def learn(act: Act, values: Mapping[str, Any]) -> dict[str, Any]:
    """What an officer answered before to a question like this; nothing if nobody."""
    known = {
        each.id: each for each in await canned_replies.of_office(act.tx, act.office)
    }
    asked = {id_: each.question for id_, each in known.items()}
    found = known.get(nearest(str(values.get("text", "")), asked))
    if found is None:
        return {}
    return {
        "answer": found.answer,
        "officer": await _name_of(act, found.officer_id),
        "on": _day(found.created_at).isoformat(),
    }


PERFORMERS: Mapping[type, Performer] = {
    OfferAnswer: offer,
    KeepAnswer: keep,
    ShowAnswers: show_all,
    ShowAnswer: show,
    MendAnswer: mend,
    WithdrawAnswer: withdraw,
}
