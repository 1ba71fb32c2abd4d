"""The list an office had: uploaded, looked at, read in, and taken back."""

from collections.abc import Mapping

from aiohttp import web
from msgspec import Struct

from bot.web.backend import BACKEND
from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat
from bot.web.desk.case import Choice
from bot.web.desk.sessions import FILES, READ, Form
from conversations.cases.contacts.importing import DropContacts, KeepContacts
from conversations.cases.contacts.reading import FIELDS
from conversations.engine.effects import Act

WHERE = "/desk/impor"
SHEET = "lembar"


class Field(Struct, frozen=True):
    """Something that is known of a contact, and the column that has it; 0 if none."""

    name: str
    label: str
    column: int


class Wrong(Struct, frozen=True):
    """Why a row is not taken; it may be that of a *case*."""

    text: str
    case: str = ""


class Look(Struct, frozen=True):
    """What was brought, and what a sheet of it comes to with these columns.

    Of what cannot be taken some is shown, and how many *more* there are.
    """

    id: str
    called: str
    sheets: tuple[Choice, ...]
    sheet: int
    columns: tuple[Choice, ...]
    fields: tuple[Field, ...]
    headed: bool
    count: int
    rows: tuple[tuple[str, ...], ...]
    wrong: tuple[Wrong, ...]
    more: int


class Kept(Struct, frozen=True):
    """A list that was read in: what it is called, by whom, when, and how many."""

    id: str
    called: str
    about: str


class ImportPage(Struct, frozen=True):
    """What one brought and has not read in, if anything; and what is read in."""

    look: Look | None
    lists: tuple[Kept, ...]


class ImportQuery(Query[ImportPage], frozen=True):
    """One of the sheets, with the columns that were chosen, or else guessed."""

    sheet: int = 0
    columns: Mapping[str, int] | None = None


async def page(request: web.Request, seat: Seat) -> web.Response:
    """The upload, or a look at what was uploaded."""
    return await _page(request, seat, None)


async def upload(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Bring a file; one that cannot be read is told so."""
    files = request.get(FILES, ())
    if not files:
        words = request.app[BACKEND].words
        told = words.text(seat.language, "contacts.unreadable.none")
        return await _page(request, seat, Said((((told, ""),),), refused=True))
    said = await request.app[DESK].bring(seat, files[0].name, request[READ])
    return await _done(request, seat, said)


async def act(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Read in what was looked at; or drop a list."""
    drops = request.match_info["verb"] == "buang"
    wanted: Act = (
        DropContacts(form.get("list", ""))
        if drops
        else KeepContacts(form.get("list", ""), _sheet(form), columns(form) or {})
    )
    return await _done(request, seat, await request.app[DESK].act(seat, wanted))


def columns(asked: Mapping[str, str]) -> dict[str, int] | None:
    """The columns that were chosen, counted from nought; None where nobody chose."""
    said = {field: asked[field] for field in FIELDS if field in asked}
    if not said:
        return None
    numbers = {f: int(n[:3]) for f, n in said.items() if n.isascii() and n.isdecimal()}
    return {field: number - 1 for field, number in numbers.items() if number}


def _sheet(asked: Mapping[str, str]) -> int:
    said = asked.get(SHEET, "")
    return int(said[:3]) if said.isascii() and said.isdecimal() else 0


async def _done(request: web.Request, seat: Seat, said: Said) -> web.Response:
    if said.refused:
        return await _page(request, seat, said)
    raise pages.after(WHERE, said)


async def _page(request: web.Request, seat: Seat, said: Said | None) -> web.Response:
    query = ImportQuery(sheet=_sheet(request.query), columns=columns(request.query))
    found = await request.app[DESK].look(seat, query)
    return pages.page(
        request,
        seat,
        "contacts_in.html",
        200 if said is None else 409,
        said_now=said,
        here="contacts",
        found=found,
    )
