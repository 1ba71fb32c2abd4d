"""What the web needs from the rest of the house, and nothing more.

`bot.app` builds the real one; tests build one in memory. Whoever keeps these promises
can be served.
"""

import asyncio
from collections.abc import AsyncIterator, Container, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from aiohttp import web
from msgspec import Struct
from msgspec.structs import replace
from pydantic import SecretStr

from bot.channels.base import Bubble, Channel


class Shown(Struct, frozen=True):
    """A bubble as one visitor's page shows it.

    *id* is the place in the visitor's history: `Backend.news` goes on *after* it,
    and a later bubble *replaces* it by naming it (the first id stays good for that).
    *echo* is the page's own number of a message that the visitor sent, so that the page
    knows its own words again. *width* and *height* are those of its picture, if known.
    """

    id: str
    mine: bool
    bubble: Bubble
    at: datetime
    replaces: str = ""
    echo: str = ""
    width: int = 0
    height: int = 0


class Proof(Struct, frozen=True):
    """A certificate as everybody may see it: *rows* by name, and how it *lasts*.

    *state* is `valid` or `over`, empty where its paper does not say.
    """

    business: str
    name: str
    rows: tuple[tuple[str, str], ...]
    use: str
    lasts: str
    state: str = ""


class Maker(Struct, frozen=True):
    """A maker as everybody may see them, and how they are reached.

    *certificates* are their names and pages; *photo* and *phone* are addresses, empty
    where there is none.
    """

    name: str
    about: str
    product: str
    photo: str = ""
    phone: str = ""
    certificates: tuple[tuple[str, str], ...] = ()


class Showcase(Struct, frozen=True):
    """A page of makers; *places* and *kinds* are what they can be narrowed to.

    Each of those has a value, a name and how many there are. There may be *more*.
    """

    makers: tuple[Maker, ...] = ()
    places: tuple[tuple[str, str, int], ...] = ()
    kinds: tuple[tuple[str, str, int], ...] = ()
    more: bool = False


class OfficeTold(Struct, frozen=True):
    """An office by its whole name, and what it said of itself."""

    name: str
    details: Mapping[str, str] = {}


class Narrowed(Struct, frozen=True):
    """Which makers somebody looks for, and how many pages of them they have seen."""

    kecamatan: str = ""
    kind: str = ""
    page: int = 0


class Served(Struct, frozen=True):
    """A file as a browser gets it, and what it is called once it is saved."""

    body: bytes
    mime: str
    name: str = ""


class Streamed(NamedTuple):
    """A file that goes out while it is made."""

    chunks: AsyncIterator[bytes]
    mime: str
    name: str


PAGE = 30
"""So many bubbles at once: more is data that nobody asked for."""


class Page(Struct, frozen=True):
    """A part of a visitor's chat, oldest first.

    There may be *more* before it; *newest* is the id of the last thing that was said,
    after which `Backend.news` goes on. An *officer* has other ways out of a page.
    """

    bubbles: tuple[Shown, ...] = ()
    more: bool = False
    newest: str = ""
    officer: bool = False


def folded(
    shown: Sequence[Shown], within: Container[str] | None = None, most: int = PAGE
) -> Page:
    """The last *most* of *shown*; what was replaced stands in its place, in new words.

    It is known by the id that it had first. Those alone that are *within* are part of
    it, if that is said; what replaces another is wherever that is.
    """
    first: dict[str, str] = {}
    kept: dict[str, Shown] = {}
    for each in shown:
        name = first[each.id] = first.get(each.replaces, each.replaces or each.id)
        if name in kept or not each.replaces:
            kept[name] = replace(each, replaces=name if each.replaces else "")
    page = [each for name, each in kept.items() if within is None or name in within]
    newest = shown[-1].id if shown else ""
    return Page(tuple(page[-most:]), len(page) > most, newest)


