"""The first page of the desk: what waits, and what one handles oneself."""

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Seat


class Row(Struct, frozen=True):
    """Something that waits: what it is, whose, since when, and where it is opened."""

    title: str
    kind: str
    about: str
    age: str
    where: str
    state: str = ""


class QueuePage(Struct, frozen=True):
    """What waits by *groups*, each with its name and how many there are."""

    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    count: int
    mine: tuple[Row, ...]
    held: int


class QueueQuery(Query[QueuePage], frozen=True):
    """What waits."""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """What waits; what is one's own."""
    query = QueueQuery(opened=pages.opened(request))
    found = await request.app[DESK].look(seat, query)
    return pages.page(request, seat, "queue.html", here="queue", found=found)
