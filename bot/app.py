"""Pandu, put together: the one module that chooses concrete classes.

`Pandu` opens what the settings name, runs the loops it was asked for, and closes in
order: say that it goes, finish what is begun with the door still open, shut the door,
give back what is leased.
"""

import asyncio
import gc
import logging
import time
from collections import ChainMap
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Sequence,
)
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from bot import office, words
from bot.broadcast import Fanout
from bot.channels.base import Channel, SendError, Surroundings
from bot.channels.spec import CHANNELS, spec_of
from bot.channels.webchat import WebChat
from bot.desk import performers
from bot.jobs import (
    Alarm,
    Erasure,
    GroupDesk,
    Janitor,
    Menus,
    Reminders,
    Runner,
    handlers,
)
from bot.jobs.doubles import Doubles
from bot.jobs.names import open_names
from bot.jobs.stumbles import Stumbles
from bot.media.fetching import Fetcher
from bot.media.transcribing import Transcriber
from bot.pipeline import groups
from bot.pipeline.budget import Budget
from bot.pipeline.holder import Holder
from bot.pipeline.ingest import Receiver
from bot.pipeline.loops import Wake, make_rounds, watching
from bot.pipeline.pacing import Pacing
from bot.pipeline.retry_worker import Worker
from bot.pipeline.send import Relay
from bot.pipeline.tally import Tally
from bot.pipeline.turn import Turns
from bot.pipeline.undelivered import Template
from bot.settings import Settings
from bot.web.server import make_app, make_health_app, serve
from bot.web_backend.desk.backend import DeskBackend
from bot.web_backend.house import Listeners, WebBackend
from conversations.catalogue import catalogue
from conversations.flows import BOOK
from conversations.understanding import prepare
from storage.core.database import Database
from storage.core.files import FileStore
from storage.core.seal import KeyRing, load_or_make
from storage.people import offices
from storage.privacy.key_rotation import check_keys

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel

INSIST = 2.0
"""Seconds until a platform that was away is asked again."""

GROUPS = 60.0
"""Seconds until a group that an office got meanwhile is known."""

NAMES = 60.0
"""Seconds until names of the erased leave the memory of another process."""

HOLDERS = "alive"
"""Where processes of one machine see which of them live."""

log = logging.getLogger(__name__)


class NoKeys(Exception):
    """The database may be shared, so its keys must be set: none can be made here."""


def key_ring(settings: Settings) -> KeyRing:
    """The keys that were set; the embedded default makes its own on the first start."""
    given = settings.keys.get_secret_value()
    if given:
        return KeyRing.parse(given)
    if not settings.embedded:
        raise NoKeys
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return load_or_make(settings.data_dir / "keys")


