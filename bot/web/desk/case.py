"""One case on one screen, and what can be done to it from there."""

from datetime import datetime

from aiohttp import web
from msgspec import Struct

from bot.web import files
from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat, Seen, seen_of
from bot.web.desk.case_forms import FORMS, WORDS
from bot.web.desk.forms import Wrong, picked
from bot.web.desk.sessions import FILES, Form


class Choice(Struct, frozen=True):
    """One of several: what is sent, and what it is called."""

    value: str
    label: str


class File(Struct, frozen=True):
    """A file: what it is, when it came, and whether it is a picture."""

    id: str
    what: str
    at: datetime
    mime: str
    picture: bool
    width: int = 0
    height: int = 0


class Answer(Struct, frozen=True):
    """An answer of the application, by *name*, with the files that belong to it."""

    name: str
    label: str
    text: str
    files: tuple[File, ...] = ()
    asked: bool = False


class Paper(Struct, frozen=True):
    """A paper of the present stage: how it *stands*, in a word, and its files."""

    id: str
    name: str
    standing: str
    state: str
    reason: str
    files: tuple[File, ...]


class Spoken(Struct, frozen=True):
    """Something said: who, what, when; of a question whether it is *open*."""

    id: str
    kind: str
    who: str
    text: str
    at: datetime
    mine: bool
    files: tuple[File, ...] = ()
    open: bool = False


class Rung(Struct, frozen=True):
    """A stage of the road: `done`, `now` or `later`."""

    name: str
    state: str
    note: str
    time: str


class Line(Struct, frozen=True):
    """Something that has a name and some words, and may lead elsewhere."""

    name: str
    text: str
    where: str = ""


class Visit(Struct, frozen=True):
    """A visit: when, with whom, and how it stands; it may be still to come."""

    id: str
    when: str
    officer: str
    state: str
    ahead: bool


class Finding(Struct, frozen=True):
    """What a visit found wanting, until when; *answered*, it is to be looked at."""

    id: str
    text: str
    due: str
    answered: bool
    files: tuple[File, ...]


class Happened(Struct, frozen=True):
    """A line of the history: what, by whom, and when."""

    what: str
    officer: str
    at: datetime


class Compared(Struct, frozen=True):
    """The same of two cases: what each has under *label*."""

    label: str
    this: str
    that: str


class Twin(Struct, frozen=True):
    """A case that may be the same, *why*, and which of the two would be *kept*."""

    code: str
    business: str
    why: str
    kept: str
    rows: tuple[Compared, ...]


class Head(Struct, frozen=True):
    """What a case is, whose, and how it stands; one *calls* its phone by a tap.

    Its owner may be *listed* by the office from before. *newest* is the last that
    happened to it, as `NewsQuery` tells it.
    """

    id: str
    code: str
    version: int
    business: str
    owner: str
    owner_id: str
    phone: str
    calls: bool
    place: str
    listed: bool
    state: str
    state_label: str
    road_label: str
    stage: str
    stage_id: str
    holder: str
    turn: str
    age: str
    warning: str
    shut: str
    follows: str
    newest: int


class Offers(Struct, frozen=True):
    """What whoever looks *can* do to it now, and what there is to choose from.

    Lasting answers that fit it are *ready* to be picked; colleagues are called in a
    note as *calls* says.
    """

    can: frozenset[str]
    roads: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    colleagues: tuple[Choice, ...]
    endings: tuple[Choice, ...]
    missing: str
    ready: tuple[Line, ...]
    calls: tuple[str, ...]
    talking: bool
    next: str
    before: str


class CasePage(Struct, frozen=True):
    """All of one case."""

    head: Head
    offers: Offers
    rungs: tuple[Rung, ...]
    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]
    others: tuple[File, ...]
    talk: tuple[Spoken, ...]
    notes: tuple[Spoken, ...]
    visits: tuple[Visit, ...]
    findings: tuple[Finding, ...]
    certificates: tuple[Line, ...]
    cases: tuple[Line, ...]
    twins: tuple[Twin, ...]
    history: tuple[Happened, ...]


class CaseQuery(Query[CasePage], frozen=True):
    """The case of this number, perhaps *beside* another that may be the same."""

    code: str = ""
    beside: str = ""


class NewsQuery(Query[int], frozen=True):
    """The last that happened to the case of this number: by it news is known."""

    code: str = ""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """All of one case."""
    return await _page(request, seat, {}, None)


async def news(request: web.Request, seat: Seat) -> web.Response:
    """What a page that is open asks every few seconds, before it is read again."""
    query = NewsQuery(opened=False, code=request.match_info["code"])
    return web.json_response(await request.app[DESK].look(seat, query))


async def act(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """What a form of the page does; refused, it is shown again with what was typed."""
    code, verb = request.match_info["code"], request.match_info["verb"]
    if verb not in FORMS:
        raise web.HTTPNotFound
    came = request.get(FILES, ())
    kept = [form.get("files", ""), *(each.ref for each in came)]
    form = {**form, "files": ",".join(filter(None, kept))}
    try:
        for why in (f"file_{each.problem}" for each in came if each.problem):
            raise Wrong(f"refusal.{why}")
        wanted = FORMS[verb](code, form)
    except Wrong as wrong:
        return await _page(request, seat, form, wrong.said(request, seat))
    seen = None if verb in WORDS else seen_of(form) or Seen(code, -1)
    said = await request.app[DESK].act(seat, wanted, seen)
    if said.refused:
        return await _page(request, seat, form, said)
    raise pages.after(f"/desk/kasus/{code}{'#percakapan' * (verb == 'talk')}", said)


async def file(request: web.Request, seat: Seat) -> web.Response:
    """A photo or paper, or its preview; a picture opens, all else is saved."""
    document = request.match_info["document"]
    small = request.path.endswith("/kecil")
    found = await request.app[DESK].file(seat, document, small=small)
    if found is None:
        raise web.HTTPNotFound
    # Whoever leaves the desk takes nothing along in a browser.
    return files.served(request, found, "max-age=600")


async def out(request: web.Request, seat: Seat) -> web.StreamResponse:
    """All of it as a PDF, or its files as a ZIP; it goes out while it is made."""
    code, kind = request.match_info["code"], request.match_info["kind"]
    return await files.streamed(
        request, await request.app[DESK].case_out(seat, code, kind)
    )


async def _page(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    """The page, with what was *said* to a form that was refused, and typed in it."""
    code = request.match_info["code"]
    beside = request.query.get("banding", "").strip().upper()
    opened = pages.opened(request) and not form
    query = CaseQuery(opened, code, beside)
    found = await request.app[DESK].look(seat, query)
    ready = picked(request, (each.text for each in found.offers.ready))
    return pages.page(
        request,
        seat,
        "case.html",
        200 if said is None else 409,
        said_now=said,
        case=found,
        head=found.head,
        offers=found.offers,
        typed=form or ready,
        verb=request.match_info.get("verb", "reply" if ready else ""),
        here="",
    )
