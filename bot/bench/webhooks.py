"""Webhooks: signed HTTP to the commit and its 200, beside a handler that does nothing.

The server is `pandu web` in its own process, and so is the empty one: an aiohttp
handler that reads the body and answers. Both get the same deliveries, lap by lap.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median

import aiohttp

from bot.bench import people, platforms
from bot.bench.machine import (
    HTTP_BUSY,
    HTTP_OK,
    answering,
    free_port,
    running,
    spending,
    surroundings,
)
from bot.bench.run import Run, Table
from bot.bench.scratch import fresh
from storage.core.migrate import migrate_within

CONNECTIONS = 64
PEOPLE = 60
Post = tuple[str, bytes, Mapping[str, str]]


async def webhooks(run: Run) -> Table:
    """What a delivery costs the server of each platform, and the empty one."""
    found: Table = {}
    for name, url in run.databases.items():
        async with fresh(url) as own:
            found |= await beside(run.folder, name, own, run.laps)
    return found


async def beside(folder: Path, database: str, url: str, laps: int) -> Table:
    """The server on the database at *url*, and the empty one, lap by lap."""
    await migrate_within(url)
    values, port = surroundings(folder, url), str(free_port())
    ours, empty = (f"http://127.0.0.1:{each}" for each in (values["PORT"], port))
    async with (
        running(folder, values, "bot", "web") as pandu,
        running(folder, values, platforms.__name__, port) as other,
    ):
        await answering(f"{ours}/readyz", pandu)
        await answering(f"{empty}/ready", other)
        costs: dict[str, list[float]] = {}
        for lap in range(laps + 1):
            chats = range(first := people.FIRST_CHAT + lap * PEOPLE, first + PEOPLE)
            for text in ("/start", *people.OPENING):
                await post_all(ours, by_telegram(chats, text))
            told = [
                each for text in people.ANSWERS for each in by_telegram(chats, text)
            ]
            greetings = [each for _ in people.ANSWERS for each in by_whatsapp(chats)]
            for name, door, pid, posts in (
                ("an empty handler", empty, other.pid, told),
                (f"telegram, {database}", ours, pandu.pid, told),
                (f"whatsapp, {database}", ours, pandu.pid, greetings),
            ):
                with spending(pid) as spent:
                    await post_all(door, posts)
                if lap:
                    costs.setdefault(name, []).append(spent.each(len(posts)))
    return {name: _row(cost, costs["an empty handler"]) for name, cost in costs.items()}


def _row(ours: Sequence[float], empty: Sequence[float]) -> dict[str, float]:
    pairs = zip(ours, empty, strict=True)
    return {
        "cpu us": round(median(ours), 1),
        "x empty": round(median(one / other for one, other in pairs), 2),
    }


def by_telegram(chats: Iterable[int], text: str) -> list[Post]:
    """An answer of each, proved by a secret header."""
    bodies = people.all_say(chats, text)
    return [("/telegram", body, people.SECRETLY) for body in bodies]


def by_whatsapp(chats: Iterable[int]) -> list[Post]:
    """A greeting of each, signed over its bytes; it is answered with the menu."""
    bodies = [people.whatsapp(chat, "halo") for chat in chats]
    return [("/whatsapp", body, people.signed(body)) for body in bodies]


async def post_all(door: str, posts: Iterable[Post]) -> None:
    """Post all over so many connections; what is too busy for one gets it again."""
    waiting = iter(posts)
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)

    async def one_of_many(session: aiohttp.ClientSession) -> None:
        for path, body, headers in waiting:
            status = HTTP_BUSY
            while status == HTTP_BUSY:
                async with session.post(
                    door + path, data=body, headers=headers
                ) as answer:
                    status = answer.status
            if status != HTTP_OK:
                raise RuntimeError(f"{path} answered {status}")

    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(one_of_many(session) for _ in range(CONNECTIONS)))
