"""In a demo: the desk of a sample officer, without a chat to ask for a link."""

from aiohttp import web

from bot.web.backend import BACKEND
from bot.web.desk.backend import DESK


async def door(request: web.Request) -> web.Response:
    """On to a fresh link, as the bot would give it."""
    house = request.app[BACKEND]
    token = (
        await request.app[DESK].demo_door(request.match_info["role"])
        if house.settings.demo
        else ""
    )
    if not token:
        raise web.HTTPNotFound
    raise web.HTTPSeeOther(f"/desk/masuk/{token}")
