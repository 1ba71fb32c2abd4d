"""A wire between Pandu and PostgreSQL that can be cut, and mended."""

import asyncio
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit


class Wire:
    """Listens on a port of its own and passes on to the socket that *url* names."""

    def __init__(self, url):
        parts = urlsplit(url)
        folder = parse_qs(parts.query)["host"][0]
        self._socket = f"{folder}/.s.PGSQL.5432"
        self._parts = parts
        self._ends = set()
        self._whole = True

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        user = self._parts.username or "postgres"
        self.url = f"postgresql://{user}@127.0.0.1:{self.port}{self._parts.path}"
        return self

    async def __aexit__(self, *error):
        self.cut()
        self._server.close()

    def cut(self):
        """Nothing gets through any more, what is on its way included."""
        self._whole = False
        for end in self._ends:
            end.transport.abort()

    def mend(self):
        self._whole = True

    async def _connect(self, reader, writer):
        if not self._whole:
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_unix_connection(self._socket)
        ends = {writer, far_writer}
        self._ends |= ends
        with suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.gather(
                self._pass(reader, far_writer), self._pass(far_reader, writer)
            )
        self._ends -= ends

    async def _pass(self, reader, writer):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
        writer.close()
