"""`pandu chat`: Pandu in a terminal.

Over the database of the settings, when there is one that is ready: then this is a
channel like any other, an application really is handed in, and officers hear of it
through their own channels. Without one it is a world in a folder of its own, which is
gone afterwards. A number presses a choice of the last bubble; `[foto] path` sends a
file; Ctrl-D ends.
"""

import asyncio
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot import office, words
from bot.channels.base import decode_button
from bot.channels.terminal import PROFILE, layout
from bot.media.fetching import Fetcher
from bot.settings import Settings
from bot.testing.transcript import PANDU, VIA, Transcript, Turn, shown, unnumbered
from bot.testing.world import Person, Seen, World
from conversations.catalogue import catalogue
from conversations.engine.events import Event, Pressed, Sent, Typed
from storage.core.database import Database, NotReady
from storage.core.files import FileStore
from storage.core.seal import KeyRing, load_or_make
from storage.people import offices

ME = "saya"
PROMPT = "> "
PHOTO = "[foto]"
LOOK_EVERY = 0.5
"""Seconds between looks at what others wrote, while nothing is typed."""


def chat(settings: Settings, save: Path | None) -> int:
    """Talk until the end of what is typed; then perhaps keep it as a transcript."""
    with office.opened(settings):
        return asyncio.run(_chat(settings, save))


@dataclass
class TerminalChat:
    """One person at a terminal, and what was said so far."""

    world: World
    me: Person
    fetcher: Fetcher | None = None
    kept: list[Turn] = field(default_factory=list)
    last: Seen | None = None

    async def typed(self, line: str) -> None:
        """Do what was typed."""
        event, file = await self._event(line)
        pressed = isinstance(event, Pressed) and self.last
        number = int(line) - 1 if pressed else 0
        said = f"> {self.last.labels[number]}" if self.last and pressed else line
        self.kept.append(Turn(ME, said))
        if file and self.fetcher:
            batch = [self.world.brought(self.me, event, file)]
            receiver = self.world.receiver
            await receiver.committed(partial(receiver.take, batch=batch))
            await self.fetcher.once()
            await self.world.settle()
        else:
            await self.world.happen([(self.me, event)])

    async def _event(self, line: str) -> tuple[Event, str]:
        """A press, a file or words; and the path of the file."""
        if line.startswith(PHOTO):
            path = line.removeprefix(PHOTO).strip()
            if self.fetcher:
                return Sent("photo"), path
            return await self.world.file(self.me), ""
        buttons = self.last.bubble.buttons if self.last else ()
        if line.isdecimal() and 1 <= int(line[:3]) <= len(buttons) and len(line) <= 3:  # noqa: PLR2004 -- digits
            return Pressed(*decode_button(buttons[int(line) - 1].id)), ""
        return Typed(line), ""

    def show(self) -> None:
        """Print what is new."""
        for seen in self.me.sees():
            self.last = seen
            self.kept.append(Turn(PANDU, unnumbered(shown(seen))))
            print(f"\n{layout(seen.bubble)}\n", flush=True)  # noqa: T201 -- a terminal


async def _chat(settings: Settings, save: Path | None) -> int:
    language = settings.language
    async with _opened(settings) as talk:
        key = "cli.chat.ready" if talk.fetcher else "cli.chat.alone"
        print(words.text(language, key), flush=True)  # noqa: T201
        async for line in _lines(talk):
            await talk.typed(line)
            talk.show()
        print(f"\n{words.text(language, 'cli.chat.bye')}", flush=True)  # noqa: T201
        if save:
            title = words.text(language, "cli.chat.title")
            written = Transcript(title, {ME: f"{VIA}{PROFILE.name}"}, talk.kept)
            await asyncio.to_thread(save.write_text, str(written), "utf-8")
    return 0


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[TerminalChat]:
    """The real thing where it is ready, else a world of its own."""
    database, ring = await _ready(settings)
    if database is None or ring is None:
        async with World.open() as world:
            yield TerminalChat(world, world.person(ME, PROFILE.name))
        return
    try:
        world = World(database, moment=time.time_ns(), alone=False)
        await database.write(partial(offices.ensure, office=catalogue().office))
        files = FileStore(settings.data_dir / "files", ring)
        fetcher = Fetcher(database, world.channels, files, world.wake)
        yield TerminalChat(world, world.person(ME, PROFILE.name), fetcher)
    finally:
        await database.close()


async def _ready(settings: Settings) -> tuple[Database | None, KeyRing | None]:
    """The database of the settings, if it is there and its tables are current."""
    given, path = settings.keys.get_secret_value(), settings.data_dir / "keys"
    if not given and not path.exists():
        return None, None
    ring = KeyRing.parse(given) if given else load_or_make(path)
    database = Database(settings.url, ring)
    try:
        await database.check()
    except NotReady:
        await database.close()
        return None, None
    return database, ring


async def _lines(talk: TerminalChat) -> AsyncIterator[str]:
    """What is typed, line by line; meanwhile what others write is shown."""
    loop = asyncio.get_running_loop()
    typed: asyncio.Queue[str] = asyncio.Queue()

    def read() -> None:
        """In a thread that nobody waits for, since reading cannot be stopped."""
        for line in sys.stdin:
            loop.call_soon_threadsafe(typed.put_nowait, line)
        loop.call_soon_threadsafe(typed.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    while True:
        print(PROMPT, end="", flush=True)  # noqa: T201
        while True:
            try:
                line = await asyncio.wait_for(typed.get(), LOOK_EVERY)
                break
            except TimeoutError:
                await talk.world.settle()
                talk.show()
        if not line:
            return
        if line.strip():
            yield line.strip()
