"""The web chat: a page, a door for messages, and a stream of what is to be shown.

A message carries a number that the page made. It may be posted any number of times,
after a lost answer or a reload, and counts once. The stream says everything after the
last bubble the page has, so a page that was away misses nothing.
"""

import asyncio
import json
import re
import secrets
from collections import OrderedDict
from datetime import UTC, datetime

from aiohttp import web

from bot.limits import Limit
from bot.pipeline.ingest import Busy
from bot.web import messages, render, uploads
from bot.web.backend import Backend, Shown
from bot.web.limits import address_of
from bot.web.streams import Streams

SEAT = "{seat:[a-z]{1,16}}"
"""Each seat is another person in the same browser: so a demo has two at one table."""

_MINE = "saya"
_HEARTBEAT_SECONDS = 15.0
_SEEN = 10_000
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
        shown = await self._house.bubbles(visitor) if known else []
        data = {
            "seat": seat,
            "empty": not shown,
            "lang": render.language_of(request),
            "words": self._words(request),
        }
        answer = render.page(request, "chat.html", seat=seat, data=data)
        return self._remember(answer, seat, visitor)

    async def plain(self, request: web.Request) -> web.Response:
        """The same chat for a browser without scripts: a history and a form."""
        seat = request.match_info["seat"]
        known = visitor_of(request, seat)
        visitor = known or secrets.token_urlsafe(32)
        shown = await self._house.bubbles(visitor) if known else []
        answer = render.page(
            request,
            "plain.html",
            seat=seat,
            shown=_latest(shown),
            number=messages.number(),
        )
        return self._remember(answer, seat, visitor)

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
        await self._house.receive("webchat", json.dumps(message).encode())
        if "text/html" in request.headers.get("Accept", ""):
            raise web.HTTPSeeOther(f"/chat/{request.match_info['seat']}/plain")
        return web.json_response({"ok": True})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: each bubble after the last one the page has."""
        visitor = visitor_of(request, request.match_info["seat"])
        if visitor is None:
            raise web.HTTPUnauthorized
        after = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        answer = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
        )
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
        """A photo or paper of this visitor's own chat."""
        visitor = visitor_of(request, request.match_info["seat"])
        found = visitor and await self._house.file(
            visitor, request.match_info["document"]
        )
        if not found:
            raise web.HTTPNotFound
        body, mime = found
        place = "inline" if mime in uploads.PICTURES else "attachment"
        return web.Response(
            body=body,
            headers={
                "Content-Type": mime,
                "Content-Disposition": place,
                # Whatever it is, it is shown and nothing more.
                "Content-Security-Policy": "default-src 'none'; sandbox",
            },
        )

    async def close(self, _: web.Application) -> None:
        """Let every stream end now: a shutdown must not wait for browsers."""
        self._closing = True
        self._streams.wake_all()

    async def _tell(
        self,
        answer: web.StreamResponse,
        visitor: str,
        after: str,
        woken: asyncio.Event,
    ) -> None:
        caught_up = False
        while not self._closing:
            woken.clear()
            # Read after `clear`, so that nothing slips between; and at each heartbeat,
            # so that a lost waking costs seconds and not a message.
            for shown in await self._house.bubbles(visitor, after):
                after = shown.id
                await answer.write(_event(shown))
            if not caught_up:
                caught_up = True
                await answer.write(b"event: ready\ndata:\n\n")
            try:
                async with asyncio.timeout(_HEARTBEAT_SECONDS):
                    await woken.wait()
            except TimeoutError:
                await answer.write(b"event: beat\ndata:\n\n")

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
        return visitor in self._seen or bool(await self._house.bubbles(visitor))

    def _words(self, request: web.Request) -> dict[str, str]:
        language, text = render.language_of(request), self._house.words.text
        return {word: text(language, f"web.chat.{word}") for word in _WORDS}

    def _remember(self, answer: web.Response, seat: str, visitor: str) -> web.Response:
        answer.set_cookie(
            _cookie(seat),
            visitor,
            max_age=_COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=self._house.settings.public_url.startswith("https:"),
        )
        return answer


def _cookie(seat: str) -> str:
    return f"pandu-{seat}"


def visitor_of(request: web.Request, seat: str) -> str | None:
    """Who sits at *seat* in this browser, if anyone did before."""
    visitor = request.cookies.get(_cookie(seat), "")
    return visitor if _VISITOR.fullmatch(visitor) else None


def _latest(shown: list[Shown]) -> list[Shown]:
    """The history with each replaced bubble in its old place, in its new words."""
    places: dict[str, int] = {}
    kept: list[Shown] = []
    for each in shown:
        place = places.get(each.replaces, len(kept))
        kept[place : place + 1] = [each]
        places[each.id] = place
    return kept


def _event(shown: Shown) -> bytes:
    """*shown* as one server-sent event."""
    bubble = shown.bubble
    data = {
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
    }
    return f"id: {shown.id}\ndata: {json.dumps(data)}\n\n".encode()
