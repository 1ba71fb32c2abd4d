"""The aiohttp application: every route in one table, and what holds on all of them."""

import asyncio
import logging
import resource
import secrets
from contextlib import suppress

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger
from aiohttp.typedefs import Handler

from bot import metrics
from bot.limits import Limit
from bot.pipeline.ingest import Busy
from bot.web import (
    certificate,
    exports,
    health,
    my_data,
    pages,
    render,
    showcase,
    webhooks,
)
from bot.web.backend import BACKEND, Backend
from bot.web.chat import SEAT, Chat
from bot.web.desk.backend import DESK, Desk
from bot.web.desk.routes import ROUTES

log = logging.getLogger(__name__)

# Deliveries of WhatsApp may be 3 MB; aiohttp alone would stop at one.
LARGEST_BODY = 4 * 1024 * 1024
SHUTDOWN_SECONDS = 4
FILES = 16_384
"""Open files that are enough, connections included."""
IDLE_SECONDS = 75.0
"""So long a connection may take to say what it wants; a proxy keeps its own for 60."""
_WRONG = 400
"""Answers from here on are refusals or failures, and logged; others when debugging."""

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; "
    "frame-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors "
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: with that a form posts `Origin: null`, and we check it.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_ALONE = _HEADERS | {
    "Content-Security-Policy": f"{_CSP}'none'",
    "X-Frame-Options": "DENY",
}
_FRAMED = _HEADERS | {
    "Content-Security-Policy": f"{_CSP}'self'",
    "X-Frame-Options": "SAMEORIGIN",
}


_HEALTH = [
    web.get("/healthz", health.alive),
    web.get("/readyz", health.ready),
    web.get("/metrics", health.metrics),
]


def make_app(house: Backend, desk: Desk | None = None) -> web.Application:
    """The whole web of *house*, with the *desk* where officers may come to it."""
    around = [_compressed, _errors]
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=around)
    app[BACKEND] = house
    # A demo is shown to a room full of people behind one address.
    chat = Chat(house, Limit(60), Limit(600 if house.settings.demo else 10))
    app.add_routes(
        [
            web.get("/", pages.landing),
            web.get("/ladder.png", pages.ladder),
            web.get("/demo", pages.demo),
            web.get("/offline", pages.offline),
            web.get("/chat", chat.page),
            web.get("/chat/worker.js", render.worker),
            web.get(f"/chat/{SEAT}", chat.page),
            web.get(f"/chat/{SEAT}/plain", chat.plain),
            web.get(f"/chat/{SEAT}/stream", chat.stream),
            web.post(f"/chat/{SEAT}/messages", chat.post),
            web.get(f"/chat/{SEAT}/older", chat.older),
            web.get(f"/chat/{SEAT}/files/{{document}}", chat.file),
            web.get(f"/chat/{SEAT}/files/{{document}}/small", chat.file),
            web.get(f"/data/{my_data.DOOR}", my_data.ask),
            web.post(f"/data/{my_data.DOOR}", my_data.give),
            web.get(exports.DOOR, exports.ask),
            web.post(exports.DOOR, exports.give),
            web.get(certificate.DOOR, certificate.page),
            web.get("/etalase", showcase.page),
            web.get(showcase.PHOTO, showcase.photo),
            web.post("/telegram", webhooks.telegram),
            web.get("/whatsapp", webhooks.whatsapp_handshake),
            web.post("/whatsapp", webhooks.whatsapp),
            *_HEALTH,
            web.get("/static/{version}/{name:.+}", render.static),
        ]
    )
    if desk is not None:
        app[DESK] = desk
        app.add_routes(ROUTES)
    app.on_response_prepare.append(_headers)
    app.on_shutdown.append(chat.close)
    return app


def make_health_app(house: Backend) -> web.Application:
    """The doors of a process that has no pages: alive, ready, and the figures."""
    app = web.Application(middlewares=[_errors])
    app[BACKEND] = house
    app.add_routes(_HEALTH)
    app.on_response_prepare.append(_headers)
    return app


