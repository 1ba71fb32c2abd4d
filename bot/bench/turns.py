"""Turns: from a delivery's bytes to the committed answer, in this process.

The real receiver, book, words and desk; 64 people write at the same time, each a text
in a conversation that is open, and each gets one reply.
"""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from bot.app import Pandu
from bot.bench import people
from bot.bench.ground import Spent, spending, surroundings
from bot.pipeline.ingest import Receiver
from bot.settings import Settings
from storage.core.migrate import migrate_within

AT_ONCE = 64
ANSWERING = 1_000
"""So many of the people answer while we measure."""


async def turns(folder: Path, url: str, conversations: int) -> tuple[int, Spent]:
    """How many turns were taken, and what they cost."""
    await migrate_within(url)
    values = surroundings(folder, url)
    settings = Settings.model_validate(values)
    async with Pandu.open(settings) as pandu:
        receiver = Receiver(
            pandu.database, pandu.channels, pandu.turns(), lambda *_: None
        )
        stop = asyncio.Event()
        running = asyncio.create_task(receiver.run(stop))
        everybody = people.chats(conversations)
        # All over the table, as people are.
        some = everybody[:: max(1, conversations // ANSWERING)][:ANSWERING]
        await feed(receiver, people.all_say(everybody, "/start"))
        for text in people.OPENING:
            await feed(receiver, people.all_say(some, text))
        laps = [people.all_say(some, text) for text in people.ANSWERS]
        with spending() as spent:
            for lap in laps:
                await feed(receiver, lap)
        stop.set()
        await running
    return sum(map(len, laps)), spent


async def feed(receiver: Receiver, bodies: Iterable[bytes]) -> None:
    """Deliver all, so many at once."""
    waiting = iter(bodies)

    async def one_of_many() -> None:
        for body in waiting:
            await receiver.receive("telegram", body)

    await asyncio.gather(*(one_of_many() for _ in range(AT_ONCE)))
