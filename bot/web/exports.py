"""The table of an office's cases by a link that works once, as a workbook or plainly.

As with one's own data, looking at the link spends nothing; the choice of a file does.
"""

from aiohttp import web

from bot.web import bodies, files, messages, render
from bot.web.backend import BACKEND

GONE = {"key": "web.desk.export.gone", "number": ""}
DOOR = "/ekspor/{token:[A-Za-z0-9_-]{43}}"


async def ask(request: web.Request) -> web.Response:
    """Which file, for whatever token: whether it is good is not told yet."""
    return render.page(request, "case_table.html")


async def give(request: web.Request) -> web.StreamResponse:
    """Spend the token; the table goes out while it is made."""
    house = request.app[BACKEND]
    messages.same_origin(request, house.settings.public_url)
    fields = await bodies.posted(request)
    kind = str(fields.get("sheet", "xlsx"))
    found = await house.export(request.match_info["token"], kind)
    if found is None:
        return render.page(request, "message.html", 404, **GONE)
    return await files.streamed(request, found)