async def serve(
    app: web.Application, host: str, port: int, most: int = 0
) -> web.AppRunner:
    """Listen at *host* and *port*; `cleanup()` ends within five seconds.

    At *most* so many connections are open, or as many as there are files for.
    """
    runner = web.AppRunner(app, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    await _Door(runner, host, port, most or _files() * 3 // 4).start()
    return runner


class _Door(web.TCPSite):
    """Lets in as many as there are files for: the database needs some as well."""

    def __init__(self, runner: web.AppRunner, host: str, port: int, most: int) -> None:
        super().__init__(runner, host, port)
        self._most = most

    async def start(self) -> None:
        handlers = self._runner.server
        assert handlers is not None  # noqa: S101 -- the runner was set up
        loop = asyncio.get_running_loop()

        def let_in() -> web.RequestHandler:
            handler = _Connection(
                handlers,
                loop=loop,
                access_log_class=AccessLog,
                keepalive_timeout=IDLE_SECONDS,
            )
            if len(handlers.connections) >= self._most:
                # As soon as it is a connection, which it is not yet.
                loop.call_later(0, handler.force_close)
            return handler

        await web.BaseSite.start(self)
        self._server = await loop.create_server(
            let_in, self._host, self._port, backlog=self._backlog
        )


def _files() -> int:
    """How many files this process may have open: all that it may ask for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return FILES
    soft = max(soft, min(hard, FILES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return soft


class AccessLog(AbstractAccessLogger):
    """One line a request, by the name of its route: paths may carry ids."""

    @property
    def enabled(self) -> bool:
        return self.logger.isEnabledFor(logging.INFO)

    def log(
        self, request: web.BaseRequest, response: web.StreamResponse, time: float
    ) -> None:
        match = None
        with suppress(AssertionError):  # a head that nobody could read led nowhere
            match = getattr(request, "match_info", None)
        resource = match.route.resource if match is not None else None
        level = logging.INFO if response.status >= _WRONG else logging.DEBUG
        self.logger.log(
            level,
            "%s %s %d %d ms",
            request.method,
            resource.canonical if resource is not None else "-",
            response.status,
            round(time * 1000),
        )


class _Connection(web.RequestHandler):
    """What cannot be read as a request is neither answered nor logged in its words."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Its number alone; of a fault of ours we read in the log."""
        del message
        if status >= 500:  # noqa: PLR2004 -- ours
            log.error("a request failed outside of its handler", exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError
        answer = web.Response(
            status=status, text=f"{status}\n", headers=_ALONE | {"Server": ""}
        )
        answer.force_close()
        return answer


@web.middleware
async def _compressed(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What is written as text, as small as the browser can take it."""
    answer = await handler(request)
    written = answer.content_type in {"text/html", "application/json"}
    if written and "gzip" in request.headers.get("Accept-Encoding", ""):
        answer.enable_compression(web.ContentCoding.gzip)
    return answer


@web.middleware
async def _errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong is answered with a sentence, as a page or as JSON."""
    try:
        return await handler(request)
    except Busy as busy:
        answer = _sorry(request, 503)
        answer.headers["Retry-After"] = str(busy.seconds)
        return answer
    except web.HTTPException as error:
        if error.status < 400:  # noqa: PLR2004 - redirects are no errors
            raise
        answer = _sorry(request, error.status)
        for name in ("Allow", "Retry-After"):
            if name in error.headers:
                answer.headers[name] = error.headers[name]
        return answer
    except ConnectionError:  # the browser went away in the middle
        raise
    except Exception:
        number = secrets.token_hex(4)
        log.exception("request %s failed", number)
        return _sorry(request, 500, number)


_KNOWN = (400, 401, 403, 404, 405, 408, 413, 415, 429, 500, 503)


def _sorry(request: web.Request, status: int, number: str = "") -> web.Response:
    metrics.REFUSALS.labels(str(status)).inc()
    key = f"web.error.{status if status in _KNOWN else 500}"
    if "text/html" in request.headers.get("Accept", ""):
        return render.page(request, "message.html", status, key=key, number=number)
    words = request.app[BACKEND].words
    message = words.text(render.language_of(request), f"{key}.text")
    return web.json_response(
        {"error": status, "message": message, "number": number}, status=status
    )


async def _headers(request: web.Request, response: web.StreamResponse) -> None:
    """What every answer carries, errors and pages that do not exist included."""
    carried = _FRAMED if request.path.startswith("/chat") else _ALONE
    for name, value in carried.items():
        response.headers.setdefault(name, value)
    if request.app[BACKEND].settings.public_url.startswith("https:"):
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    response.headers.pop("Server", None)
