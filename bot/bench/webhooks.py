"""Webhooks: signed HTTP to the commit and its 200; the server is its own process."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path

import aiohttp

from bot.bench import people
from bot.bench.ground import (
    HTTP_OK,
    Spent,
    answering,
    running,
    spending,
    surroundings,
)
from storage.core.migrate import migrate_within

CONNECTIONS = 64
Post = tuple[str, bytes, Mapping[str, str]]


async def webhooks(folder: Path, url: str, many: int) -> dict[str, tuple[int, Spent]]:
    """What *many* deliveries of each platform cost the server."""
    await migrate_within(url)
    environment = surroundings(folder, url)
    door = f"http://127.0.0.1:{environment['PORT']}"
    everybody = people.chats(many // len(people.ANSWERS))
    found: dict[str, tuple[int, Spent]] = {}
    async with running(folder, environment, "bot", "web") as server:
        await answering(f"{door}/readyz", server)
        for text in ("/start", *people.OPENING):
            await post_all(door, by_telegram(everybody, text))
        for channel, by in (("telegram", by_telegram), ("whatsapp", by_whatsapp)):
            laps = [by(everybody, text) for text in people.ANSWERS]
            with spending(server.pid) as spent:
                for lap in laps:
                    await post_all(door, lap)
            found[channel] = sum(map(len, laps)), spent
    return found


def by_telegram(chats: Iterable[int], text: str) -> list[Post]:
    """An answer of each, proved by a secret header."""
    bodies = people.all_say(chats, text)
    return [("/telegram", body, people.SECRETLY) for body in bodies]


def by_whatsapp(chats: Iterable[int], text: str) -> list[Post]:
    """A greeting of each, signed over its bytes; it is answered with the menu."""
    del text
    bodies = [people.whatsapp(chat, "halo") for chat in chats]
    return [("/whatsapp", body, people.signed(body)) for body in bodies]


async def post_all(door: str, posts: Iterable[Post]) -> None:
    """Post all over so many connections; anything but a 200 is no measurement."""
    waiting = iter(posts)
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)

    async def one_of_many(session: aiohttp.ClientSession) -> None:
        for path, body, headers in waiting:
            async with session.post(door + path, data=body, headers=headers) as answer:
                if answer.status != HTTP_OK:
                    raise RuntimeError(f"{path} answered {answer.status}")

    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(one_of_many(session) for _ in range(CONNECTIONS)))
