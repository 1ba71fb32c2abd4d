"""Questions nobody answered yet, and answers that last: given, mended, ended."""

from collections.abc import Mapping

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat
from bot.web.desk.case import Line, Spoken
from bot.web.desk.forms import LONGEST, Wrong, picked, typed
from bot.web.desk.sessions import Form
from conversations.cases.canned_replies import KeepAnswer, WithdrawAnswer
from conversations.cases.replies import ReplyToOwner
from conversations.flows.officer import canned_reply as lasting

WHERE = "/desk/jawaban"
QUESTION = f"{WHERE}/tanya/{{note:[0-9a-zA-Z-]+}}"
ANSWER = f"{WHERE}/{{answer:[0-9a-zA-Z-]+}}"


class Asked(Struct, frozen=True):
    """A question that waits: whose it is, and about which case if about one."""

    id: str
    owner: str
    business: str
    code: str
    text: str
    age: str


class Kept(Struct, frozen=True):
    """A lasting answer: *who* gave it, and when; *ended* says how it ended.

    So many asked, and were *given* it.
    """

    id: str
    question: str
    answer: str
    who: str
    on: str
    given: int = 0
    ended: str = ""


class AnswersPage(Struct, frozen=True):
    """The questions, *asked* in all; of *of* answers those that were found."""

    questions: tuple[Asked, ...]
    asked: int
    found: tuple[Kept, ...]
    of: int
    after: str
    writes: bool


class AnswersQuery(Query[AnswersPage], frozen=True):
    """Answers with these *words*, from the one *after* another on."""

    words: str = ""
    after: str = ""


class QuestionPage(Struct, frozen=True):
    """A question with what was said to it; *by* is who answered it first.

    Lasting answers that may fit are *ready* to be picked.
    """

    id: str
    owner: str
    business: str
    code: str
    text: str
    talk: tuple[Spoken, ...]
    by: str
    ready: tuple[Line, ...]
    writes: bool


class QuestionQuery(Query[QuestionPage], frozen=True):
    """The question of this id."""

    note: str = ""


class AnswerPage(Struct, frozen=True):
    """An answer as it stands, or was last; and what it was *before*."""

    now: Kept
    before: tuple[Kept, ...]
    writes: bool


class AnswerQuery(Query[AnswerPage], frozen=True):
    """The answer of this id, whatever became of it."""

    answer: str = ""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """What waits for an answer; and the answers, narrowed by what is looked for."""
    return await _list(request, seat, {}, None)


async def add(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Keep an answer to something that nobody had to ask first."""
    try:
        said = await request.app[DESK].act(seat, _kept(form, "answer"))
    except Wrong as wrong:
        said = wrong.said(request, seat)
    if said.refused:
        return await _list(request, seat, form, said)
    raise pages.after(WHERE, said)


async def question(request: web.Request, seat: Seat) -> web.Response:
    """One question."""
    return await _question(request, seat, {}, None)


async def reply(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Answer it, once or for everybody who asks the same."""
    try:
        said = await _replied(request, seat, form)
    except Wrong as wrong:
        said = wrong.said(request, seat)
    if said.refused:
        return await _question(request, seat, form, said)
    raise pages.after(WHERE, said)


async def answer(request: web.Request, seat: Seat) -> web.Response:
    """One lasting answer."""
    return await _answer(request, seat, {}, None)


async def change(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Mend it; or give it to nobody any more."""
    old = request.match_info["answer"]
    try:
        wanted = WithdrawAnswer(old) if form.get("ends") else _kept(form, "answer", old)
        said = await request.app[DESK].act(seat, wanted)
    except Wrong as wrong:
        said = wrong.said(request, seat)
    if said.refused:
        return await _answer(request, seat, form, said)
    raise pages.after(request.path, said)


def _kept(form: Form, name: str, mends: str = "") -> KeepAnswer:
    asked, told = lasting.QUESTION, lasting.ANSWER
    question = " ".join(typed(form, "question", asked.least, asked.most).split())
    return KeepAnswer(question, typed(form, name, told.least, told.most), mends)


async def _replied(request: web.Request, seat: Seat, form: Form) -> Said:
    """What is kept for all is kept first: refused, nothing has gone to anybody."""
    desk, note = request.app[DESK], request.match_info["note"]
    told = ReplyToOwner(typed(form, "text", 1, LONGEST), note=note)
    for_all = _kept(form, "text") if form.get("lasting") else None
    now = await desk.look(seat, QuestionQuery(note=note))
    if now.by and form.get("open"):
        raise Wrong("web.desk.answers.quicker", officer=now.by)
    kept = await desk.act(seat, for_all) if for_all else Said()
    if kept.refused:
        return kept
    said = await desk.act(seat, told)
    return Said((*said.texts, *kept.texts), said.undo, said.refused)


async def _list(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    words = request.query.get("cari", "").strip()[:100]
    query = AnswersQuery(words=words, after=request.query.get("setelah", ""))
    found = await request.app[DESK].look(seat, query)
    return _shown(request, seat, "answers.html", form, said, found=found, sought=words)


async def _question(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    query = QuestionQuery(note=request.match_info["note"])
    found = await request.app[DESK].look(seat, query)
    form = form or picked(request, (each.text for each in found.ready))
    return _shown(request, seat, "question.html", form, said, found=found)


async def _answer(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    query = AnswerQuery(answer=request.match_info["answer"])
    found = await request.app[DESK].look(seat, query)
    return _shown(request, seat, "lasting_answer.html", form, said, found=found)


def _shown(
    request: web.Request,
    seat: Seat,
    template: str,
    form: Form,
    said: Said | None,
    **values: object,
) -> web.Response:
    """The page; refused, with what was *said* and is still typed."""
    status = 200 if said is None else 409
    more: Mapping[str, object] = {"here": "answers", "typed": form, "said_now": said}
    return pages.page(request, seat, template, status, **more, **values)
