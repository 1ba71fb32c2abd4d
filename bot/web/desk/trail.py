"""Who did what and when at the desk: page by page, narrowed in the address."""

from datetime import datetime
from urllib.parse import urlencode

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
    """Some of it, the newest first; what is *older* than that comes before this.

    *kinds* are the acts that one can ask for, by what they are done to.
    """

    rows: tuple[Row, ...]
    officers: tuple[Choice, ...]
    kinds: tuple[tuple[str, tuple[Choice, ...]], ...]
    older: int = 0


class TrailQuery(Query[TrailPage], frozen=True):
    """What was done to a case, or by an officer, or at all, *before* some act.

    *what* is an act or a kind of them; the days are as the address says them.
    """

    code: str = ""
    officer: str = ""
    before: int = 0
    what: str = ""
    first: str = ""
    last: str = ""


NAMES = ("petugas", "kasus", "apa", "dari", "sampai")
"""What narrows it is called so in the address."""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """What the address asks for."""
    asked = {name: request.query.get(name, "").strip() for name in NAMES}
    query = TrailQuery(
        code=asked["kasus"],
        officer=asked["petugas"],
        what=asked["apa"],
        first=asked["dari"],
        last=asked["sampai"],
        before=pages.number(request, "sebelum"),
    )
    found = await request.app[DESK].look(seat, query)
    kept = {name: said for name, said in asked.items() if said}
    older = urlencode({**kept, "sebelum": found.older}) if found.older else ""
    return pages.page(
        request, seat, "past.html", here="trail", found=found, query=query, older=older
    )
