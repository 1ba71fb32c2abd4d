"""The Graph API by HTTP: one call at a time, its failures told apart.

A connection that never came to be means nothing was sent; one that broke later leaves
us uncertain. No exception or log line holds the token: what aiohttp raises is never
chained to what we raise.
"""

import re
from collections.abc import AsyncIterator
from http import HTTPStatus
from io import BytesIO
from typing import Any

import aiohttp
import msgspec
from yarl import URL

from bot.channels.base import FetchError, Later, Uncertain
from bot.channels.whatsapp.errors import failure, is_gone

MOST_BYTES = 20 * 2**20
"""The largest file we fetch."""

_CHUNK = 64 * 2**10
_UPLOAD_FACTOR = 6
# Hosts that may see our token: files are handed out by these.
_MEDIA_HOSTS = re.compile(
    r"(.+\.)?(fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net|whatsapp\.com)"
)
_MEDIA_ID = re.compile(r"[A-Za-z0-9_.-]{1,512}")


class Graph:
    """The API at *url*, for the number *number*; *patience* is in seconds."""

    def __init__(self, url: str, number: str, token: str, patience: float) -> None:
        self._api = URL(url.rstrip("/"))
        self._number = number
        self._bearer = {"Authorization": f"Bearer {token}"}
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    async def post(self, body: dict[str, Any]) -> bytes:
        """Post *body* to our number's messages; the answer, if it was taken."""
        return await self._post(
            "messages",
            msgspec.json.encode(body),
            {"Content-Type": "application/json"},
            self._patience,
        )

    async def send(self, message: dict[str, Any]) -> str:
        """Send *message*; the platform's id of it."""
        return _found(await self.post(message), "messages", 0, "id")

    async def upload(self, content: bytes, name: str, mime: str) -> str:
        """Give the platform a file; its id there."""
        form = aiohttp.FormData()
        form.add_field("messaging_product", "whatsapp")
        form.add_field("type", mime)
        # As a file it is sent in pieces, and the others are not kept waiting.
        file = BytesIO(content)
        form.add_field("file", file, filename=name, content_type=mime)
        # The time runs while a file goes up a slow line, too.
        patience = self._patience * _UPLOAD_FACTOR
        try:
            return _found(await self._post("media", form, {}, patience), "id")
        except Uncertain:
            # An upload nobody was shown can be made again.
            raise Later(0, "message", "upload") from None

    async def _post(
        self,
        what: str,
        data: bytes | aiohttp.FormData,
        headers: dict[str, str],
        patience: float,
    ) -> bytes:
        try:
            async with self._http.post(
                self._api / self._number / what,
                data=data,
                headers={**self._bearer, **headers},
                timeout=_timeout(patience),
                allow_redirects=False,
            ) as response:
                answer = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise Later(0, "message", "unreachable") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Uncertain(type(error).__name__) from None
        if response.status != HTTPStatus.OK:
            raise failure(
                response.status, answer, response.headers.get("Retry-After", "")
            )
        return answer

    async def about(self, field: str = "quality_rating") -> str:
        """A *field* of our number: how the platform rates it, or how it is written."""
        try:
            async with self._http.get(
                self._api / self._number,
                params={"fields": field},
                headers=self._bearer,
                allow_redirects=False,
            ) as response:
                answer = await response.read()
        except (aiohttp.ClientError, TimeoutError):
            raise Later(0, "message", "unreachable") from None
        if response.status != HTTPStatus.OK:
            raise failure(response.status, answer, "")
        return _found(answer, field)

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The file *ref* in chunks, or a `FetchError`."""
        try:
            url = await self._whereabouts(ref)
            async with self._http.get(
                url, headers=self._bearer, allow_redirects=False
            ) as response:
                _check(response.status, b"")
                taken = 0
                async for chunk in response.content.iter_chunked(_CHUNK):
                    taken += len(chunk)
                    if taken > MOST_BYTES:
                        raise FetchError("too_large")
                    yield chunk
        except (aiohttp.ClientError, TimeoutError):
            raise FetchError("later") from None

    async def _whereabouts(self, ref: str) -> URL:
        """Where the file *ref* is; our token goes to no host that is not theirs."""
        if not _MEDIA_ID.fullmatch(ref):
            raise FetchError("gone")
        async with self._http.get(
            self._api / ref, headers=self._bearer, allow_redirects=False
        ) as response:
            answer = await response.read()
            _check(response.status, answer)
        try:
            told = msgspec.json.decode(answer)
            url, declared = URL(told["url"]), int(told.get("file_size") or 0)
        except (ValueError, LookupError, TypeError, AttributeError):
            raise FetchError("later") from None
        if declared > MOST_BYTES:
            raise FetchError("too_large")
        theirs = url.scheme == "https" and _MEDIA_HOSTS.fullmatch(url.host or "")
        if not theirs and not (url.absolute and url.origin() == self._api.origin()):
            raise FetchError("gone")
        return url

    async def close(self) -> None:
        """Give back connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def _http(self) -> aiohttp.ClientSession:
        """The connections, opened with the first request: they belong to a loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=_timeout(self._patience),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "pandu-sni"},
            )
        return self._session


def _timeout(patience: float) -> aiohttp.ClientTimeout:
    """How long we wait for a connection, and *patience* seconds for each next byte."""
    return aiohttp.ClientTimeout(
        total=None, connect=10, sock_connect=10, sock_read=patience
    )


def _found(answer: bytes, *path: str | int) -> str:
    """The id at *path* of an answer that took something."""
    try:
        value = msgspec.json.decode(answer)
        for step in path:
            value = value[step]
    except (ValueError, LookupError, TypeError):
        raise Uncertain("no id in the answer") from None
    return str(value)


def _check(status: int, answer: bytes) -> None:
    """Raise unless *status* is good."""
    if status != HTTPStatus.OK:
        raise FetchError("gone" if is_gone(status, answer) else "later")
