"""Who stands on the office's lists: looked for, and taken off one by one."""

from urllib.parse import urlencode

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Seat
from bot.web.desk.sessions import Form
from conversations.cases.contacts.known import EraseContact

WHERE = "/desk/kontak"
MET = ("yes", "no")
"""Only those who wrote, or only those who did not."""


class Row(Struct, frozen=True):
    """A contact: what they are called, and the rest in a line."""

    id: str
    name: str
    about: str
    phone: str
    met: bool


class ContactsPage(Struct, frozen=True):
    """Some of those that were looked for; so many stand before the *first*."""

    count: int
    first: int
    rows: tuple[Row, ...]
    more: bool
    leads: bool


class ContactsQuery(Query[ContactsPage], frozen=True):
    """Those whom all *words* name; only who was *met*, or not; from a place on."""

    words: str = ""
    met: str = ""
    start: int = 0


async def page(request: web.Request, seat: Seat) -> web.Response:
    """Those that the address asks for."""
    asked = request.query
    start = asked.get("mulai", "")
    met = asked.get("menulis", "")
    query = ContactsQuery(
        words=asked.get("cari", "").strip()[:80],
        met=met if met in MET else "",
        start=int(start[:6]) if start.isascii() and start.isdecimal() else 0,
    )
    found = await request.app[DESK].look(seat, query)
    same = {"cari": query.words, "menulis": query.met}
    return pages.page(
        request,
        seat,
        "contacts_known.html",
        here="contacts",
        found=found,
        query=query,
        choices=MET,
        next=urlencode({**same, "mulai": found.first + len(found.rows)}),
    )


async def erase(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """Take one off; back to the list as it was."""
    said = await request.app[DESK].act(seat, EraseContact(form.get("contact", "")))
    raise pages.after(pages.ours(form.get("back", "")), said)
