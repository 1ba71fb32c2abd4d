"""A wire that counts what comes down it: what a page costs whoever pays by the byte."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass

CHUNK = 64 * 1024


@dataclass
class Wire:
    """An address in front of a server's, and the bytes that the server sent so far."""

    site: str = ""
    bytes: int = 0


@asynccontextmanager
async def wired(site):
    """A wire to *site*; its headers count as well, as they do on a phone."""
    host, port = site.removeprefix("http://").split(":")
    wire = Wire()
    talks: set[asyncio.Task[None]] = set()
    ends: list[asyncio.StreamWriter] = []

    async def pump(source, sink, *, count):
        try:
            while data := await source.read(CHUNK):
                wire.bytes += len(data) if count else 0
                sink.write(data)
                await sink.drain()
        finally:
            sink.close()

    async def talk(reader, writer):
        if this := asyncio.current_task():
            talks.add(this)
        there, back = await asyncio.open_connection(host, int(port))
        ends.extend((writer, back))
        both = pump(reader, back, count=False), pump(there, writer, count=True)
        await asyncio.gather(*both, return_exceptions=True)

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    wire.site = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        server.close()
        for each in ends:
            each.close()
        await asyncio.gather(*talks, return_exceptions=True)
