"""A Dinas, its people and their phones: real turns over a real database, nothing sent.

Everything goes the way it goes in earnest: a delivery into the inbox, its turn in one
commit, what others were told through the worker, announcements through the fan-out.
Only the last step is missing: what lies in the outbox is put on the phones here. The
clock is a value that moves when a story says so.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import structs

from bot.broadcast.fanout import next_chunk
from bot.channels import terminal
from bot.channels.base import (
    Bubble,
    Button,
    Channel,
    Delivered,
    WindowClosed,
    decode_button,
)
from bot.channels.spec import CHANNELS
from bot.channels.terminal import NOWHERE, Terminal, delivery
from bot.desk import performers
from bot.jobs import Erasure, GroupDesk, Reminders, Runner, handlers
from bot.jobs.reminders import LATEST
from bot.pipeline import retry_policy, undelivered
from bot.pipeline.arrivals import Delivery
from bot.pipeline.attachments import Enclosures
from bot.pipeline.ingest import Receiver
from bot.pipeline.loops import Wake
from bot.pipeline.render import unpack
from bot.pipeline.retry_policy import judge, sent
from bot.pipeline.retry_worker import Worker
from bot.pipeline.turn import Arrived, Outcome, Turns
from bot.testing.form_player import Filling, Place
from bot.testing.guided import tells
from conversations.cases.held_news import HOLD
from conversations.cases.records import Document
from conversations.cases.reminders import quiet
from conversations.catalogue import catalogue
from conversations.engine.events import Event, Pressed, Sent, Typed
from conversations.flows import BOOK
from storage.cases import documents
from storage.core.database import Database, Transaction
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.core.migrate import migrate_within
from storage.core.seal import KeyRing
from storage.messages import outbox
from storage.ops import jobs
from storage.people import officers, offices
from storage.people.sessions import Reached, Sender, reach

PROFILES = {each.name: each.profile for each in CHANNELS}
PROFILES |= {terminal.PROFILE.name: terminal.PROFILE}
MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A Monday, 09.00 in Serang."""
SITE = "https://contoh.id"
STEP = timedelta(seconds=20)
"""How long people take to answer."""
LEASE = timedelta(minutes=1)
LOOK = timedelta(hours=1)
"""How often it is looked for who is to be reminded, while time passes."""


class NoButton(LookupError):
    """Nobody can press what is not on their phone."""


@dataclass
class Seen:
    """One bubble as it stands on a phone; *changed* when it was another before."""

    id: str
    bubble: Bubble
    kind: str
    changed: bool = False
    drawing: Mapping[str, Any] | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return self.bubble.plain

    @property
    def labels(self) -> list[str]:
        """What can be pressed."""
        return [button.label for button in self.bubble.buttons]


class Person:
    """Somebody with a phone on one channel."""

    spot: Mapping[str, str] = NOWHERE

    def __init__(
        self, world: "World", name: str, channel: str, phone: str, called: str
    ) -> None:
        self.world = world
        self.name = name
        self.channel = channel
        self.phone = phone
        self.called = called
        self.screen: list[Seen] = []
        self.news: list[Seen] = []
        self.buttons: list[Button] = []
        """Every button ever shown, the newest last; also those taken away since."""

    async def says(self, *texts: str) -> None:
        """Type these, one after another."""
        for text in texts:
            await self.does(Typed(text))

    async def taps(self, label: str, *, old: bool = False) -> None:
        """Press the newest button called *label*; an *old* one may be gone by now."""
        await self.does(self.press(label, old=old))

    async def sends_photo(self, kind: str = "photo") -> None:
        """Send a file that was fetched and checked."""
        await self.does(await self.world.file(self, kind))

    @property
    def place(self) -> Place:
        """Where they fill in forms."""
        known = self.channel, Terminal.account, self.name
        return Place(self.world.database, *known, PROFILES[self.channel])

    async def fills(self, form: str, until: str = "", **given: str) -> None:
        """Fill in the form that is open, perhaps *until* the question of that name."""
        async for reply in self.place.fills(Filling(form, given, until)):
            if reply.file:
                sent = await self.world.file(self)
                await self.does(structs.replace(sent, text=reply.text))
            else:
                await self.says(reply.text)

    async def looks(self, seen: Seen) -> bytes:
        """The file of a bubble; a drawing is made when somebody looks at it."""
        assert self.world.files  # noqa: S101 -- who looks at files brought a store
        enclosures = Enclosures(self.world.database, self.world.files)
        return (await enclosures.take(seen.bubble, seen.drawing))[1]

    async def does(self, event: Event) -> None:
        """Anything else that can happen."""
        await self.world.happen([(self, event)])

    def press(self, label: str, *, old: bool = False) -> Pressed:
        """The event of pressing the newest button called *label*."""
        there = [b for seen in self.screen for b in seen.bubble.buttons]
        for button in reversed(self.buttons if old else there):
            if button.label == label:
                return Pressed(*decode_button(button.id))
        raise NoButton(label)

    def sees(self) -> list[Seen]:
        """What came since the last look."""
        news, self.news = self.news, []
        return news

    def show(self, row: outbox.Claimed) -> None:
        """A message arrives, or changes one that did."""
        bubble = unpack(row.body)
        place = next((n for n, s in enumerate(self.screen) if s.id == row.replaces), -1)
        self.buttons.extend(bubble.buttons)
        if place < 0:
            seen = Seen(row.id, bubble, row.kind, drawing=row.body.get("drawing"))
            self.screen.append(seen)
            self.news.append(seen)
        elif bubble.runs:
            seen = Seen(self.screen[place].id, bubble, row.kind, changed=True)
            self.screen[place] = seen
            self.news.append(seen)
        else:
            before = self.screen[place]
            bare = structs.replace(before.bubble, buttons=())
            self.screen[place] = replace(before, bubble=bare, kind=row.kind)
        for old in row.body.get(outbox.RETIRES, ()):
            self.retire(old)

    def retire(self, old: str) -> None:
        """The buttons of a message that came before are gone."""
        for place, seen in enumerate(self.screen):
            if seen.id == old:
                bare = structs.replace(seen.bubble, buttons=())
                self.screen[place] = replace(seen, bubble=bare, kind="edit")


