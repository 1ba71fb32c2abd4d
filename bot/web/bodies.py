"""What arrives after the head of a request: all of it in good time, or 408."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

WORDS_SECONDS = 30
"""A few kilobytes, on the slowest of phones; platforms take a moment."""
FILE_SECONDS = 300
"""A photo over the slowest network here; who stops for longer has gone."""


@asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    """408 if what is read here takes longer; aiohttp then closes the connection."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error


async def whole(request: web.Request) -> bytes:
    """The body of a request that carries words, not files."""
    async with within(WORDS_SECONDS):
        return await request.read()


async def posted(request: web.Request) -> Mapping[str, Any]:
    """What a form says; 400 where that is no text, or of no alphabet we know."""
    await whole(request)
    try:
        return await request.post()
    except (ValueError, LookupError) as error:
        raise web.HTTPBadRequest from error
