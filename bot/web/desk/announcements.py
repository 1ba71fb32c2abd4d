"""Announcements: those that went or will go, and a new one, looked at before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat
from bot.web.desk.cases import Narrowing
from bot.web.desk.forms import Wrong, typed
from bot.web.desk.sessions import Form
from conversations.cases.announcements import (
    Announce,
    SampleAnnouncement,
    StopAnnouncement,
)
from conversations.engine.effects import Act
from conversations.flows.officer.announce import TEXT

WHERE = "/desk/pengumuman"
WRITE = f"{WHERE}/tulis"
ONE = f"{WHERE}/{{announcement:[0-9a-z-]+}}"
FIRST, LAST = 1900, 9000
"""Years in which a time is one that can be counted on from."""
NARROWS = ("kecamatan", "sektor", "jalur")
"""What narrows the audience in a form; `jalur` may name a stage, too."""


class Row(Struct, frozen=True):
    """An announcement: how it stands in a word and in a line, and since when."""

    id: str
    text: str
    author: str
    whom: str
    at: str
    state: str
    label: str
    numbers: str
    going: bool


class OutgoingPage(Struct, frozen=True):
    """Some of them, the newest first; those from *older* on are the next."""

    rows: tuple[Row, ...]
    older: str
    writes: bool


class OutgoingQuery(Query[OutgoingPage], frozen=True):
    """Those from the one *before* another on."""

    before: str = ""


class Missed(Struct, frozen=True):
    """Somebody whom it did not reach: where, and why."""

    owner: str
    channel: str
    state: str
    why: str


class OnePage(Struct, frozen=True):
    """One of them: how many in each state, and whom it did not reach."""

    row: Row
    states: tuple[tuple[str, int], ...]
    missed: tuple[Missed, ...]
    after: str


class OneQuery(Query[OnePage], frozen=True):
    """The announcement of this id; whom it missed from the one *after* another on."""

    announcement: str = ""
    after: str = ""


class Looked(Struct, frozen=True):
    """What an announcement would be: to how many, where, when, and how it reads."""

    count: int
    channels: tuple[tuple[str, int], ...]
    samples: str
    outside: int
    silent: int
    begins: str
    looks: str


class ComposePage(Struct, frozen=True):
    """What can be chosen; with a text, how it would be."""

    narrowings: tuple[Narrowing, ...]
    longest: int
    looked: Looked | None = None


class ComposeQuery(Query[ComposePage], frozen=True):
    """What is written so far: a *text*, to whom, and when."""

    text: str = ""
    chosen: Mapping[str, str] = {}
    at: str = ""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """All of them, page by page."""
    query = OutgoingQuery(before=request.query.get("sebelum", ""))
    found = await request.app[DESK].look(seat, query)
    return _shown(request, seat, "outgoing.html", None, found=found)


async def one(request: web.Request, seat: Seat) -> web.Response:
    """One of them."""
    return await _one(request, seat, None)


async def stop(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Send no more of it; or call it off."""
    del form
    wanted = StopAnnouncement(request.match_info["announcement"])
    said = await request.app[DESK].act(seat, wanted)
    if said.refused:
        return await _one(request, seat, said)
    raise pages.after(request.path, said)


async def write(request: web.Request, seat: Seat) -> web.Response:
    """An empty form."""
    return await _compose(request, seat, {}, None)


async def compose(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Look at it; have a sample of it; or send it as it was looked at."""
    try:
        wanted = _wanted(form)
    except Wrong as wrong:
        return await _compose(request, seat, form, wrong.said(request, seat))
    if wanted is None:
        return await _compose(request, seat, form, None)
    said = await request.app[DESK].act(seat, wanted)
    if said.refused or isinstance(wanted, SampleAnnouncement):
        return await _compose(request, seat, form, said)
    raise pages.after(WHERE, said)


def audience(form: Mapping[str, str]) -> dict[str, str]:
    """Whom it is for, as the chat's form says it."""
    road, _, stage = form.get("jalur", "").partition("/")
    chosen = {"kecamatan": form.get("kecamatan"), "sector": form.get("sektor")}
    chosen |= {"road": road, "stage": stage}
    return {name: value for name, value in chosen.items() if value}


def _wanted(form: Form) -> Act | None:
    text, at = typed(form, "text", TEXT.least, TEXT.most), _time(form)
    if form.get("do") == "try":
        return SampleAnnouncement(text)
    if form.get("do") == "send":
        count = form.get("count", "")
        told = int(count) if count.isascii() and count.isdecimal() else 0
        return Announce(text, audience(form), told, at)
    return None


def _time(form: Form) -> str:
    """As a browser writes it, which is as it is kept; empty for now."""
    at = form.get("kapan", "")[:16]
    try:
        found = datetime.fromisoformat(at) if at else None
    except ValueError as error:
        raise Wrong("web.desk.outgoing.no_time") from error
    if found and not FIRST <= found.year < LAST:
        raise Wrong("web.desk.outgoing.no_time")
    return found.strftime("%Y-%m-%dT%H:%M") if found else ""


async def _one(request: web.Request, seat: Seat, said: Said | None) -> web.Response:
    query = OneQuery(
        opened=pages.opened(request),
        announcement=request.match_info["announcement"],
        after=request.query.get("setelah", ""),
    )
    found = await request.app[DESK].look(seat, query)
    return _shown(request, seat, "one_outgoing.html", said, found=found)


async def _compose(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    query = ComposeQuery(chosen={n: form[n] for n in NARROWS if form.get(n)})
    if form and not (said and said.refused):
        query = ComposeQuery(
            text=form["text"].strip(), chosen=query.chosen, at=_time(form)
        )
    found = await request.app[DESK].look(seat, query)
    return _shown(request, seat, "compose.html", said, found=found, typed=form)


def _shown(
    request: web.Request, seat: Seat, template: str, said: Said | None, **values: Any
) -> web.Response:
    status = 409 if said and said.refused else 200
    more = {"here": "announcements", "said_now": said}
    return pages.page(request, seat, template, status, **more, **values)
