"""Alive, ready, and the figures: for those who run Pandu."""

from aiohttp import web

from bot.web.backend import BACKEND


async def alive(_: web.Request) -> web.Response:
    """The process answers; it says nothing about what stands behind it."""
    return web.Response(text="ok\n")


async def ready(request: web.Request) -> web.Response:
    """503 while anything we need does not answer."""
    parts = dict(await request.app[BACKEND].ready())
    well = all(parts.values())
    return web.json_response({"ready": well, **parts}, status=200 if well else 503)


async def metrics(request: web.Request) -> web.Response:
    """Figures for Prometheus."""
    return web.Response(text=await request.app[BACKEND].metrics())
