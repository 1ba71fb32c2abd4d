"""The pages that are no chat: landing, demo, and no network."""

from aiohttp import web

from bot.web import render
from bot.web.backend import BACKEND
from bot.web.certificate import SAMPLE
from bot.web.chat import visitor_of
from bot.web.showcase import newest

_OFFICER = "petugas"


async def landing(request: web.Request) -> web.Response:
    """What Pandu does, and the doors to it."""
    house = request.app[BACKEND]
    if house.settings.demo and "lang" not in request.query:
        raise web.HTTPFound("/demo")
    language = render.language_of(request)
    return render.page(
        request,
        "landing.html",
        doors=dict(house.doors),
        offices=await house.offices(language),
        makers=await newest(house, language),
        content=await house.content(language),
    )


async def ladder(request: web.Request) -> web.Response:
    """The picture of a road, as Pandu sends it: the same for everybody."""
    body = await request.app[BACKEND].ladder(render.language_of(request))
    kept = {"Cache-Control": "public, max-age=86400"}
    return web.Response(body=body, content_type="image/png", headers=kept)


async def demo(request: web.Request) -> web.Response:
    """Two phones side by side; the officer's is invited on its first visit."""
    house = request.app[BACKEND]
    if not house.settings.demo:
        raise web.HTTPNotFound
    officer = visitor_of(request, _OFFICER)
    known = officer is not None and await house.known(officer)
    invitation = "" if known else await house.invite()
    return render.page(request, "demo.html", invitation=invitation, certificate=SAMPLE)


async def offline(request: web.Request) -> web.Response:
    """What stands in place of any page while there is no network."""
    return render.page(request, "message.html", key="web.offline", number="")
