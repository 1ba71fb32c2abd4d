"""Faults: how long replies take while a platform fails, and while we are killed.

A real `pandu serve` on each database; newcomers write by Telegram and by WhatsApp in
turn, five a second. One send in six is refused, with 500 and with 429 in turn; then the
server is killed twice besides, and started again at once. What it did not take is
brought again after 50 ms, sooner than any platform does.
"""

import asyncio
import time
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path
from statistics import median

import aiohttp

from bot.bench.latency import PAUSE, OnTelegram, OnWhatsApp
from bot.bench.machine import answering, running, surroundings
from bot.bench.platforms import far_away
from bot.bench.run import Run, Table
from bot.bench.scratch import fresh
from storage.core.migrate import migrate_within

MANY = 120
ONE_IN = 6
KILLS = 0.3, 0.65
"""After which parts of the messages the server is killed."""
AGAIN = 0.05
ROWS = {"calm": (0, 0), "faults": (ONE_IN, 0), "faults, two kills": (ONE_IN, 2)}
"""What is done to it: one send of so many fails, and so many kills."""


async def faults(run: Run) -> Table:
    """The replies of both platforms together, on each database."""
    found: Table = {}
    many = 30 if run.quick else MANY
    for name, url in run.databases.items():
        async with fresh(url) as own:
            await migrate_within(own)
            for row, figures in (await _all(run.folder, own, many)).items():
                found[f"{name}, {row}"] = figures
    return found


async def _all(folder: Path, url: str, many: int) -> Table:
    found: Table = {}
    async with (
        far_away() as (both, far),
        aiohttp.ClientSession() as session,
        AsyncExitStack() as stack,
    ):
        server = _Server(folder, surroundings(folder, url, far), stack)
        await server.start()
        about = session, server.door, both
        crowd = (_OnTelegram(*about), _OnWhatsApp(*about))
        newcomers = count()
        for row, (both.failing, kills) in ROWS.items():
            marks = {int(many * part) for part in KILLS[:kills]}
            begun = []
            for number in range(many):
                if number in marks:
                    await server.kill()
                asks = crowd[number % 2].asks(next(newcomers), "menu")
                begun.append(asyncio.create_task(asks))
                await asyncio.sleep(PAUSE)
            replied = sorted(each for _, each in await asyncio.gather(*begun))
            found[row] = _figures(replied)
            if kills:
                found[row]["up again ms"] = round(server.took * 1e3)
    return found


def _figures(replied: list[float]) -> dict[str, float]:
    late = replied[min(int(len(replied) * 0.95), len(replied) - 1)]
    seconds = {"p50": median(replied), "p95": late, "worst": replied[-1]}
    return {f"reply {name} ms": round(each * 1e3) for name, each in seconds.items()}


class _Server:
    """`pandu serve`, which is up again by itself after it was killed."""

    def __init__(
        self, folder: Path, values: dict[str, str], stack: AsyncExitStack
    ) -> None:
        self.folder, self.values, self.stack = folder, values, stack
        self.door = f"http://127.0.0.1:{values['PORT']}"
        self.up: asyncio.Task[None] | None = None
        self.took = 0.0
        """Seconds of the longest start after a kill."""

    async def start(self) -> None:
        """Start it, and wait until it is ready."""
        made = running(self.folder, self.values, "bot", "serve")
        self.process = await self.stack.enter_async_context(made)
        await answering(f"{self.door}/readyz", self.process)

    async def kill(self) -> None:
        """As the power would; it starts again meanwhile."""
        if self.up:
            await self.up
        self.process.kill()
        self.process.wait()
        self.up = asyncio.create_task(self._again())

    async def _again(self) -> None:
        began = time.perf_counter()
        await self.start()
        self.took = max(self.took, time.perf_counter() - began)


class _Insistent(OnTelegram):
    """What is not taken is brought again."""

    async def say(self, person: int, text: str) -> None:
        while True:
            try:
                await super().say(person, text)
            except (aiohttp.ClientError, RuntimeError):
                await asyncio.sleep(AGAIN)
            else:
                return


class _OnTelegram(_Insistent):
    """By Telegram."""


class _OnWhatsApp(_Insistent, OnWhatsApp):
    """By WhatsApp."""
