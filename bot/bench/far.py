"""A platform that says yes to everything: `python -m bot.bench.far PORT`."""

import sys
from itertools import count

from aiohttp import web

_numbers = count(1)


async def lean(request: web.Request) -> web.Response:
    """The answer to any call: true, or a message with a number."""
    await request.read()
    if not request.match_info["method"].startswith("send"):
        return web.json_response({"ok": True, "result": True})
    return web.Response(
        body=b'{"ok":true,"result":{"message_id":%d}}' % next(_numbers),
        content_type="application/json",
    )


async def empty(request: web.Request) -> web.Response:
    """A webhook that does nothing with what it is brought."""
    await request.read()
    return web.Response()


async def ready(_: web.Request) -> web.Response:
    """That it listens."""
    return web.Response()


def main() -> None:
    """Serve until killed."""
    app = web.Application()
    app.router.add_get("/ready", ready)
    app.router.add_post("/bot{token}/{method}", lean)
    app.router.add_post("/{platform:telegram|whatsapp}", empty)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None)


if __name__ == "__main__":
    main()
