"""What the web asks of the house (`bot.web.backend.House`), over the real database."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from types import ModuleType
from typing import Any, TypeVar

from msgspec.structs import replace

from bot import metrics, words
from bot.channels.base import Channel
from bot.channels.webchat import WebChat
from bot.desk import export
from bot.desk.export import Gathered
from bot.media.quarantine import Unchecked
from bot.media.quota import Ledger
from bot.pictures import registry as examples
from bot.pipeline.ingest import Busy, Receiver
from bot.pipeline.reads import Kept
from bot.pipeline.word import served, standing
from bot.settings import Settings
from bot.sheets.write import SHEETS
from bot.views import certificate as views
from bot.views import ladder
from bot.views.file_name import file_name
from bot.web.backend import (
    Narrowed,
    OfficeTold,
    Page,
    Proof,
    Served,
    Showcase,
    Streamed,
)
from bot.web_backend import history
from bot.web_backend import showcase as exhibits
from bot.web_backend.case_table import table
from conversations.cases import access
from conversations.cases.calendar import day_of
from conversations.cases.certificates.records import Certificate, called, is_over, lasts
from conversations.cases.ratings import Ratings
from conversations.cases.records import Case, Document
from conversations.cases.staff.invitations import INVITED_FOR
from conversations.catalogue import catalogue
from conversations.catalogue.local import DETAILS
from conversations.catalogue.model import Office
from conversations.catalogue.overrides import Word
from storage.cases import cases, certificates, documents, exports, ratings, showcase
from storage.core import leases
from storage.core.database import READERS, Database, Transaction, Work, away
from storage.core.files import FileStore, Missing, Unwritable
from storage.people import addresses, officers, offices, one_time_codes

T = TypeVar("T")
Look = Callable[..., Awaitable[Page]]

LOOKING = READERS // 2
"""Pages that look into the database at once."""
ANSWERS = 1.0
"""Seconds in which the database can be written to, if all is well."""
ASK_AGAIN = 1.0
"""Seconds for which it is known whether it can."""
_HOME = (WebChat.name, WebChat.account)


class Listeners:
    """Pages that wait for something new, by visitor."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    def wake(self, visitor: str) -> None:
        """Something new for *visitor*."""
        for event in self._waiting.get(visitor, ()):
            event.set()

    def wake_all(self) -> None:
        """Perhaps something new: another process sends."""
        for waiting in list(self._waiting.values()):
            for event in waiting:
                event.set()

    @asynccontextmanager
    async def listen(self, visitor: str) -> AsyncIterator[asyncio.Event]:
        """An event for as long as a page is open."""
        event = asyncio.Event()
        self._waiting[visitor].add(event)
        try:
            yield event
        finally:
            self._waiting[visitor].discard(event)
            if not self._waiting[visitor]:
                del self._waiting[visitor]


