"""Running Pandu: as a server, as a demo, and for the small errands of the command."""

import asyncio
import logging
import signal
from contextlib import suppress

from bot import logs, office, words
from bot.app import Pandu, key_ring
from bot.channels.webchat import WebChat
from bot.operations.refusals import HalfSetUp, NoPort
from bot.settings import Demo, Settings
from storage.core.database import Database, Unmigrated
from storage.core.migrate import migrate_within

log = logging.getLogger(__name__)


async def prepare(settings: Settings) -> None:
    """Bring the tables up to date; a database that cannot be used is a refusal."""
    database = Database(settings.url, key_ring(settings))
    try:
        with suppress(Unmigrated):
            await database.check()
    finally:
        await database.close()
    await migrate_within(settings.url)


def _wholly(settings: Settings) -> None:
    """Refuse a channel that is set up in part."""
    if missing := settings.halves():
        raise HalfSetUp(missing)


async def run(settings: Settings, *, web: bool, work: bool) -> int:
    """Serve until a signal; then finish what was begun."""
    logs.set_up(settings.secrets())
    _wholly(settings)
    if settings.public and (lacks := office.lacks(settings)):
        log.warning("not ready for the public: office.toml lacks %s", ", ".join(lacks))
    if settings.embedded:
        await prepare(settings)
    async with Pandu.open(settings) as pandu:
        _listen_for_the_end(pandu)
        try:
            await pandu.run(web=web, work=work)
        except OSError as error:
            raise NoPort from error
    return 0


def _listen_for_the_end(pandu: Pandu) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):
            loop.add_signal_handler(name, pandu.stop.set)


async def demo(settings: Settings) -> int:
    """One process, SQLite, a sample world, and a page with two phones."""
    settings = Demo.of(settings)
    # Whoever looks at it wants no lines about requests among those about where to look.
    logs.set_up(settings.secrets(), logging.WARNING)

    def say(key: str, values: dict[str, str] | None = None) -> None:
        print(words.text(settings.language, key, values), flush=True)

    key_ring(settings)  # a folder that cannot be had is refused before all else
    say("cli.demo.tables")
    await prepare(settings)
    async with Pandu.open(settings) as pandu:
        say("cli.demo.sample")
        await _sample(pandu, (WebChat.name, WebChat.account))
        _listen_for_the_end(pandu)
        address = f"http://{settings.host}:{settings.port}"
        say("cli.demo.ready", {"address": address})
        try:
            await pandu.run(web=True, work=True)
        except OSError as error:
            raise NoPort from error
    return 0


async def load_sample(settings: Settings) -> None:
    """The sample world, in the database that is set."""
    await prepare(settings)
    async with Pandu.open(settings) as pandu:
        await _sample(pandu)


async def _sample(pandu: Pandu, home: tuple[str, str] | None = None) -> None:
    # It draws; a server does not.
    from bot.operations.sample import NOWHERE, load  # noqa: PLC0415

    await load(pandu.database, pandu.files, home or NOWHERE)
