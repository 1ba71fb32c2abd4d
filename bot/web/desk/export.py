"""Cases as a table to take along: which, as what, and whether in full and what for."""

from aiohttp import web
from msgspec import Struct

from bot.web import files
from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat
from bot.web.desk.cases import Narrowing, by
from bot.web.desk.sessions import Form
from conversations.cases.exports import ExportCases
from conversations.cases.listing import Filters

WHERE = "/desk/ekspor"
SHEETS = ("xlsx", "csv")
"""The kinds of file that are offered."""


class ExportPage(Struct, frozen=True):
    """What is asked for, in words, and how many; who *leads* may have it in full."""

    what: str
    count: int
    narrowings: tuple[Narrowing, ...]
    query: str
    leads: bool


class ExportQuery(Query[ExportPage], frozen=True):
    """The cases that choices ask for."""

    by: Filters = Filters()


async def page(request: web.Request, seat: Seat) -> web.Response:
    """What the address asks for, before it is taken along."""
    return await _page(request, seat, {}, None)


async def give(request: web.Request, seat: Seat, form: Form) -> web.StreamResponse:
    """The table, sent while it is made; refused, the page with what was typed."""
    sheet = form.get("sheet", "")
    if sheet not in SHEETS:
        raise web.HTTPBadRequest
    named, reason = form.get("names") == "full", form.get("reason", "")
    asked = ExportCases(by(request.query), named, reason)
    found = await request.app[DESK].cases_out(seat, asked, sheet)
    if isinstance(found, Said):
        return await _page(request, seat, form, found)
    return await files.streamed(request, found)


async def _page(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    query = ExportQuery(by=by(request.query))
    found = await request.app[DESK].look(seat, query)
    return pages.page(
        request,
        seat,
        "cases_out.html",
        200 if said is None else 409,
        said_now=said,
        here="cases",
        found=found,
        typed=form,
        sheets=SHEETS,
    )
