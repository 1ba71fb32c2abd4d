"""What the web asks of the house (`bot.web.backend.House`), over the real database."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import cache, partial
from types import ModuleType
from typing import Any, TypeVar

from msgspec.structs import replace

from bot import metrics, words
from bot.channels.base import Bubble, Channel, Run, encode_button
from bot.channels.webchat import WebChat
from bot.desk import export
from bot.desk.export import Gathered
from bot.media.quarantine import Unchecked
from bot.media.quota import Ledger
from bot.pictures import registry as examples
from bot.pipeline.ingest import Busy, Receiver
from bot.pipeline.render import unpack
from bot.pipeline.word import kept
from bot.settings import Settings
from bot.views import ladder
from bot.web.backend import RECENT, Shown
from conversations.cases.records import Document
from conversations.catalogue import catalogue
from conversations.catalogue.local import DETAILS
from conversations.catalogue.model import Office
from conversations.catalogue.overrides import Word
from conversations.engine import events
from storage.cases import cases, documents
from storage.core import leases
from storage.core.database import READERS, Database, Transaction, Work, away
from storage.core.files import FileStore, Missing, Unwritable
from storage.messages import chat_history
from storage.messages.outbox import RETIRES
from storage.people import addresses, officers, one_time_codes

T = TypeVar("T")

INVITED_FOR = timedelta(hours=72)
LOOKING = READERS // 2
"""Pages that look into the database at once."""
ANSWERS = 1.0
"""Seconds in which the database can be written to, if all is well."""
ASK_AGAIN = 1.0
"""Seconds for which it is known whether it can."""
FILE: Run = ("\N{PAPERCLIP}", "")
"""Stands for a file that is still being looked at, or was not taken."""


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
        self._word = kept(self.office.id)
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

    async def bubbles(
        self, visitor: str, after: str = "", most: int = RECENT
    ) -> list[Shown]:
        """Both sides of a visitor's chat, oldest first."""
        # Pages must leave the database to those who send and answer.
        async with self._looking:
            found = await self._read(partial(_chat, visitor=visitor, most=most))
        ids = [each.id for each in found]
        return found[ids.index(after) + 1 :] if after in ids else found

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
    ) -> tuple[bytes, str] | None:
        """A document, for its owner and for the officers of its case's office.

        What we draw has no preview: in it there is something to read.
        """
        if ours := examples.shown(document):
            return ours, "image/png"
        seen = partial(_seen, visitor=visitor, document=document)
        found = await self._read(seen)
        if found is None:
            return None
        name, mime = found.name, found.mime
        if small and found.thumbnail:
            name, mime = found.thumbnail, "image/jpeg"
        try:
            return await self.files.read(name), mime
        except Missing:
            return None

    async def keep_upload(
        self, visitor: str, chunks: AsyncIterator[bytes], mime: str, name: str
    ) -> str:
        """A file from the page, sealed until it is checked."""
        del name
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

    async def is_officer(self, visitor: str) -> bool:
        """Whether the visitor is an officer now."""

        async def look(tx: Transaction) -> bool:
            address = await addresses.find(tx, WebChat.name, WebChat.account, visitor)
            if address is None:
                return False
            return await officers.by_person(tx, address.person_id) is not None

        return await self._read(look)

    async def details(self, language: str) -> Mapping[str, str]:
        """What the office says of itself, in its own later words where there are any.

        The front page stands while the database is away.
        """
        word: Word = {}
        with suppress(Busy):
            word = await self._read(self._word.get)
        found = {}
        for name in DETAILS:
            put_right = word.get(f"office:{name}")
            shipped = self.office.detail(name, language)
            found[name] = put_right.text if put_right else shipped
        return {name: said for name, said in found.items() if said}

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


@cache
def _ladder(language: str) -> bytes:
    words = ladder.example(language)
    return examples.draw(examples.described("ladder", words))


async def _chat(tx: Transaction, visitor: str, most: int) -> list[Shown]:
    address = await addresses.find(tx, WebChat.name, WebChat.account, visitor)
    if address is None:
        return []
    found = page(await chat_history.visible(tx, address.id, most))
    files = {each.bubble.file for each in found} - {""}
    kinds = await documents.by_ids(tx, list(files)) if files else {}
    return [typed(each, kinds) for each in found]


async def _seen(tx: Transaction, visitor: str, document: str) -> Document | None:
    """The document, if the visitor may see it."""
    address = await addresses.find(tx, WebChat.name, WebChat.account, visitor)
    found = (await documents.by_ids(tx, [document])).get(document)
    if address and found and await may_see(tx, address.person_id, found):
        return found
    return None


_NOTHING = Bubble(())


def page(lines: Sequence[chat_history.Line]) -> list[Shown]:
    """Lines as bubbles; a press shows the label of the button it pressed."""
    labels: dict[str, str] = {}
    bubbles: dict[str, Bubble] = {}
    found: list[Shown] = []
    for line in lines:
        bubble = theirs(line.body, labels) if line.theirs else unpack(line.body)
        if line.replaces and not bubble.runs:
            # An edit without words takes the buttons away, and leaves the rest.
            bubble = replace(bubbles.get(line.replaces, _NOTHING), buttons=())
        bubbles[line.replaces or line.id] = bubble
        labels.update({button.id: button.label for button in bubble.buttons})
        if bubble.runs or bubble.file:
            echo = line.body.get("message", "") if line.theirs else ""
            each = Shown(line.id, line.theirs, bubble, line.at, line.replaces, echo)
            found.append(each)
        for number, old in enumerate(line.body.get(RETIRES, ())):
            bare = bubbles[old] = replace(bubbles.get(old, _NOTHING), buttons=())
            if bare.runs or bare.file:
                name = f"{line.id}.{number}"
                found.append(Shown(name, line.theirs, bare, line.at, replaces=old))
    return found


def typed(each: Shown, kinds: Mapping[str, Document]) -> Shown:
    """A bubble that knows what its file is, and shows none that is not kept."""
    if ours := examples.shown(each.bubble.file):
        width, height = examples.size_of(ours)
        bubble = replace(each.bubble, mime="image/png")
        return replace(each, bubble=bubble, width=width, height=height)
    document = kinds.get(each.bubble.file)
    if document is None:
        bare = replace(each.bubble, runs=each.bubble.runs or (FILE,), file="")
        return replace(each, bubble=bare if each.bubble.file else each.bubble)
    bubble = replace(each.bubble, mime=document.mime)
    return replace(each, bubble=bubble, width=document.width, height=document.height)


def theirs(kept: Mapping[str, Any], labels: Mapping[str, str]) -> Bubble:
    """What the visitor did, as their own bubble; nothing for what is not to be seen."""
    match events.load(kept["event"]):
        case events.Typed(text):
            return Bubble(((text, ""),))
        case events.Pressed(value, question, number):
            button = encode_button(value, question, number)
            label = labels.get(button, "")
            return Bubble(((label, ""),)) if label else _NOTHING
        case events.Sent(files=files, text=text):
            runs: tuple[Run, ...] = ((text, ""),) if text else ()
            return Bubble(runs or (() if files else (FILE,)), file="".join(files[:1]))
        case _:
            return _NOTHING


async def may_see(tx: Transaction, person_id: str, document: Document) -> bool:
    """Its owner, and the officers of the office that handles its case."""
    if document.person_id == person_id:
        return True
    officer = await officers.by_person(tx, person_id)
    if not officer or not document.case_id:
        return False
    case = await cases.by_id(tx, document.case_id)
    return case is not None and case.office_id == officer.office_id