class WebBackend:
    """The real house: what `bot.app` gives to `bot.web`."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        channels: Mapping[str, Channel],
        receiver: Receiver,
        files: FileStore,
        listeners: Listeners,
        doors: Mapping[str, str],
        alive: Callable[[], bool],
    ) -> None:
        self.words: ModuleType = words
        self.settings = settings
        self.database = database
        self.channels = channels
        self.receiver = receiver
        self.files = files
        self.unchecked = Unchecked(files, Ledger())
        self.listeners = listeners
        self.doors = doors
        self._alive = alive
        self._offices = Kept(_offices)
        self._looking = asyncio.Semaphore(LOOKING)
        self._asked: asyncio.Future[Mapping[str, bool]] | None = None
        self._asked_at = 0.0

    @property
    def office(self) -> Office:
        """The Dinas that runs this installation."""
        return catalogue().office

    async def receive(self, channel: str, body: bytes) -> None:
        """Into the inbox; returns after the commit."""
        await self.receiver.receive(channel, body)

    async def page(self, visitor: str, before: str = "") -> Page:
        """A page of both sides of a visitor's chat."""
        if before:
            return await self._look(visitor, partial(history.earlier, line=before))
        return await self._look(visitor, history.last)

    async def news(self, visitor: str, after: str) -> Page:
        """What was said on either side since."""
        return await self._look(visitor, partial(history.news, after=after))

    async def known(self, visitor: str) -> bool:
        """Whether the visitor has an address here."""

        async def find(tx: Transaction) -> bool:
            return await addresses.find(tx, *_HOME, visitor) is not None

        return await self._read(find)

    async def _look(self, visitor: str, work: Look) -> Page:
        """A part of a visitor's chat, and whether they are an officer now."""

        async def look(tx: Transaction) -> Page:
            address = await addresses.find(tx, *_HOME, visitor)
            if address is None:
                return Page()
            page = await work(tx, address_id=address.id)
            officer = await officers.by_person(tx, address.person_id)
            return replace(page, officer=officer is not None)

        # Pages must leave the database to those who send and answer.
        async with self._looking:
            return await self._read(look)

    async def _read(self, work: Work[T]) -> T:
        """What a page looks for; a database that is away is no fault of the page's."""
        try:
            return await self.database.read(work)
        except Exception as error:
            if away(error):
                raise Busy from error
            raise

    def listen(self, visitor: str) -> Any:
        """Wait for something new."""
        return self.listeners.listen(visitor)

    async def file(
        self, visitor: str, document: str, *, small: bool = False
    ) -> Served | None:
        """A document, for its owner and for the officers of its case's office.

        What we draw has no preview: in it there is something to read.
        """
        if ours := examples.shown(document):
            return Served(ours, "image/png")
        seen = partial(_seen, visitor=visitor, document=document)
        found, case = await self._read(seen)
        if found is None:
            return None
        name, mime = found.name, found.mime
        if small and found.thumbnail:
            name, mime = found.thumbnail, "image/jpeg"
        try:
            return Served(await self.files.read(name), mime, file_name(found, case))
        except Missing:
            return None

    async def keep_upload(
        self, visitor: str, chunks: AsyncIterator[bytes], mime: str
    ) -> str:
        """A file from the page, sealed until it is checked."""
        return await self.unchecked.keep(visitor, chunks, mime)

    async def drop_upload(self, ref: str) -> None:
        """Forget an upload of which nobody will speak."""
        await self.files.delete(ref)

    async def my_data(self, token: str) -> bytes | None:
        """The archive of whoever got this token, once."""

        async def spend(tx: Transaction) -> Gathered | None:
            spent = await one_time_codes.spend_token(tx, token)
            return None if spent.problem else await export.gather(tx, spent.person_id)

        found = await self.database.write(spend)
        return None if found is None else await export.pack(found, self.files)

    async def export(self, token: str, sheet: str) -> Streamed | None:
        """The cases of an office, for whoever asked for them a moment ago."""
        about = await self.database.write(partial(exports.spend, token=token))
        return table(self.database, about, sheet) if about and sheet in SHEETS else None

    async def certificate(self, code: str, language: str) -> Proof | None:
        """The certificate of a page, while its owner agrees."""
        found = await self._read(partial(certificates.by_public_code, code=code))
        today = day_of(datetime.now(UTC))
        return _proof(found, language, today) if found and found.shown else None

    async def showcase(self, language: str, wanted: Narrowed) -> Showcase:
        """Makers who agreed, in the reader's language."""
        look = partial(exhibits.look, wanted=wanted)
        return exhibits.worded(await self._read(look), language)

    async def content(self, language: str) -> str:
        """How content owners are, as soon as nobody can guess who said what.

        The front page stands while the database is away.
        """
        found = Ratings()
        with suppress(Busy):
            found = await self._read(_content)
        values = {"mean": found.mean, "count": found.count}
        return words.text(language, "web.landing.content", values) * found.public

    async def maker_photo(self, code: str) -> Served | None:
        """Its preview alone: a photo itself may say where it was taken."""
        name = await self._read(partial(showcase.photo, code=code))
        with suppress(Missing):
            return Served(await self.files.read(name), "image/jpeg") if name else None
        return None

    async def ready(self) -> Mapping[str, bool]:
        """Whether something can be written, and the loops of this process run.

        However often it is asked, one asks the disk in a second.
        """
        if not self._asked or time.monotonic() - self._asked_at > ASK_AGAIN:
            self._asked_at = time.monotonic()
            self._asked = asyncio.ensure_future(self._writable())
        wrote = await asyncio.shield(self._asked)
        return {**wrote, "loops": self._alive()}

    async def _writable(self) -> Mapping[str, bool]:
        async def try_both(tx: Transaction) -> None:
            # A lease is a row that is written, however little changes.
            await leases.take(tx, "ready", "ready", timedelta(0))

        found = {"database": False, "files": False}
        with suppress(Exception):
            async with asyncio.timeout(ANSWERS):
                await self.database.check()
                await self.database.write(try_both, tries=1)
            found["database"] = not self.database.health.failing
        with suppress(Unwritable):
            await asyncio.to_thread(self.files.check_writable)
            found["files"] = True
        return found

    async def metrics(self) -> bytes:
        """Everything that is counted and timed."""
        free, folder = self.files.room(), self.settings.data_dir
        return await metrics.exposed(self.database, free, folder)

    async def offices(self, language: str) -> tuple[OfficeTold, ...]:
        """What each office says of itself, in its own later words where there are any.

        The front page stands while the database is away.
        """
        found: Sequence[tuple[Office, Word]] = [(self.office, {})]
        with suppress(Busy):
            found = await self._read(self._offices.get)
        return tuple(_of_itself(*each, language) for each in found)

    async def ladder(self, language: str) -> bytes:
        """A road of stages halfway; drawn when it is first looked at."""
        return await asyncio.to_thread(_ladder, language)

    async def invite(self) -> str:
        """A code for the demo's officer, who may announce too."""
        invite = partial(
            officers.invite,
            office_id=self.office.id,
            role="coordinator",
            valid=INVITED_FOR,
        )
        return f"petugas-{await self.database.write(invite)}"


