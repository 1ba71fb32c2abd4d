"""The facts: what each says, on whose word, how old, and what the Dinas put right."""

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat
from bot.web.desk.sessions import Form
from conversations.cases.overrides import PutRight, SettleFact, TakeBackFact
from conversations.engine.effects import Act
from conversations.language import clean

WHERE = "/desk/fakta"
ENTRY = f"{WHERE}/{{entry:[a-z]+:[\\w/.-]+}}"


class Row(Struct, frozen=True):
    """An entry: what it is about, what it says; *state* of what was put right."""

    entry: str
    name: str
    part: str
    text: str
    source: str
    age: str
    state: str = ""


class Change(Struct, frozen=True):
    """What somebody put instead: who, when, until when, and what became of it."""

    id: str
    text: str
    state: str
    label: str
    who: str
    on: str
    until: str


class FactsPage(Struct, frozen=True):
    """What was put right or waits for a coordinator, and what was *found* of *of*."""

    changed: tuple[Row, ...]
    found: tuple[Row, ...]
    of: int
    after: str = ""


class FactsQuery(Query[FactsPage], frozen=True):
    """Entries with these *words*, from the one *after* another on."""

    words: str = ""
    after: str = ""


class FactPage(Struct, frozen=True):
    """One entry, with all that was ever put instead; whoever *decides* settles it.

    *other* is the entry of the same in another language.
    """

    row: Row
    sources: tuple[str, ...]
    verify: str
    shipped: str
    other: str
    longest: int
    changes: tuple[Change, ...]
    writes: bool
    decides: bool


class FactQuery(Query[FactPage], frozen=True):
    """The entry of this name."""

    entry: str = ""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """The list, narrowed by what is looked for."""
    words = request.query.get("cari", "").strip()[:100]
    query = FactsQuery(words=words, after=request.query.get("setelah", ""))
    found = await request.app[DESK].look(seat, query)
    return pages.page(
        request, seat, "facts.html", here="facts", facts=found, sought=words
    )


async def one(request: web.Request, seat: Seat) -> web.Response:
    """One entry."""
    return await _page(request, seat, {}, None)


async def act(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Put it right, settle what was proposed, or let the catalogue be right again."""
    text = clean(form.get("text", ""))
    asked = wanted(request.match_info["entry"], text, form)
    said = await request.app[DESK].act(seat, asked)
    if said.refused:
        return await _page(request, seat, form, said)
    raise pages.after(request.path, said)


def wanted(entry: str, text: str, form: Form) -> Act:
    """What a form asks for: by its button, or *text* instead of what an entry says."""
    if taken := form.get("take_back"):
        return TakeBackFact(taken)
    if settled := form.get("settle"):
        return SettleFact(settled, agreed=form.get("agreed") == "1")
    return PutRight(entry, text, form.get("until", ""))


async def _page(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    query = FactQuery(entry=request.match_info["entry"])
    found = await request.app[DESK].look(seat, query)
    status = 200 if said is None else 409
    shown = {"said_now": said, "here": "facts", "fact": found, "typed": form}
    return pages.page(request, seat, "one_fact.html", status, **shown)
