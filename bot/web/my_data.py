"""One's own data by a link that works once.

Whatever previews links asks with GET and spends nothing: that shows one button. Only
pressing it spends the token. The token stands in no log: those name routes.
"""

from aiohttp import web

from bot.web import messages, render
from bot.web.backend import BACKEND

DOOR = "{token:[A-Za-z0-9_-]{43}}"


async def ask(request: web.Request) -> web.Response:
    """The button, for whatever token: whether it is good is not told yet."""
    return render.page(request, "my_data.html")


async def give(request: web.Request) -> web.Response:
    """Spend the token; everything about its person, as an archive."""
    house = request.app[BACKEND]
    messages.same_origin(request, house.settings.public_url)
    found = await house.my_data(request.match_info["token"])
    if found is None:
        return render.page(request, "message.html", 404, key="web.data.gone", number="")
    return web.Response(
        body=found,
        content_type="application/zip",
        headers={
            "Content-Disposition": 'attachment; filename="pandu-data.zip"',
            "Cache-Control": "no-store",
        },
    )