async def _content(tx: Transaction) -> Ratings:
    return await ratings.counted(tx, *[each.id for each in await offices.every(tx)])


async def _offices(tx: Transaction) -> list[tuple[Office, Word]]:
    """Each office, and what stands of it today; ours is the first."""
    ours = catalogue().office.id
    every = sorted(await served(tx), key=lambda each: each[0] != ours)
    return [(facts.office, await standing(tx, id_)) for id_, facts in every]


def _of_itself(office: Office, word: Word, language: str) -> OfficeTold:
    said = {name: office.detail(name, language) for name in DETAILS}
    put_right = {n: word[f"office:{n}"].text for n in DETAILS if f"office:{n}" in word}
    told = {name: text for name, text in {**said, **put_right}.items() if text}
    return OfficeTold(office.name, told)


@cache
def _ladder(language: str) -> bytes:
    words = ladder.example(language)
    return examples.draw(examples.described("ladder", words))


def _proof(one: Certificate, language: str, today: date) -> Proof:
    """A certificate in words, and none about a person."""
    until = lasts(one, today)
    state = "" if not one.valid_until else "over" if is_over(one, today) else "valid"
    return Proof(
        one.business,
        words.label(language, called(one)),
        tuple((name, said) for name, said in views.facts(language, one) if said),
        views.use(language, one),
        words.text(language, until.key, until.values),
        state,
    )


async def _seen(
    tx: Transaction, visitor: str, document: str
) -> tuple[Document | None, Case | None]:
    """The document, if the visitor may see it, and the case that it is of.

    Its owner may, the officers who see the files of its case, and whoever got it in
    this chat: an officer's photo, a signed letter.
    """
    address = await addresses.find(tx, *_HOME, visitor)
    found = (await documents.by_ids(tx, [document])).get(document)
    if not address or not found:
        return None, None
    case = await cases.by_id(tx, found.case_id) if found.case_id else None
    if found.person_id == address.person_id:
        return found, case
    officer = await officers.by_person(tx, address.person_id)
    if officer and case and access.opens_files(officer, case):
        return found, case
    if await history.was_shown(tx, address.id, document):
        return found, case
    return None, None
