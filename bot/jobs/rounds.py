"""What is done now and then, and waits for nothing that happens."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

log = logging.getLogger(__name__)


async def make_rounds(
    once: Callable[[], Awaitable[object]], stop: asyncio.Event, seconds: float
) -> None:
    """Do *once* at the start and every so many *seconds*, until *stop*."""
    while not stop.is_set():
        try:
            await once()
        except Exception:
            log.exception("%s stumbled", getattr(once, "__qualname__", once))
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await stop.wait()
