"""Questions and lasting answers for their pages."""

from bot import words
from bot.desk import replies
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.answers import (
    AnswerPage,
    AnswerQuery,
    AnswersPage,
    AnswersQuery,
    Asked,
    Kept,
    QuestionPage,
    QuestionQuery,
)
from bot.web.desk.case import Line
from bot.web_backend.desk.page import Page, Pages
from bot.web_backend.desk.spoken import Files, spoken
from conversations.cases import access, rights
from conversations.cases.calendar import day_of
from conversations.cases.canned_replies import ShowAnswer, ShowAnswers
from conversations.cases.decision import Denied
from conversations.cases.lifecycle import HANDLERS
from conversations.cases.queue import ShowQueue, age
from conversations.cases.records import CannedReply
from storage.cases import canned_replies, documents, notes, waiting
from storage.people import officers

MOST = 40
"""So many questions stand on a page, and so many answers."""
ALL = 500
"""So many lasting answers are looked through, the newest: more than an office gives."""


async def read(act: Acting, query: AnswersQuery) -> AnswersPage:
    """The questions, the oldest first; the answers with all that is sought in them."""
    who, sought = person(act), query.words.casefold().split()
    rights.ask(ShowAnswers, who)
    me = access.officer(who, *access.LOOKERS)
    asked = await waiting.questions(act.tx, act.office, limit=MOST)
    seen = rights.shown(ShowQueue, asked, who)
    every = await canned_replies.of_office(act.tx, act.office, limit=ALL)
    every = rights.shown(ShowAnswers, every, who)
    found = [each for each in every if _says(each, sought)]
    ids = [each.id for each in found]
    start = ids.index(query.after) + 1 if query.after in ids else 0
    shown = found[start : start + MOST]
    said = words.show
    return AnswersPage(
        tuple(
            Asked(
                *(each.id, each.owner, each.business, each.code, each.text),
                said(act.voice.language, age(each.since, act.now)),
            )
            for each in seen
        ),
        await waiting.count_questions(act.tx, act.office),
        await _kept(act, shown),
        len(found),
        shown[-1].id if start + MOST < len(found) else "",
        me.role in HANDLERS,
    )


async def read_question(act: Acting, query: QuestionQuery) -> QuestionPage:
    """One question of the office, with what was said before and after it."""
    who = person(act)
    me = access.officer(who, *access.LOOKERS)
    seen = await replies.question(act, query.note)
    note = seen.theirs(me)
    said = await notes.of_person(act.tx, note.person_id)
    about = [each for each in said if each.case_id == note.case_id][-MOST:]
    by = await officers.names(act.tx, [each.officer_id or "" for each in about])
    writes = me.role in HANDLERS
    to = await replies.ADDRESSEE(act, {"note": note.id}) if writes else {}
    sent = [name for each in about for name in each.files]
    files = await documents.by_ids(act.tx, sent)
    language = act.voice.language
    shown = Files(language, list(files.values()))
    business, code = seen.about
    page = QuestionPage(
        note.id,
        seen.name,
        business,
        code,
        note.body,
        tuple(spoken(language, about, by, shown)),
        seen.by.name if seen.by else "",
        tuple(Line(asked, text) for asked, text in to.get("ready", ())),
        writes,
    )
    return rights.shown(ShowQueue, page, who)


async def read_answer(act: Acting, query: AnswerQuery) -> AnswerPage:
    """One answer, and all that it was before."""
    who = person(act)
    rights.ask(ShowAnswer, who)
    me = access.officer(who, *access.LOOKERS)
    one = await canned_replies.by_id(act.tx, query.answer)
    if one is None or one.office_id != me.office_id:
        raise Denied("desk.unknown_answer")
    line = await canned_replies.line(act.tx, one)
    now, *before = await _kept(act, rights.shown(ShowAnswer, line, who))
    return AnswerPage(now, tuple(before), me.role in HANDLERS and not now.ended)


def _says(reply: CannedReply, sought: list[str]) -> bool:
    told = f"{reply.question} {reply.answer}".casefold()
    return all(word in told for word in sought)


async def _kept(act: Acting, found: list[CannedReply]) -> tuple[Kept, ...]:
    """Each in words: who gave it and when, and who ended it."""
    language = act.voice.language
    ids = [name for each in found for name in (each.officer_id, each.ended_by) if name]
    names = await officers.names(act.tx, ids)

    def ended(each: CannedReply) -> str:
        if each.ended_at is None:
            return ""
        values = {"officer": names.get(each.ended_by, ""), "day": day_of(each.ended_at)}
        return words.text(language, "web.desk.answers.ended", values)

    return tuple(
        Kept(
            *(each.id, each.question, each.answer, names.get(each.officer_id, "")),
            words.day(language, day_of(each.created_at)),
            each.given,
            ended(each),
        )
        for each in found
    )


PAGES: Pages = {
    AnswersQuery: Page(read),
    QuestionQuery: Page(read_question),
    AnswerQuery: Page(read_answer),
}
