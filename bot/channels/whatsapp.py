"""The WhatsApp Cloud API as a channel: the door, sending, fetching.

What it says stands in `whatsapp_parse`, how it shows a bubble in `whatsapp_layout`,
what its refusals mean in `whatsapp_errors`. No exception or log line holds the token:
what aiohttp raises is never chained to what we raise.
"""

import hmac
import mimetypes
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from typing import Any

import aiohttp
import msgspec
from yarl import URL

from bot.channels.base import (
    Delivered,
    FetchError,
    Incoming,
    Later,
    Media,
    Outgoing,
    Profile,
    Refused,
    SendError,
    Uncertain,
    WindowClosed,
)
from bot.channels.whatsapp_errors import failure, is_gone
from bot.channels.whatsapp_events import merge_status
from bot.channels.whatsapp_layout import address, lay_out, template
from bot.channels.whatsapp_parse import parse

__all__ = ["WhatsAppChannel", "authentic", "merge_status", "verify"]

PROFILE = Profile(
    "whatsapp",
    text=4096,
    caption=1024,
    buttons=10,
    label=24,
    together=True,
    joins=True,
)
MOST_BYTES = 20 * 2**20
"""The largest file we fetch."""

_CHUNK = 64 * 2**10
_PHOTO_BYTES = 5 * 2**20
_PHOTOS = {"image/jpeg", "image/png"}
_HALVES = 1000  # bubbles of several messages whose sending we remember
_UNREACHABLE_WAIT = 5.0
_UPLOAD_FACTOR = 6
# Hosts that may see our token: files are handed out by these.
_MEDIA_HOSTS = re.compile(
    r"(.+\.)?(fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net|whatsapp\.com)"
)
_MEDIA_ID = re.compile(r"[A-Za-z0-9_.-]{1,512}")


def verify(query: Mapping[str, str], verify_token: str) -> str | None:
    """The answer to the platform's handshake, as plain text; None to a stranger's."""
    given = query.get("hub.verify_token", "").encode("utf-8", "replace")
    known = hmac.compare_digest(given, verify_token.encode()) and bool(verify_token)
    if known and query.get("hub.mode") == "subscribe":
        return query.get("hub.challenge")
    return None


def authentic(body: bytes, header: str, app_secret: str) -> bool:
    """Whether *header*, `X-Hub-Signature-256`, signs these very bytes."""
    signature = hmac.new(app_secret.encode(), body, sha256).hexdigest()
    given = header.encode("utf-8", "replace")
    same = hmac.compare_digest(given, f"sha256={signature}".encode())
    return same and bool(app_secret)


