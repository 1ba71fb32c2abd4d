"""The list of cases and the board: what is asked for stands in the address."""

from collections.abc import Mapping
from urllib.parse import urlencode

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Seat
from bot.web.desk.case import Choice
from conversations.cases.listing import Filters, Start, read_spec

NAMES = {
    "kecamatan": "kecamatan",
    "jalur": "road",
    "petugas": "holder",
    "tim": "team",
    "keadaan": "state",
    "giliran": "turn",
    "mendesak": "urgent",
    "hari": "days",
}
"""What narrows the list is called so in the address; `jalur` may name a stage, too."""
WORDS, PAGE = "cari", "mulai"
"""What is looked for; and where the page begins, as a button of the chat says it."""


class Row(Struct, frozen=True):
    """A case as it stands in a list; *look* is the colour of its state."""

    code: str
    name: str
    place: str
    stands: str
    turn: str
    holder: str
    age: str
    marks: tuple[str, ...]
    look: str


class Narrowing(Struct, frozen=True):
    """A choice that makes the list shorter, by its *name* in the address."""

    name: str
    label: str
    chosen: str
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]


class CasesPage(Struct, frozen=True):
    """A page of a list; *before* and *after* are the addresses of its neighbours.

    It can be taken along by the one of *export*, if it may be. *many* is how many there
    are in words, and *whole* says that all of them are here.
    """

    what: str
    many: str
    whole: bool
    first: int
    rows: tuple[Row, ...]
    narrowings: tuple[Narrowing, ...]
    words: str = ""
    before: str = ""
    after: str = ""
    narrowed: bool = False
    export: str = ""


class CasesQuery(Query[CasesPage], frozen=True):
    """A page of the cases that words, as in the chat, and choices ask for."""

    words: str = ""
    by: Filters = Filters()
    start: Start = Start()


class Column(Struct, frozen=True):
    """The cases at one step: how many, the oldest of them, and where all are."""

    name: str
    count: int
    rows: tuple[Row, ...]
    where: str


class BoardPage(Struct, frozen=True):
    """The cases of one road, step by step; the other *roads* with how many each has."""

    road: str
    roads: tuple[tuple[str, str, int], ...]
    columns: tuple[Column, ...]


class BoardQuery(Query[BoardPage], frozen=True):
    """The board of a road; of the one with the most cases where none is named."""

    road: str = ""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """The cases that the address asks for."""
    asked = request.query
    _, start = read_spec(asked.get(PAGE, ""))
    query = CasesQuery(
        pages.opened(request), asked.get(WORDS, "").strip()[:80], by(asked), start
    )
    found = await request.app[DESK].look(seat, query)
    return pages.page(request, seat, "cases.html", here="cases", found=found)


async def board(request: web.Request, seat: Seat) -> web.Response:
    """The cases of a road, by how far they are."""
    query = BoardQuery(pages.opened(request), request.query.get("jalur", ""))
    found = await request.app[DESK].look(seat, query)
    return pages.page(request, seat, "board.html", here="board", found=found)


def by(asked: Mapping[str, str]) -> Filters:
    """What an address narrows the list by."""
    told = {name: asked.get(ours, "") for ours, name in NAMES.items()}
    road, _, stage = told.pop("road").partition("/")
    days = told.pop("days")
    known = days.isascii() and days.isdecimal()
    return Filters(**told, road=road, stage=stage, days=int(days[:4]) if known else 0)


def address(by: Filters, words: str = "", start: str = "") -> str:
    """The query of the address that asks for the same again."""
    told = {WORDS: words}
    for ours, name in NAMES.items():
        told[ours] = str(getattr(by, name) or "")
    if by.stage:
        told["jalur"] = f"{by.road}/{by.stage}"
    told[PAGE] = start
    return urlencode({name: value for name, value in told.items() if value})
