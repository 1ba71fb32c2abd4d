"""What the desk asks of the app: who sits there, what a page shows, and acts."""

from collections.abc import AsyncIterator
from typing import Any, Generic, Protocol, TypeVar

from aiohttp import web
from msgspec import Struct

from bot.channels.base import Run
from bot.web.backend import Served, Streamed
from conversations.cases.exports import ExportCases
from conversations.engine.effects import Act

P = TypeVar("P")
"""The shape of what a page shows."""


class Seat(Struct, frozen=True):
    """Who sits at the desk in this browser, read anew with each request.

    So much *waits* for their office.
    """

    officer: str
    person: str
    name: str
    role: str
    office_id: str
    office: str
    language: str
    waits: int = 0


class Query(Struct, Generic[P], frozen=True):
    """What a page asks for: each page has a kind of its own, which is how it is read.

    It is *opened* by a person, who is written down where that matters; else it only
    looks again.
    """

    opened: bool = True


class Seen(Struct, frozen=True):
    """The case that a form was about, and its *version* on the page it stood on."""

    code: str
    version: int


class Said(Struct, frozen=True):
    """What is said to an act: each with its runs; *undo* is what takes it back.

    For so many *seconds*. *refused*: nothing was done.
    """

    texts: tuple[tuple[Run, ...], ...] = ()
    undo: str = ""
    refused: bool = False
    seconds: int = 0


class Refused(Exception):
    """There is nothing to see here for whoever looks; *said* is why."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Desk(Protocol):
    """The desk's part of the house."""

    async def sign_in(self, token: str, browser: str) -> str:
        """Spend the *token* of a link: the secret of a new session, or nothing."""
        ...

    async def seat(
        self, session: str, *, used: bool = True, counted: bool = True
    ) -> Seat | None:
        """Who is signed in by this secret, if they may still be here.

        A page that only looks again by itself is not *used*; a file has no menu on
        which what waits is *counted*.
        """
        ...

    async def sign_out(self, session: str) -> None:
        """End this session."""
        ...

    async def look(self, seat: Seat, query: Query[P]) -> P:
        """What a page shows; raises `Refused`."""
        ...

    async def act(self, seat: Seat, act: Act, seen: Seen | None = None) -> Said:
        """Do what the same act does in the chat, unless what was *seen* is no more."""
        ...

    async def file(
        self, seat: Seat, document: str, *, small: bool = False
    ) -> Served | None:
        """A file of a case of the office, or its preview."""
        ...

    async def attach(
        self, seat: Seat, chunks: AsyncIterator[bytes], mime: str, name: str
    ) -> str:
        """A file for what they send next: its id once it was checked, or `NotTaken`."""
        ...

    async def case_out(self, seat: Seat, code: str, kind: str) -> Streamed:
        """A case to take along: all of it as a `pdf`, its files as a `zip`."""
        ...

    async def bring(self, seat: Seat, called: str, data: bytes) -> Said:
        """A file of contacts to be looked at; or why it cannot be read."""
        ...

    async def cases_out(
        self, seat: Seat, act: ExportCases, sheet: str
    ) -> Streamed | Said:
        """Cases as a table, a file of the kind *sheet*; or why not."""
        ...

    async def demo_door(self, role: str) -> str:
        """Demo only: the token of a link for the sample officer of a *role*."""
        ...


DESK: web.AppKey[Desk] = web.AppKey("desk")


def seen_of(form: Any) -> Seen | None:
    """What a form says of the case on whose page it stood."""
    code, version = form.get("code", ""), form.get("version", "")
    good = code and version.isascii() and version.isdecimal()
    return Seen(code, int(version)) if good else None