class Strict(Turns):
    """Turns of which none may fail: in a story a failure is the end of it."""

    async def run(
        self,
        tx: Transaction,
        people: Sequence[tuple[Reached, Sequence[Arrived]]],
        outcome: Outcome,
    ) -> None:
        """Take them, and raise what went wrong in any."""
        await super().run(tx, people, outcome)
        for failure in outcome.failed:
            raise failure.__cause__ or failure


@dataclass
class World:
    """One Dinas and everybody in its story."""

    database: Database
    now: datetime = MORNING
    people: dict[str, Person] = field(default_factory=dict)
    moment: int = 0
    """How many things people did; it numbers what they do."""
    alone: bool = True
    """Nobody else works on this database: no turn may fail, and news is sent here."""
    watchers: list[str] = field(default_factory=list)
    group_desk: GroupDesk | None = None
    mornings: bool = False
    files: FileStore | None = None
    """Where files are kept, and what is drawn when somebody looks at it."""

    @classmethod
    @asynccontextmanager
    async def open(
        cls, url: str = "", *, made: bool = False, key: bytes = b""
    ) -> AsyncIterator["World"]:
        """A new world in a folder of its own, or at *url*; *made*: with its tables.

        With a *key* of its own, what hangs on keys is the same in the next one.
        """
        with TemporaryDirectory(prefix="pandu-") as folder:
            url = url or f"sqlite:///{Path(folder) / 'world.db'}"
            if not made:
                await migrate_within(url)
            given = key and KeyRing({"k1": key})
            ring = given or KeyRing.parse(KeyRing.generate())
            database = Database(url, ring, clock=lambda: world.now)
            world = cls(database, files=FileStore(Path(folder) / "files", ring))
            try:
                ensure = partial(offices.ensure, office=catalogue().office)
                await database.write(ensure)
                yield world
            finally:
                await database.close()

    def __post_init__(self) -> None:
        office = catalogue().office.id
        made = Strict if self.alone else Turns
        acts = performers(PROFILES, {"webchat": SITE})
        turns = made(BOOK, acts, PROFILES, office, self.watchers)
        self.channels: dict[str, Channel] = {
            name: Terminal(profile) for name, profile in PROFILES.items()
        }
        self.wake = Wake()
        self.receiver = Receiver(self.database, self.channels, turns, self.wake.ring)
        self.worker = Worker(self.database, turns, self.wake)
        by_kind = handlers(Erasure(self.database, self.files)) if self.files else {}
        self.runner = Runner(self.database, by_kind, self.wake)
        self.reminders = Reminders(self.database, self.wake, partial(tells, self))

    def person(self, name: str, channel: str = "telegram", called: str = "") -> Person:
        """Somebody new; WhatsApp tells us their number, the others do not.

        The platform may tell what they are *called* there.
        """
        number = f"+62812000000{len(self.people):02d}"
        phone = number if channel == "whatsapp" else ""
        self.people[name] = Person(self, name, channel, phone, called)
        return self.people[name]

    async def officer(
        self, name: str, channel: str = "telegram", role: str = "officer"
    ) -> Person:
        """Somebody new who was invited, and joined with the code."""
        person = self.person(name, channel)
        at, day = catalogue().office.id, timedelta(days=1)
        code = await self.database.write(lambda tx: officers.invite(tx, at, role, day))
        await person.says(f"/petugas {code}")
        await person.says(f"Bu {name.capitalize()} Contoh")
        person.sees()
        return person

    async def happen(
        self, acts: Sequence[tuple[Person, Event]], *, hasty: bool = False
    ) -> None:
        """Things that people do at the same moment, and all that follows from them.

        Of what waits for some seconds as well, unless somebody is *hasty* enough to
        take it back next.
        """
        self.now += STEP
        await self.commit([self.brought(person, event) for person, event in acts])
        await self.settle()
        if not hasty:
            await self.let_go()

    async def let_go(self) -> None:
        """The seconds pass in which a reply could be taken back."""
        due = await self.database.read(jobs.next_due)
        if self.files and due and due <= self.now + HOLD:
            self.now += HOLD
            while await self.runner.once():
                await self.settle()

    async def commit(self, batch: Sequence[Delivery]) -> None:
        """Deliveries of one moment: the inbox, their turns and what leaves, at once."""
        await self.receiver.committed(partial(self.receiver.take, batch=batch))

    def brought(self, person: Person, event: Event, file: str = "") -> Delivery:
        """What *person* does, as their channel delivers it."""
        self.moment += 1
        channel = self.channels[person.channel]
        who = (person.name, self.moment, event, person.phone, file)
        body = delivery(*who, called=person.called, spot=dict(person.spot))
        return Delivery(person.channel, channel.account, body, channel.parse(body))

    async def file(
        self, person: Person, kind: str = "photo", flaws: Sequence[str] = ()
    ) -> Sent:
        """A file of *person*, as it is when it was fetched, checked and sealed."""
        sender = Sender(person.channel, Terminal.account, person.name)

        async def store(tx: Transaction) -> Document:
            reached = (await reach(tx, [sender]))[sender.key]
            document = Document(new_id(), reached.person_id, kind, f"{kind}-sample")
            await documents.add(tx, document)
            return document

        document = await self.database.write(store)
        return Sent(kind, (document.id,), values={"flaws": list(flaws)})

    async def settle(self) -> None:
        """Until nobody has anything left to hear, and every phone shows it."""
        while await self.worker.once() or await self.carry() or await self.tidy_group():
            pass
        while self.alone and await next_chunk(self.database, PROFILES):
            while await self.worker.once() or await self.carry():
                pass

    async def tidy_group(self) -> bool:
        """Whether something was done about the topics of a group, if there is one."""
        return self.group_desk is not None and await self.group_desk.look() <= 0

    async def carry(self) -> int:
        """Put what is due on the phones; how much was due."""
        used = sorted({person.channel for person in self.people.values()})
        due, out = await self.database.write(partial(_carried, channels=used))
        for row in out:
            self.people[row.to].show(row)
        return due

    async def later(self, delay: timedelta) -> None:
        """Let time pass, and what is due by then be done."""
        end = self.now + delay
        # Whoever was silent for longer is reminded no more.
        until = min(end, self.now + LATEST)
        while self.alone and self.now + LOOK <= until:
            self.now += LOOK
            await self.remind()
        self.now = end
        await self.remind()
        await self.settle()
        while self.alone and self.files and await self.runner.once():
            await self.settle()

    async def remind(self) -> None:
        """Whoever is to be reminded by now is, unless it is night."""
        if self.alone and not quiet(self.now) and await self.reminders.once():
            await self.settle()


async def _carried(
    tx: Transaction, channels: Sequence[str]
) -> tuple[int, list[outbox.Claimed]]:
    """How much is due, and what of it goes; what a shut chat does not take waits."""
    due, arrived = 0, list[outbox.Claimed]()
    for channel in channels:
        rows = await outbox.claim(
            tx, channel, Terminal.account, holder="postman", limit=100, lease=LEASE
        )
        gone = [row for row in rows if not row.reachable]
        here = [row for row in rows if row.reachable]
        shut = [row for row in here if row.window_until and row.window_until <= tx.now]
        out = [row for row in here if row not in shut]
        verdicts = [
            *map(retry_policy.unreachable, gone),
            *(judge(row, WindowClosed(), channel, counts=True) for row in shut),
            *(sent(row, Delivered(row.id)) for row in out),
        ]
        await undelivered.settle(tx, verdicts, (channel, Terminal.account), None)
        due, arrived = due + len(rows), arrived + out
    return due, arrived
