"""The web chat: a page, a door for messages, and a stream of what is to be shown.

A message carries a number that the page made. It may be posted any number of times,
after a lost answer or a reload, and counts once. The page brings the last bubbles with
it, and fetches older ones when asked. The stream says everything after the last bubble
the page has, so a page that was away misses nothing.
"""

import asyncio
import json
import re
import secrets
import zlib
from collections import OrderedDict
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from aiohttp import web

from bot.limits import Limit
from bot.pipeline.ingest import Busy
from bot.web import files, messages, render
from bot.web.backend import BACKEND, Backend, Page, Shown
from bot.web.callers import address_of
from bot.web.streams import Streams

SEAT = "{seat:[a-z]{1,16}}"
"""Each seat is another person in the same browser: so a demo has two at one table."""

_MINE = "saya"
_HEARTBEAT_SECONDS = 15.0
_ANSWERED_SECONDS = 3.0
_SEEN = 10_000
_OLD_NAME_UNTIL = date(2027, 6, 1)
"""Till then a visitor of before is known by the name that their cookie had."""
_COOKIE_AGE = 400 * 24 * 3600  # the longest a browser grants
_VISITOR = re.compile(r"[A-Za-z0-9_-]{43}")
# The words that scripts need; the rest stands in the templates.
_WORDS = [
    "sending",
    "sent",
    "waiting",
    "retry",
    "too_large",
    "not_taken",
    "reconnecting",
    "today",
    "yesterday",
    "photo",
    "document",
    "voice",
    "many",
    "all",
    "patience",
    "no_microphone",
    "you",
    "pandu",
]


class Chat:
    """The handlers of the chat, and the streams that are open."""

    def __init__(self, house: Backend, messages: Limit, newcomers: Limit) -> None:
        self._house = house
        self._messages = messages
        self._newcomers = newcomers
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._streams = Streams(generous=house.settings.demo)
        self._closing = False

    async def page(self, request: web.Request) -> web.Response:
        """The page itself; the first visit gives the visitor an id."""
        seat = request.match_info.get("seat", _MINE)
        known = visitor_of(request, seat)
        visitor = known or secrets.token_urlsafe(32)
        past = await self._house.page(visitor) if known else Page()
        data = {
            "seat": seat,
            "history": _told(past),
            "last": past.newest,
            "officer": past.officer,
            "lang": render.language_of(request),
            "words": self._words(request),
        }
        answer = render.page(
            request, "chat.html", seat=seat, data=data, officer=past.officer
        )
        return self._remember(answer, seat, visitor)

    async def plain(self, request: web.Request) -> web.Response:
        """The same chat for a browser without scripts: a history and a form."""
        seat = request.match_info["seat"]
        known = visitor_of(request, seat)
        visitor = known or secrets.token_urlsafe(32)
        past = await self._back(visitor, request) if known else Page()
        answer = render.page(
            request,
            "plain.html",
            seat=seat,
            officer=past.officer,
            shown=past.bubbles,
            more=past.more,
            number=messages.number(),
        )
        return self._remember(answer, seat, visitor)

    async def older(self, request: web.Request) -> web.Response:
        """The bubbles before those that the page has."""
        visitor = visitor_of(request, request.match_info["seat"])
        if visitor is None:
            raise web.HTTPUnauthorized
        return web.json_response(_told(await self._back(visitor, request)))

    async def post(self, request: web.Request) -> web.Response:
        """Take one message; the answer comes only after it is safely kept."""
        messages.same_origin(request, self._house.settings.public_url)
        visitor = visitor_of(request, request.match_info["seat"])
        if visitor is None:
            raise web.HTTPUnauthorized
        await self._not_too_often(request, visitor)
        message = await messages.read(request, self._house, visitor)
        message["visitor"] = visitor
        message["at"] = datetime.now(UTC).isoformat()
        if "lang" in request.query:
            message["lang"] = render.language_of(request)
        async with self._house.listen(visitor) as woken:
            await self._house.receive("webchat", json.dumps(message).encode())
            if "text/html" in request.headers.get("Accept", ""):
                # A page without scripts shows what is there: let that be the answer.
                with suppress(TimeoutError):
                    await asyncio.wait_for(woken.wait(), _ANSWERED_SECONDS)
                seat = request.match_info["seat"]
                raise web.HTTPSeeOther(f"/chat/{seat}/plain#newest")
        return web.json_response({"ok": True})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: each bubble after the last one the page has."""
        visitor = visitor_of(request, request.match_info["seat"])
        if visitor is None:
            raise web.HTTPUnauthorized
        after = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        answer = _Stream(request)
        async with self._house.listen(visitor) as woken:
            address = address_of(request)
            self._streams.knock(address)
            new = "" if await self._known(visitor) else address
            with self._streams.open(visitor, woken, new):
                try:
                    await answer.prepare(request)
                    await self._tell(answer, visitor, after, woken)
                except (ConnectionError, Busy):
                    pass  # the browser went away, or had better come again
        return answer

    async def file(self, request: web.Request) -> web.Response:
        """A photo or paper of this visitor's own chat, or a preview of it."""
        visitor = visitor_of(request, request.match_info["seat"])
        document = request.match_info["document"]
        small = request.path.endswith("/small")
        found = visitor and await self._house.file(visitor, document, small=small)
        if not found:
            raise web.HTTPNotFound
        # What has an id never changes, and whoever may see it pays by the byte.
        return files.served(request, found, f"max-age={render.YEAR}, immutable")

    async def close(self, _: web.Application) -> None:
        """Let every stream end now: a shutdown must not wait for browsers."""
        self._closing = True
        self._streams.wake_all()

    async def _back(self, visitor: str, request: web.Request) -> Page:
        """The page of history that is asked for."""
        return await self._house.page(visitor, request.query.get("before", ""))

    async def _tell(
        self,
        answer: "_Stream",
        visitor: str,
        after: str,
        woken: asyncio.Event,
    ) -> None:
        caught_up, officer = False, None
        while not self._closing:
            woken.clear()
            # Read after `clear`, so that nothing slips between; and at each heartbeat,
            # so that a lost waking costs seconds and not a message.
            news = await self._house.news(visitor, after)
            for shown in news.bubbles:
                after = shown.id
                await answer.tell(_event(shown))
            if news.officer is not officer:
                officer = news.officer
                await answer.tell(f"event: officer\ndata: {officer:d}\n\n".encode())
            if not caught_up:
                caught_up = True
                await answer.tell(b"event: ready\ndata:\n\n")
            try:
                async with asyncio.timeout(_HEARTBEAT_SECONDS):
                    await woken.wait()
            except TimeoutError:
                await answer.tell(b"event: beat\ndata:\n\n")

    async def _not_too_often(self, request: web.Request, visitor: str) -> None:
        wait = self._messages.wait(visitor)
        if not wait and visitor not in self._seen:
            if not await self._known(visitor):
                wait = self._newcomers.wait(address_of(request))
            if not wait:
                self._seen[visitor] = None
                while len(self._seen) > _SEEN:
                    self._seen.popitem(last=False)
        if wait:
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(wait)})

    async def _known(self, visitor: str) -> bool:
        """Anyone can make up a cookie: new is who has no history, not who has none."""
        return visitor in self._seen or await self._house.known(visitor)

    def _words(self, request: web.Request) -> dict[str, str]:
        language, text = render.language_of(request), self._house.words.text
        return {word: text(language, f"web.chat.{word}") for word in _WORDS}

    def _remember(self, answer: web.Response, seat: str, visitor: str) -> web.Response:
        secure = self._house.settings.public_url.startswith("https:")
        answer.set_cookie(
            _cookie(seat, secure=secure),
            visitor,
            max_age=_COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=secure,
        )
        return answer