@dataclass
class Pandu:
    """Everything that is shared in one process."""

    settings: Settings
    database: Database
    files: FileStore
    transcriber: Transcriber | None = None
    wake: Wake = field(default_factory=Wake)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    shut: asyncio.Event = field(default_factory=asyncio.Event)
    channels: dict[str, Channel] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    listeners: Listeners = field(default_factory=Listeners)
    loops: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    doors: dict[str, str] = field(default_factory=dict)
    watchers: list[str] = field(default_factory=list)
    went: list[Callable[[Sequence[str]], None]] = field(default_factory=list)
    """Who hears of messages that went out."""
    holder: Holder | None = None

    @classmethod
    @asynccontextmanager
    async def open(
        cls, settings: Settings, transcriber: Transcriber | None = None
    ) -> AsyncIterator["Pandu"]:
        """Open what the settings name; raises what makes it impossible to start."""
        with office.opened(settings):
            async with cls._opened(settings, transcriber) as pandu:
                yield pandu

    @classmethod
    @asynccontextmanager
    async def _opened(
        cls, settings: Settings, transcriber: Transcriber | None
    ) -> AsyncIterator["Pandu"]:
        ring = key_ring(settings)
        database = Database(settings.url, ring)
        files = FileStore(settings.data_dir / "files", ring)
        pandu = cls(settings, database, files, transcriber)
        try:
            await database.check()
            await database.read(check_keys)
            pandu.files.check_writable()
            pandu.add_channels()
            await database.write(partial(offices.ensure, office=catalogue().office))
            await pandu.find_groups()
            prepare()
            # What was made so far stays as long as we do.
            gc.freeze()
            yield pandu
        finally:
            await pandu.close()

    @property
    def telegram(self) -> "TelegramChannel | None":
        """The bot: Telegram alone wants to be asked, or told where to knock."""
        channel: Any = self.channels.get("telegram")
        bot: TelegramChannel | None = channel
        return bot

    def add_channels(self) -> None:
        """The channels that are set up; the web chat always is."""
        label = words.text(words.DEFAULT, "option.list")
        around = Surroundings(self.settings, self.listeners.wake, self.upload, label)
        for spec in CHANNELS:
            if channel := spec.open(around):
                self.channels[spec.name] = channel

    async def find_groups(self) -> None:
        """The groups of offices hear of cases too; one may get another while we run."""
        if self.telegram:
            at = self.telegram.name, self.telegram.account
            own = {catalogue().office.id: self.settings.telegram_staff_group_id}
            find = partial(groups.of_offices, at=at, own=own)
            self.watchers[:] = await self.database.write(find)

    async def upload(self, name: str) -> AsyncIterator[bytes]:
        """A file that the web page left with us."""
        async for chunk in self.files.chunks(name):
            yield chunk

    def turns(self) -> Turns:
        """The turns of this installation."""
        profiles = {name: channel.profile for name, channel in self.channels.items()}
        page = self.settings.site.rstrip("/")
        doors = ChainMap(self.doors, {"webchat": page})
        acts = performers(profiles, doors)
        turns = Turns(BOOK, acts, profiles, catalogue().office.id, self.watchers)
        turns.tally = self.tally
        return turns

    def erasure(self) -> Erasure:
        """How people are forgotten here."""
        return Erasure(self.database, self.files, self.watchers)

    async def run(self, *, web: bool, work: bool) -> None:
        """Serve and work until stopped; where others may write too, hear of it."""
        if not (web and work and self.settings.embedded):
            self.loop("watch", watching(self.database, self.hear, self.stop))
        if work and (back := await self.erasure().again()):
            log.warning("erased again, after an old copy was brought back: %d", back)
        if work:
            await Doubles(self.database).ask_for_nibs()
        receiver = Receiver(
            self.database, self.channels, self.turns(), self.wake.ring, Budget()
        )
        # Whoever comes while we go is taken in: only the door's end is its end.
        self.loop("receive", receiver.run(self.shut))
        counting = Stumbles(self.database, self.tally)
        self.loop("stumbles", counting.run(self.stop))
        names = partial(open_names, self.database)
        self.loop("names", make_rounds(names, self.stop, NAMES))
        self.loop("groups", make_rounds(self.find_groups, self.stop, GROUPS))
        await self.find_doors()
        if work:
            self.work(receiver)
        runner: Any = None
        try:
            if web:
                runner = await self.serve(receiver)
            elif self.settings.worker_port:
                health = make_health_app(self.house(receiver))
                where = self.settings.host, self.settings.worker_port
                runner = await serve(health, *where)
            await self.stop.wait()
            if runner:
                await asyncio.sleep(self.settings.drain_seconds)
        finally:
            # Where serving failed as well: no loop may outlive the database.
            self.stop.set()
            receive = self.loops["receive"]
            others = [each for each in self.loops.values() if each is not receive]
            await asyncio.gather(*others, return_exceptions=True)
            if runner:
                await runner.cleanup()
            self.shut.set()
            await asyncio.gather(receive, return_exceptions=True)

    def work(self, receiver: Receiver) -> None:
        """The loops of a worker."""
        fanout = Fanout(
            self.database, self.channels, self.wake, self.settings.whatsapp_template
        )
        self.went.append(fanout.sent)
        name = self.settings.whatsapp_news_template
        language = self.settings.whatsapp_news_template_language
        template = Template(name, language) if name else None
        holder = self.holder = Holder(self.settings.data_dir / HOLDERS)
        for channel in self.channels.values():
            relay = Relay(
                self.database,
                channel,
                self.files,
                Pacing(spec_of(channel.name).pace, time.monotonic),
                self.wake.bell(),
                holder.name,
                ended=holder.ended,
                written=partial(self.written, channel),
                template=template,
            )
            self.loop(f"relay:{channel.name}", relay.run(self.stop))
        worker = Worker(self.database, self.turns(), self.wake)
        fetcher = Fetcher(
            self.database, self.channels, self.files, self.wake, self.transcriber
        )
        self.loop("worker", worker.run(self.stop))
        self.loop("fetcher", fetcher.run(self.stop))
        self.loop("fanout", fanout.run(self.stop))
        self.loop(
            "janitor", Janitor(self.database, self.files, self.watchers).run(self.stop)
        )
        alarm = Alarm(self.database, self.channels, self.files.room)
        self.loop("alarm", alarm.run(self.stop))
        self.loop("reminders", Reminders(self.database, self.wake).run(self.stop))
        menus = Menus(self.database, self.telegram)
        by_kind = handlers(self.erasure(), self.settings.public_url, menus)
        runner = Runner(self.database, by_kind, self.wake)
        self.loop("jobs", runner.run(self.stop))
        if self.telegram:
            self.loop("menu", self.show_menu(menus))
        if self.telegram:
            door = self.settings.public_url.rstrip("/")
            desk = f"{door}/desk" if door else ""
            group_desk = GroupDesk(self.database, self.telegram, self.wake.ring, desk)
            self.went.append(group_desk.sent)
            self.loop("group_desk", group_desk.run(self.stop))
        if self.telegram and not self.settings.webhook:
            self.loop("poll", self.poll(self.telegram, receiver))

    def written(self, channel: Channel, sent: Sequence[str]) -> None:
        """Messages went out on *channel*: a page shows them, and there is room."""
        if isinstance(channel, WebChat):
            channel.written(sent)
        for hear in self.went:
            hear(sent)

    async def find_doors(self) -> None:
        """The addresses people open us by: for the landing page, and invitations."""
        for name, channel in self.channels.items():
            with suppress(SendError):
                if door := await channel.door():
                    self.doors[name] = door

    async def poll(self, telegram: "TelegramChannel", receiver: Receiver) -> None:
        """Ask Telegram for updates; the offset moves only after their commit."""

        async def receive(body: bytes) -> None:
            await receiver.receive("telegram", body)

        await self.insist(telegram.delete_webhook)
        await telegram.poll(receive, self.stop)

    async def show_menu(self, menus: Menus) -> None:
        """Let Telegram list the commands beside the text field, and say who we are."""
        await self.insist(menus.introduce)
        await self.stop.wait()

    async def insist(self, ask: Callable[[], Awaitable[None]]) -> None:
        """Ask until the platform says yes: it may be away while we start."""
        while not self.stop.is_set():
            try:
                await ask()
            except SendError as error:
                log.warning("the platform does not let us begin yet: %s", error)
            else:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(INSIST):
                    await self.stop.wait()

    async def knock(self, telegram: "TelegramChannel") -> None:
        """Tell Telegram where to knock."""
        door = f"{self.settings.public_url.rstrip('/')}/telegram"
        secret = self.settings.telegram_webhook_secret
        await self.insist(partial(telegram.ensure_webhook, door, secret))
        await self.stop.wait()

    async def serve(self, receiver: Receiver) -> Any:
        """The web server, and what it needs of the platforms."""
        if self.telegram and self.settings.webhook:
            self.loop("webhook", self.knock(self.telegram))
        desk = DeskBackend(
            self.database,
            self.files,
            receiver.turns.performers,
            receiver.turns.known_at,
            self.wake,
            self.watchers,
        )
        app = make_app(self.house(receiver), desk)
        return await serve(app, self.settings.host, self.settings.port)

    def house(self, receiver: Receiver) -> WebBackend:
        """What the web server asks."""
        return WebBackend(
            self.settings,
            self.database,
            self.channels,
            receiver,
            self.files,
            self.listeners,
            self.doors,
            self.alive,
        )

    def hear(self) -> None:
        """Another process wrote: perhaps work for us, perhaps news for a page."""
        self.wake.ring()
        self.listeners.wake_all()

    def loop(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Run a loop for as long as Pandu runs; one that ends is noticed."""
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._ended)
        self.loops[name] = task

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if task.cancelled() or self.stop.is_set():
            return
        error = task.exception()
        log.error("the loop %s ended", task.get_name(), exc_info=error)
        self.stop.set()

    def alive(self) -> bool:
        """Whether every loop still runs, and is to go on."""
        running = all(not task.done() for task in self.loops.values())
        return running and not self.stop.is_set()

    async def close(self) -> None:
        """Give back what is held."""
        for channel in self.channels.values():
            await channel.close()
        if self.holder:
            self.holder.close()
        await self.database.close()