class NotTaken(Exception):
    """An upload is not kept; *problem* is one of an event's (`Sent.problem`)."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Words(Protocol):
    """Sentences by key: the module `bot.words` is one."""

    def text(
        self, language: str, key: str, values: Mapping[str, Any] | None = None
    ) -> str:
        """The sentence *key* in *language*."""
        ...

    def moment(self, language: str, value: datetime) -> str:
        """A day and a time where the people are."""
        ...


class Settings(Protocol):
    """The few settings that bear on the web."""

    @property
    def public_url(self) -> str: ...
    @property
    def telegram_webhook_secret(self) -> str: ...
    @property
    def whatsapp_app_secret(self) -> str: ...
    @property
    def whatsapp_verify_token(self) -> str: ...
    @property
    def demo(self) -> bool: ...
    @property
    def trusted_proxies(self) -> str: ...
    @property
    def metrics_token(self) -> SecretStr: ...


class Office(Protocol):
    """The Dinas that runs this installation."""

    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...


class Backend(Protocol):
    """What the web asks of the app."""

    @property
    def words(self) -> Words: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def office(self) -> Office: ...
    @property
    def channels(self) -> Mapping[str, Channel]: ...
    @property
    def doors(self) -> Mapping[str, str]:
        """Public addresses (t.me, wa.me) of the channels that are on, by name."""
        ...

    async def receive(self, channel: str, body: bytes) -> None:
        """Keep an authentic delivery; returns after the commit or raises `Busy`."""
        ...

    async def page(self, visitor: str, before: str = "") -> Page:
        """The last page that *visitor* may see, or the one *before* a bubble of it."""
        ...

    async def news(self, visitor: str, after: str) -> Page:
        """All *after* a bubble or the *newest* of a page; the last if it is unknown."""
        ...

    async def known(self, visitor: str) -> bool:
        """Whether *visitor* was here before."""
        ...

    def listen(self, visitor: str) -> AbstractAsyncContextManager[asyncio.Event]:
        """An event that is set whenever something new may be shown."""
        ...

    async def file(
        self, visitor: str, document: str, *, small: bool = False
    ) -> Served | None:
        """A document, if *visitor* may see it; *small* is its preview."""
        ...

    async def keep_upload(
        self, visitor: str, chunks: AsyncIterator[bytes], mime: str
    ) -> str:
        """Seal *chunks* into a temporary file; its name, for `Media.ref`.

        If *chunks* raises, nothing is kept and the error goes on; so it is when we
        raise `NotTaken`.
        """
        ...

    async def drop_upload(self, ref: str) -> None:
        """Forget an upload of which nobody will speak."""
        ...

    async def my_data(self, token: str) -> bytes | None:
        """Everything about whose *token* it is, as an archive; spends the token."""
        ...

    async def export(self, token: str, sheet: str) -> Streamed | None:
        """The table whose *token* it is, as this kind of file; spends the token."""
        ...

    async def certificate(self, code: str, language: str) -> Proof | None:
        """The certificate whose page this is, while its owner agrees."""
        ...

    async def showcase(self, language: str, wanted: Narrowed) -> Showcase:
        """The makers that everybody may see."""
        ...

    async def content(self, language: str) -> str:
        """How content owners are, in a sentence; empty before enough have said so."""
        ...

    async def maker_photo(self, code: str) -> Served | None:
        """The photo of one of them, while they agree."""
        ...

    async def ready(self) -> Mapping[str, bool]:
        """Whether each thing we need answers."""
        ...

    async def metrics(self) -> bytes:
        """Figures in the text format of Prometheus."""
        ...

    async def offices(self, language: str) -> tuple[OfficeTold, ...]:
        """Who runs this, where, when, and how to call them, as far as they said so."""
        ...

    async def ladder(self, language: str) -> bytes:
        """A road of stages for the front page, as a PNG."""
        ...

    async def invite(self) -> str:
        """Demo only: a fresh one-time code for an officer."""
        ...


BACKEND: web.AppKey[Backend] = web.AppKey("house")
