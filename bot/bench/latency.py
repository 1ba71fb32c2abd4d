"""Latency: from a webhook to the reply, where the platforms are far away.

A real `pandu serve`; Telegram and WhatsApp are ours and answer each call after 150 ms.
A reply counts when the platform has said yes to it, a bubble of the web chat when its
stream has brought it. Then the server is killed, started again, and written to.
"""

import asyncio
import json
import secrets
import time
from collections.abc import (
    AsyncIterator,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import cycle, islice
from statistics import median

import aiohttp

from bot.bench import people
from bot.bench.machine import HTTP_OK, answering, running, surroundings
from bot.bench.platforms import Platforms, far_away
from bot.bench.run import Run, Table
from storage.core.migrate import migrate_within

PAUSE = 0.2
"""Seconds between two messages: five a second, as in a busy hour."""
PEOPLE = 24
"""So many write in turn: nobody writes faster than their chat is answered."""
BROWSERS = 8
"""Newcomers of one address that the web chat lets in within a minute."""
PATIENCE = 60
"""Seconds until a reply is given up."""
SETTLE = 4
"""Seconds until all that the opening left to send is sent, at the platform's pace."""
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of which the number of a message of the web chat is made."""


async def latency(run: Run) -> Table:
    """The replies of each channel, and the first one after a crash."""
    many = 30 if run.quick else 60
    found: Table = {}
    async with far_away() as (both, far), aiohttp.ClientSession() as session:
        values = surroundings(run.folder, f"sqlite:///{run.folder}/latency.db", far)
        await migrate_within(values["DATABASE_URL"])
        door = f"http://127.0.0.1:{values['PORT']}"
        telegram = OnTelegram(session, door, both)
        async with running(run.folder, values, "bot", "serve") as server:
            await answering(f"{door}/readyz", server)
            for speaker in (telegram, OnWhatsApp(session, door, both)):
                found[speaker.name] = await _measured(speaker, many)
            async with _browsers(door) as webchat:
                found[webchat.name] = await _measured(webchat, many)
            server.kill()
            server.wait()
        async with running(run.folder, values, "bot", "serve") as server:
            await answering(f"{door}/readyz", server)
            first = await asyncio.gather(
                *(telegram.asks(person, "menu") for person in range(BROWSERS))
            )
            soonest = min(replied for _, replied in first)
            found["telegram, after kill -9"] = {"first reply ms": round(soonest * 1e3)}
    return found


async def _measured(speaker: "Speaker", many: int) -> dict[str, float]:
    """How long replies take while people write, five messages a second."""
    crowd = range(min(speaker.many, many))
    for text in speaker.opening:
        await asyncio.gather(*(speaker.asks(person, text) for person in crowd))
    await asyncio.sleep(SETTLE if speaker.opening else 0)
    turns = ((person, text) for text in cycle(speaker.texts) for person in crowd)
    return _figures(await _paced(speaker, islice(turns, many)))


async def _paced(
    speaker: "Speaker", turns: Iterable[tuple[int, str]]
) -> list[tuple[float, float]]:
    """Start one every so often, whether or not the last is answered."""
    begun = []
    for person, text in turns:
        begun.append(asyncio.create_task(speaker.asks(person, text)))
        await asyncio.sleep(PAUSE)
    return await asyncio.gather(*begun)


def _figures(seen: Sequence[tuple[float, float]]) -> dict[str, float]:
    taken, replied = (sorted(each) for each in zip(*seen, strict=True))
    late = min(int(len(replied) * 0.99), len(replied) - 1)
    return {
        "taken p50 ms": round(median(taken) * 1e3),
        "reply p50 ms": round(median(replied) * 1e3),
        "reply p99 ms": round(replied[late] * 1e3),
    }


class Speaker:
    """Everybody on one channel: how they write, and when their replies come."""

    name = ""
    many = PEOPLE
    opening: Sequence[str] = ("/start", *people.OPENING)
    texts: Sequence[str] = people.ANSWERS

    async def say(self, person: int, text: str) -> None:
        """Write, until the web server took it."""
        raise NotImplementedError

    def heard(self, person: int) -> list[float]:
        """The moments of the replies that came so far."""
        raise NotImplementedError

    async def asks(self, person: int, text: str) -> tuple[float, float]:
        """Seconds until a message was taken, and until it was replied to."""
        before, began = len(self.heard(person)), time.perf_counter()
        await self.say(person, text)
        taken = time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            while len(self.heard(person)) <= before:  # noqa: ASYNC110 -- of a process
                await asyncio.sleep(0.001)
        return taken - began, self.heard(person)[before] - began


class OnTelegram(Speaker):
    """They write by Telegram's webhook."""

    name = "telegram"

    def __init__(
        self, session: aiohttp.ClientSession, door: str, both: Platforms
    ) -> None:
        self.session = session
        self.door = door
        self.both = both

    async def say(self, person: int, text: str) -> None:
        body = people.telegram(people.FIRST_CHAT + person, text)
        await _post(self.session, f"{self.door}/telegram", body, people.SECRETLY)

    def heard(self, person: int) -> list[float]:
        return self.both.heard[str(people.FIRST_CHAT + person)]


class OnWhatsApp(OnTelegram):
    """They write by WhatsApp's, each once: one in six seconds is its pace."""

    name = "whatsapp"
    many = 1_000
    opening = ()
    texts = ("menu",)

    async def say(self, person: int, text: str) -> None:
        body = people.whatsapp(person, text)
        await _post(self.session, f"{self.door}/whatsapp", body, people.signed(body))

    def heard(self, person: int) -> list[float]:
        return self.both.heard[people.phone(person)]


class OnWebChat(Speaker):
    """They have our page open in a browser each."""

    name = "web chat"
    many = BROWSERS

    def __init__(self, door: str, browsers: Sequence[aiohttp.ClientSession]) -> None:
        self.door = f"{door}/chat/saya"
        self.browsers = browsers
        self.bubbles: list[list[float]] = [[] for _ in browsers]

    async def say(self, person: int, text: str) -> None:
        number = "".join(secrets.choice(SIGNS) for _ in range(26))
        body = json.dumps({"id": number, "text": text}).encode()
        kind = {"Content-Type": "application/json"}
        await _post(self.browsers[person], f"{self.door}/messages", body, kind)

    def heard(self, person: int) -> list[float]:
        return self.bubbles[person]

    async def listen(self, person: int) -> None:
        """Note when the stream brings words that are not one's own."""
        patient = aiohttp.ClientTimeout(total=None)
        stream = self.browsers[person].get(f"{self.door}/stream", timeout=patient)
        async with stream as answer:
            async for line in answer.content:
                shown = json.loads(line[6:]) if line.startswith(b"data: {") else {}
                if shown.get("runs") and not shown["mine"]:
                    self.bubbles[person].append(time.perf_counter())


@asynccontextmanager
async def _browsers(door: str) -> AsyncIterator[OnWebChat]:
    """A browser for each, with the page open."""
    async with AsyncExitStack() as stack:
        # A cookie of 127.0.0.1 is kept only by who does not mind an address.
        jars = [aiohttp.CookieJar(unsafe=True) for _ in range(BROWSERS)]
        browsers = [
            await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
            for jar in jars
        ]
        for browser in browsers:
            async with browser.get(f"{door}/chat") as page:
                page.raise_for_status()
        webchat = OnWebChat(door, browsers)
        streams = [asyncio.create_task(webchat.listen(n)) for n in range(BROWSERS)]
        yield webchat
        for stream in streams:
            stream.cancel()
            with suppress(asyncio.CancelledError, aiohttp.ClientError):
                await stream


async def _post(
    session: aiohttp.ClientSession, url: str, body: bytes, headers: Mapping[str, str]
) -> None:
    async with session.post(url, data=body, headers=headers) as answer:
        if answer.status != HTTP_OK:
            raise RuntimeError(f"{url} answered {answer.status}")
