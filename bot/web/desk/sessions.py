"""Who sits at the desk: the link that signs in, the cookie, and the guard of all pages.

Looking at the link spends nothing, for programs that preview links look at it as well;
its button does. What is sent must come from a page of ours and carry a token made of
the session's secret, which no other site can know.
"""

import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from bot.channels.reading import clean
from bot.web import bodies, messages, render, uploads
from bot.web.backend import BACKEND, NotTaken
from bot.web.desk import pages
from bot.web.desk.backend import DESK, Refused, Seat
from bot.web.desk.cookies import SESSION, WANTED, keep

DOOR = "/desk/masuk/{token:[A-Za-z0-9_-]{43}}"
_AGE = 30 * 24 * 3600
_WANTED_AGE = 3600
_TYPED = ("text", "reason")
"""Fields in which somebody writes at length."""
_LONGEST_FORM = 128 * 1024
_FILES = 4 * uploads.LARGEST
FILES = web.RequestKey("files", list[uploads.Kept])
"""The files that came with the form of a request."""
READ = web.RequestKey("read", bytes)
"""The file that its page reads."""
_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari")
_CALLED = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet"}
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")

Form = Mapping[str, str]
Page = Callable[[web.Request, Seat], Awaitable[web.StreamResponse]]
Post = Callable[[web.Request, Seat, Form], Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def ask(request: web.Request) -> web.Response:
    """The button, for whatever token: whether it is good is not told yet."""
    return pages.alone(request, "sign_in.html")


async def enter(request: web.Request) -> web.Response:
    """Spend the token; on to the page that was wanted."""
    house = request.app[BACKEND]
    messages.same_origin(request, house.settings.public_url)
    browser = browser_of(request.headers.get("User-Agent", ""))
    session = await request.app[DESK].sign_in(request.match_info["token"], browser)
    if not session:
        return pages.alone(request, "message.html", 404, key="web.desk.link_over")
    answer = web.HTTPSeeOther(pages.ours(request.cookies.get(WANTED, "")))
    keep(answer, SESSION, session, _AGE)
    keep(answer, WANTED, "", 0)
    raise answer


async def leave(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """End this session."""
    await request.app[DESK].sign_out(request.cookies[SESSION])
    answer = pages.alone(request, "message.html", key="web.desk.left")
    keep(answer, SESSION, "", 0)
    # Photos are kept by the browser for a while, which others may use as well.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def shown(page: Page, *, counted: bool = True) -> Handler:
    """A page for whoever is signed in; others are told how to, and come back to it."""

    async def handler(request: web.Request) -> web.StreamResponse:
        seat = await _seat(request, counted=counted)
        if seat is None:
            return _over(request)
        try:
            return await page(request, seat)
        except Refused as refused:
            return pages.page(request, seat, "refused.html", 403, said=refused.said)

    return handler


def posted(page: Post, *, reads: int = 0) -> Handler:
    """What a form does, if it stood on a page of this very session.

    A file of it is kept; where the page *reads* it, which is no more than so many bytes
    and at most one, it finds it in `READ`.
    """

    async def handler(request: web.Request) -> web.StreamResponse:
        messages.same_origin(request, request.app[BACKEND].settings.public_url)
        seat = await _seat(request)
        form = await _form(request, seat, reads)
        if seat is None:
            return _over(request, form)
        check(request, form.get("token", ""))
        try:
            return await page(request, seat, form)
        except Refused as refused:
            return pages.page(request, seat, "refused.html", 403, said=refused.said)

    return handler


def check(request: web.Request, token: str) -> None:
    """Refuse a form that does not stand on a page of this session."""
    if not hmac.compare_digest(token.encode(), pages.token_of(request).encode()):
        raise web.HTTPForbidden


def browser_of(agent: str) -> str:
    """A browser as its owner knows it: "Chrome, Android"; empty if it says nothing."""
    name = next((each for each in _BROWSERS if each in agent), "")
    system = next((each for each in _SYSTEMS if each in agent), "")
    named = _CALLED.get(name, name), system.replace("Mac OS X", "Mac")
    return ", ".join(each for each in named if each)


async def _form(request: web.Request, seat: Seat | None, reads: int) -> Form:
    """What was filled in; files that came along are kept for whoever is signed in."""

    async def keep(chunks: AsyncIterator[bytes], mime: str, name: str) -> str:
        if seat is None:
            raise NotTaken("gone")
        if reads:
            request[READ] = await _first(chunks, reads)
            return ""
        return await request.app[DESK].attach(seat, chunks, mime, name)

    if request.content_type == "multipart/form-data":
        fields, request[FILES] = await uploads.read(request, keep, _FILES)
        return _clean(fields)
    if (request.content_length or 0) > _LONGEST_FORM:
        raise web.HTTPRequestEntityTooLarge(_LONGEST_FORM)
    return _clean(await bodies.posted(request))


def _clean(posted: Mapping[str, Any]) -> Form:
    """What can be kept of it: as of words from a channel, what is spoiled is not."""
    return {name: clean(said) for name, said in posted.items() if isinstance(said, str)}


async def _first(chunks: AsyncIterator[bytes], most: int) -> bytes:
    """What streams by; of what is larger a little more than so much."""
    body = bytearray()
    async for chunk in chunks:
        if len(body) <= most:
            body += chunk
    return bytes(body)


async def _seat(request: web.Request, *, counted: bool = True) -> Seat | None:
    """Whoever sits there; a page that was left open keeps nobody signed in."""
    session = request.cookies.get(SESSION, "")
    used = pages.opened(request)
    desk = request.app[DESK]
    seat = await desk.seat(session, used=used, counted=counted) if session else None
    if seat is not None:
        request[render.LANGUAGE] = seat.language
    return seat


def _over(request: web.Request, form: Form | None = None) -> web.Response:
    """Nobody is signed in: how it is done, and where one wanted to be is kept.

    What was typed meanwhile is shown, to be copied.
    """
    typed = [form[each] for each in _TYPED if form and form.get(each)]
    answer = pages.alone(request, "signed_out.html", 401, typed=typed)
    if request.method == "GET":
        keep(answer, WANTED, request.path_qs, _WANTED_AGE)
    return answer
