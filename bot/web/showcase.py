"""The showcase for everybody: makers who agreed, narrowed without a script."""

from contextlib import suppress

from aiohttp import web

from bot.pipeline.ingest import Busy
from bot.web import render
from bot.web.backend import BACKEND, Backend, Maker, Narrowed

PHOTO = "/etalase/{code:[0-9a-f]+}.jpg"
FEW = 3
"""So many stand on the front page."""
MOST = 1000
"""Pages that anybody may ask for."""


async def page(request: web.Request) -> web.Response:
    """Makers by kecamatan and kind, and how to reach them."""
    asked = request.query
    page = asked.get("halaman", "0")
    wanted = Narrowed(
        asked.get("kecamatan", ""),
        asked.get("jenis", ""),
        min(int(page), MOST) if page.isdecimal() and page.isascii() else 0,
    )
    language = render.language_of(request)
    found = await request.app[BACKEND].showcase(language, wanted)
    return render.page(request, "all_makers.html", found=found, wanted=wanted)


async def photo(request: web.Request) -> web.Response:
    """The preview of a photo; kept a little, for it may be taken back."""
    served = await request.app[BACKEND].maker_photo(request.match_info["code"])
    if served is None:
        raise web.HTTPNotFound
    kept = {"Cache-Control": "public, max-age=600"}
    return web.Response(body=served.body, content_type=served.mime, headers=kept)


async def newest(house: Backend, language: str) -> tuple[Maker, ...]:
    """The last who came; the front page stands while the database is away."""
    with suppress(Busy):
        return (await house.showcase(language, Narrowed())).makers[:FEW]
    return ()