def _cookie(seat: str, *, secure: bool) -> str:
    """The name of the cookie; no neighbour of our address can plant a __Host- one."""
    return f"__Host-pandu-{seat}" if secure else f"pandu-{seat}"


def visitor_of(request: web.Request, seat: str) -> str | None:
    """Who sits at *seat* in this browser, if anyone did before."""
    secure = request.app[BACKEND].settings.public_url.startswith("https:")
    visitor = request.cookies.get(_cookie(seat, secure=secure), "")
    if secure and not visitor and datetime.now(UTC).date() < _OLD_NAME_UNTIL:
        visitor = request.cookies.get(_cookie(seat, secure=False), "")
    return visitor if _VISITOR.fullmatch(visitor) else None


class _Stream(web.StreamResponse):
    """Server-sent events, each on the wire at once, and small where that is understood.

    aiohttp would keep back what it compresses until there is enough of it.
    """

    def __init__(self, request: web.Request) -> None:
        headers = {"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
        self._packer = None
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            # A window of 4 KiB: a page that is only open costs little memory.
            self._packer = zlib.compressobj(6, zlib.DEFLATED, 16 + 12, 5)
        super().__init__(headers=headers)

    async def tell(self, said: bytes) -> None:
        """Write one event."""
        if self._packer:
            said = self._packer.compress(said) + self._packer.flush(zlib.Z_SYNC_FLUSH)
        await self.write(said)


def _told(page: Page) -> dict[str, Any]:
    """A page of history as data."""
    return {"bubbles": [_data(each) for each in page.bubbles], "more": page.more}


def _event(shown: Shown) -> bytes:
    """*shown* as one server-sent event."""
    return f"id: {shown.id}\ndata: {json.dumps(_data(shown))}\n\n".encode()


def _data(shown: Shown) -> dict[str, Any]:
    """*shown* as a page reads it."""
    bubble = shown.bubble
    return {
        "id": shown.id,
        "mine": shown.mine,
        "runs": bubble.runs,
        "buttons": [[button.id, button.label] for button in bubble.buttons],
        "file": bubble.file,
        "mime": bubble.mime,
        "filename": bubble.filename,
        "link": bubble.link,
        "at": shown.at.isoformat(),
        "replaces": shown.replaces,
        "echo": shown.echo,
        "width": shown.width,
        "height": shown.height,
    }
