"""Loops: what goes on for as long as Pandu runs, and when each looks again.

A loop does what there is to do, and says in how many seconds there will be more. Before
that a bell wakes it: after each commit of this process, and after those of others where
`watching` hears them. It looks now and then all the same, should a bell be missed.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

from storage.core.changes import Changes
from storage.core.database import Database, Transaction, away

AT_ONCE = 0.0
LOOK_EVERY = 5.0
"""Seconds between looks when nothing is known to be due, and nobody rings."""
ELSEWHERE = 1.0
"""Seconds until a look at what is due, and is being dealt with by another process."""
STUMBLE = 0.5
"""Seconds to wait when the database, or the loop itself, failed."""
WATCH_EVERY = 0.25
"""Seconds between questions whether another process wrote."""

log = logging.getLogger(__name__)


class Wake:
    """The bells of the loops of one process."""

    def __init__(self) -> None:
        self._bells: list[asyncio.Event] = []

    def bell(self) -> asyncio.Event:
        """A new bell, rung with all others."""
        bell = asyncio.Event()
        self._bells.append(bell)
        return bell

    def ring(self) -> None:
        """Something was committed."""
        for bell in self._bells:
            bell.set()


async def keep_at(
    once: Callable[[], Awaitable[float]], stop: asyncio.Event, bell: asyncio.Event
) -> None:
    """Do *once* whenever the bell rings, and after the seconds it says; until *stop*.

    One that fails is tried again, come what may.
    """
    async with _ringing_at(stop, bell):
        while not stop.is_set():
            try:
                seconds = await once()
            except Exception as error:
                what = getattr(once, "__qualname__", once)
                # A database that is away is no news of ours: one line is enough.
                log.warning("%s stumbled", what, exc_info=not away(error))
                seconds = STUMBLE
            await _rest(bell, seconds)


async def make_rounds(
    once: Callable[[], Awaitable[object]], stop: asyncio.Event, seconds: float
) -> None:
    """Do *once* at the start and every so many *seconds*, whatever happens."""

    async def a_round() -> float:
        await once()
        return seconds

    await keep_at(a_round, stop, asyncio.Event())


async def take_due(
    database: Database,
    first: Callable[[Transaction], Awaitable[datetime | None]],
    take: Callable[[], Awaitable[int]],
    wake: Wake,
) -> float:
    """*take* what is due by *first*, a look that locks nothing; seconds to the next."""

    async def look(tx: Transaction) -> float:
        at = await first(tx)
        return (at - tx.now).total_seconds() if at else LOOK_EVERY

    wait = await database.read(look)
    if wait > 0:
        return min(wait, LOOK_EVERY)
    if not await take():
        return ELSEWHERE
    wake.ring()
    return AT_ONCE


async def watching(
    database: Database, heard: Callable[[], None], stop: asyncio.Event
) -> None:
    """Let it be *heard* whenever another process has committed."""
    async with Changes.of(database) as changes:

        async def look() -> float:
            if await changes.any():
                heard()
            return WATCH_EVERY

        await keep_at(look, stop, asyncio.Event())


@contextlib.asynccontextmanager
async def _ringing_at(stop: asyncio.Event, bell: asyncio.Event) -> AsyncIterator[None]:
    """Whoever rests shall hear that it is over."""

    async def ring() -> None:
        await stop.wait()
        bell.set()

    ringing = asyncio.create_task(ring())
    try:
        yield
    finally:
        ringing.cancel()


async def _rest(bell: asyncio.Event, seconds: float) -> None:
    """Until somebody rings, or it is time."""
    # Not wait_for, which before Python 3.12 can lose a cancellation on a ring.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(max(seconds, 0.0)):
            await bell.wait()
    bell.clear()
