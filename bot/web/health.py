"""Alive, ready, and the figures: for those who run Pandu."""

from aiohttp import web

from bot import metrics as figures
from bot.web.backend import BACKEND
from bot.web.callers import insider


async def alive(_: web.Request) -> web.Response:
    """The process answers; it says nothing about what stands behind it."""
    return web.Response(text="ok\n")


async def ready(request: web.Request) -> web.Response:
    """503 while anything we need does not answer; what that is, insiders read."""
    house = request.app[BACKEND]
    parts = dict(await house.ready())
    well = all(parts.values())
    shown = parts if insider(request, house.settings) else {}
    return web.json_response({"ready": well, **shown}, status=200 if well else 503)


async def metrics(request: web.Request) -> web.Response:
    """Figures for Prometheus, and for nobody else."""
    house = request.app[BACKEND]
    if not insider(request, house.settings):
        raise web.HTTPNotFound
    return web.Response(
        body=await house.metrics(), headers={"Content-Type": figures.CONTENT_TYPE}
    )
