"""The sentences: how each stands, where it is said, and what the office made of it."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from msgspec import Struct

from bot.channels.base import Run
from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat
from bot.web.desk.facts import Change, wanted
from bot.web.desk.sessions import Form
from conversations.cases.records import SENTENCE
from conversations.language import clean

WHERE = "/desk/kata"
ONE = f"{WHERE}/{{language:[a-z]+}}/{{key:[a-z0-9_.]+}}"


class Row(Struct, frozen=True):
    """A sentence as it stands at a *key* in one language; *state* of what was put."""

    language: str
    key: str
    text: str
    place: str
    state: str = ""
    warning: str = ""


class SentencesPage(Struct, frozen=True):
    """What was put or waits for a coordinator, and what was *found* of *of*."""

    changed: tuple[Row, ...]
    found: tuple[Row, ...]
    of: int
    after: str = ""


class SentencesQuery(Query[SentencesPage], frozen=True):
    """Those in which all these *words* are said, from the one *after* another on."""

    words: str = ""
    language: str = ""
    after: str = ""


class SentencePage(Struct, frozen=True):
    """One sentence: as people read it, as it is written, and as it was *shipped*.

    *other* is the same in the other language. Values of these *names* stand in it. So
    many people were *lost* at its question, if any.
    """

    row: Row
    shown: tuple[Run, ...]
    shipped: str
    other: Row | None
    names: tuple[str, ...]
    longest: int
    limit: str
    changes: tuple[Change, ...]
    lost: str
    writes: bool
    decides: bool


class SentenceQuery(Query[SentencePage], frozen=True):
    """The sentence of this language and key."""

    language: str = ""
    key: str = ""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """The list, narrowed by what is looked for; at first in the reader's language."""
    words = request.query.get("cari", "").strip()[:100]
    language = request.query.get("bahasa", seat.language)
    after = request.query.get("setelah", "")
    query = SentencesQuery(words=words, language=language, after=after)
    shown: Mapping[str, Any] = {"sought": words, "language": language}
    found = await request.app[DESK].look(seat, query)
    return pages.page(
        request, seat, "sentences.html", here="sentences", sentences=found, **shown
    )


async def one(request: web.Request, seat: Seat) -> web.Response:
    """One sentence."""
    return await _page(request, seat, {}, None)


async def act(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Put other words, settle what was proposed, or go back to what was shipped."""
    at = request.match_info
    text = clean(form.get("text", ""), lines=True)
    entry = f"{SENTENCE}{at['language']}/{at['key']}"
    said = await request.app[DESK].act(seat, wanted(entry, text, form))
    if said.refused:
        return await _page(request, seat, form, said)
    raise pages.after(request.path, said)


async def _page(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    at = request.match_info
    query = SentenceQuery(language=at["language"], key=at["key"])
    found = await request.app[DESK].look(seat, query)
    status = 200 if said is None else 409
    shown = {"said_now": said, "here": "sentences", "sentence": found, "typed": form}
    return pages.page(request, seat, "one_sentence.html", status, **shown)
