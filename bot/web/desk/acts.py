"""What can be done from any page: to take back what one just did."""

from aiohttp import web

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Seat
from bot.web.desk.sessions import Form
from conversations.cases.held_news import TakeBack


async def take_back(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """It never was, if its news still waits; back to the page it was done on."""
    held = TakeBack(form.get("held", ""))
    said = await request.app[DESK].act(seat, held)
    raise pages.after(pages.ours(form.get("back", "")), said)
