"""Who did what and when at the desk: page by page, of one officer or one case."""

from datetime import datetime

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Seat
from bot.web.desk.case import Choice


class Row(Struct, frozen=True):
    """One act: when, by whom, what, and to which case."""

    at: datetime
    by: str
    what: str
    code: str = ""


class TrailPage(Struct, frozen=True):
    """Some of it, the newest first; what is *older* than that comes before this."""

    rows: tuple[Row, ...]
    officers: tuple[Choice, ...]
    older: int = 0


class TrailQuery(Query[TrailPage], frozen=True):
    """What was done to a case, or by an officer, or at all, *before* some act."""

    code: str = ""
    officer: str = ""
    before: int = 0


async def page(request: web.Request, seat: Seat) -> web.Response:
    """What the address asks for."""
    asked = request.query
    query = TrailQuery(
        code=asked.get("kasus", "").strip(),
        officer=asked.get("petugas", ""),
        before=pages.number(request, "sebelum"),
    )
    found = await request.app[DESK].look(seat, query)
    return pages.page(
        request, seat, "past.html", here="trail", found=found, query=query
    )
