"""How content owners were when their case had ended: by month, and in their words."""

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Seat

WHERE = "/desk/kepuasan"


class Face(Struct, frozen=True):
    """A face and what it says, and how often it was chosen."""

    label: str
    count: int
    share: int


class Period(Struct, frozen=True):
    """A month, an office, or all time: its *mean*, of how many, and by each face."""

    name: str
    mean: str
    count: int
    faces: tuple[Face, ...]


class Word(Struct, frozen=True):
    """What an owner wrote beside a face."""

    code: str
    business: str
    face: str
    words: str


class RatingsPage(Struct, frozen=True):
    """All of it, and each month; what was written is for who *reads* it.

    So many are needed before the front page shows the figure: it is *public* then.
    """

    all: Period
    months: tuple[Period, ...]
    offices: tuple[Period, ...]
    words: tuple[Word, ...]
    reads: bool
    public: bool
    fewest: int
    older: int


class RatingsQuery(Query[RatingsPage], frozen=True):
    """The figures; words of this *page*."""

    page: int = 0


async def page(request: web.Request, seat: Seat) -> web.Response:
    """The figures, and what was written."""
    query = RatingsQuery(page=pages.number(request, "halaman"))
    found = await request.app[DESK].look(seat, query)
    return pages.page(request, seat, "ratings.html", here="ratings", found=found)