class WhatsAppChannel:
    """The channel `whatsapp` for one of our numbers."""

    name = "whatsapp"
    profile = PROFILE

    def __init__(
        self,
        *,
        token: str,
        phone_number_id: str,
        app_secret: str,
        verify_token: str,
        api_url: str,
        list_label: str,
        now: Callable[[], datetime],
        patience: float = 20.0,
    ) -> None:
        self.account = phone_number_id
        self._bearer = {"Authorization": f"Bearer {token}"}
        self._app_secret = app_secret
        self._verify_token = verify_token
        self._api = URL(api_url.rstrip("/"))
        self._list_label = list_label
        self._now = now
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None
        self._halves: dict[str, int] = {}

    def verify(self, query: Mapping[str, str]) -> str | None:
        return verify(query, self._verify_token)

    def authentic(self, body: bytes, header: str) -> bool:
        return authentic(body, header, self._app_secret)

    def parse(self, body: bytes) -> list[Incoming]:
        return parse(body, self.account)

    async def send(self, outgoing: Outgoing) -> Delivered:
        """Send one bubble; outside the window only as the template it brought."""
        if outgoing.window_until is None or outgoing.window_until <= self._now():
            if not (wanted := outgoing.extra.get("template")):
                raise WindowClosed
            return Delivered(await self._message(outgoing, template(wanted), last=True))
        attachment = await self._upload(outgoing) if outgoing.bubble.file else None
        messages = lay_out(outgoing.bubble, self._list_label, attachment)
        if not messages:
            raise Refused("empty")
        # A bubble that ended half-way goes on where it ended: nothing is said twice.
        sent = self._halves.pop(outgoing.id, 0)
        external = ""
        for number in range(min(sent, len(messages) - 1), len(messages)):
            last = number == len(messages) - 1
            try:
                external = await self._message(outgoing, messages[number], last=last)
            except SendError:
                self._remember(outgoing.id, number)
                raise
        return Delivered(external)

    def _remember(self, ident: str, sent: int) -> None:
        if sent:
            self._halves[ident] = sent
        while len(self._halves) > _HALVES:
            del self._halves[next(iter(self._halves))]

    async def _message(
        self, outgoing: Outgoing, message: dict[str, Any], *, last: bool
    ) -> str:
        """Send one message; the platform's id of it.

        Only the last message of a bubble carries our id: its fate is the bubble's.
        """
        opaque = {"biz_opaque_callback_data": outgoing.id} if last else {}
        answer = await self._post(
            "messages",
            {
                "messaging_product": "whatsapp",
                **address(outgoing.to),
                **message,
                **opaque,
            },
        )
        return _found(answer, "messages", 0, "id")

    async def _upload(self, outgoing: Outgoing) -> dict[str, Any]:
        """Give the platform the bubble's file; what is no photo to it is a document."""
        if not outgoing.file:
            raise Refused("no_file")
        mime = outgoing.bubble.mime or "application/octet-stream"
        is_photo = mime in _PHOTOS and len(outgoing.file) <= _PHOTO_BYTES
        kind = "image" if is_photo else "document"
        ending = mimetypes.guess_extension(mime) or ""
        name = str(outgoing.extra.get("filename") or outgoing.bubble.file + ending)
        form = aiohttp.FormData()
        form.add_field("messaging_product", "whatsapp")
        form.add_field("type", mime)
        # As a file it is sent in pieces, and the others are not kept waiting.
        file = BytesIO(outgoing.file)
        form.add_field("file", file, filename=name, content_type=mime)
        try:
            ident = _found(await self._post("media", form), "id")
        except Uncertain:
            # An upload nobody was shown can be made again.
            raise Later(_UNREACHABLE_WAIT, "account", "upload") from None
        named = {"filename": name} if kind == "document" else {}
        return {"type": kind, kind: {"id": ident, **named}}

    async def _post(self, what: str, data: dict[str, Any] | aiohttp.FormData) -> bytes:
        """Post *data*; the answer, if it was taken."""
        headers = dict(self._bearer)
        body: bytes | aiohttp.FormData
        timeout = _timeout(self._patience)
        if isinstance(data, aiohttp.FormData):
            body = data
            # The time runs while a file goes up a slow line, too.
            timeout = _timeout(self._patience * _UPLOAD_FACTOR)
        else:
            headers["Content-Type"] = "application/json"
            body = msgspec.json.encode(data)
        url = self._api / self.account / what
        try:
            async with self._http.post(
                url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                answer = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise Later(_UNREACHABLE_WAIT, "account", "unreachable") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Uncertain(type(error).__name__) from None
        if response.status != HTTPStatus.OK:
            raise failure(
                response.status, answer, response.headers.get("Retry-After", "")
            )
        return answer

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """The file in chunks, fetched at once: its address lives five minutes."""
        try:
            url = await self._whereabouts(media.ref)
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

    async def acknowledge(self, press: str) -> None:
        """Mark the message *press* as read and show that we are writing."""
        if press:
            receipt = {
                "messaging_product": "whatsapp",
                "status": "read",
                "message_id": press,
                "typing_indicator": {"type": "text"},
            }
            with suppress(SendError):  # a courtesy: the answer comes all the same
                await self._post("messages", receipt)

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


def _found(answer: bytes, *path: str | int) -> str:
    """The id at *path* of an answer that took something."""
    try:
        value = msgspec.json.decode(answer)
        for step in path:
            value = value[step]
    except (ValueError, LookupError, TypeError):
        raise Uncertain("no id in the answer") from None
    return str(value)


def _timeout(patience: float) -> aiohttp.ClientTimeout:
    """How long we wait for a connection, and *patience* seconds for each next byte."""
    return aiohttp.ClientTimeout(
        total=None, connect=10, sock_connect=10, sock_read=patience
    )


def _check(status: int, answer: bytes) -> None:
    """Raise unless *status* is good."""
    if status != HTTPStatus.OK:
        raise FetchError("gone" if is_gone(status, answer) else "later")
