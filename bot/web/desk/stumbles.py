"""Where people give up: each question in a language, and the sentence that asks it."""

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Seat

WHERE = "/desk/berhenti"


class Spot(Struct, frozen=True):
    """A question: how many *came*, *left*, were *refused*, and the last *words* there.

    *ask* and *help* are the keys of its sentences, as far as they may be changed.
    """

    name: str
    language: str
    asked: str
    came: int
    left: int
    refused: int
    words: tuple[str, ...]
    ask: str
    help: str


class StumblesPage(Struct, frozen=True):
    """Those where most is lost first; what was typed is for who *reads* it."""

    spots: tuple[Spot, ...]
    reads: bool


class StumblesQuery(Query[StumblesPage], frozen=True):
    """Those of the last month, at the office of whoever looks."""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """The table."""
    found = await request.app[DESK].look(seat, StumblesQuery())
    return pages.page(request, seat, "stumbles.html", here="stumbles", found=found)
