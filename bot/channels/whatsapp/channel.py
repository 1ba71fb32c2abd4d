"""The WhatsApp Cloud API as a channel: the door, the window, and the order of sending.

What a delivery says stands in `whatsapp_parse`, how a bubble is shown in
`whatsapp_layout`, what refusals mean in `whatsapp_errors`, HTTP in `whatsapp_graph`.
"""

import hmac
import mimetypes
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.channels.base import (
    Delivered,
    Incoming,
    Media,
    Outgoing,
    Refused,
    SendError,
    WindowClosed,
)
from bot.channels.whatsapp.errors import explain
from bot.channels.whatsapp.graph import Graph
from bot.channels.whatsapp.layout import address, lay_out, template
from bot.channels.whatsapp.parse import parse
from bot.channels.whatsapp.spec import SPEC

__all__ = [
    "PROFILE",
    "WhatsAppChannel",
    "authentic",
    "explain",
    "verify",
]

PROFILE = SPEC.profile
_PHOTO_BYTES = 5 * 2**20
_PHOTOS = {"image/jpeg", "image/png"}
_HALVES = 1000  # bubbles of several messages whose sending we remember


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
    """The channel `whatsapp` for one of our numbers.

    *list_label* stands on the button that opens a list; *patience* is how many seconds
    an answer may take.
    """

    name = SPEC.name
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
        self._graph = Graph(api_url, phone_number_id, token, patience)
        self._app_secret = app_secret
        self._verify_token = verify_token
        self._list_label = list_label
        self._now = now
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
        if quoted := outgoing.extra.get("quotes"):
            messages[0] = {**messages[0], "context": {"message_id": quoted}}
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
        to = address(outgoing.to)
        whole = {"messaging_product": "whatsapp", **to, **message, **opaque}
        return await self._graph.send(whole)

    async def _upload(self, outgoing: Outgoing) -> dict[str, Any]:
        """Give the platform the bubble's file; what is no photo to it is a document."""
        if not outgoing.file:
            raise Refused("no_file")
        mime = outgoing.bubble.mime or "application/octet-stream"
        ending = mimetypes.guess_extension(mime) or ""
        name = outgoing.bubble.filename or outgoing.bubble.file + ending
        file = {"id": await self._graph.upload(outgoing.file, name, mime)}
        if mime in _PHOTOS and len(outgoing.file) <= _PHOTO_BYTES:
            return {"type": "image", "image": file}
        return {"type": "document", "document": {**file, "filename": name}}

    def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """The file in chunks, fetched at once: its address lives five minutes."""
        return self._graph.fetch(media.ref)

    async def acknowledge(self, receipt: str) -> None:
        """Mark the message *receipt* as read, and show for 25 seconds that we write."""
        if receipt:
            read = {
                "messaging_product": "whatsapp",
                "status": "read",
                "message_id": receipt,
                "typing_indicator": {"type": "text"},
            }
            with suppress(SendError):  # a courtesy: the answer comes all the same
                await self._graph.post(read)

    async def show_writing(self, to: str) -> None:
        """Nothing more: whoever sees blue ticks sees us writing."""

    async def check(self) -> str:
        """What the platform calls our number; its answer shows the token is good."""
        return await self._graph.about()

    async def door(self) -> str:
        """A link that opens the chat with our number."""
        number = await self._graph.about("display_phone_number")
        digits = "".join(filter(str.isdigit, number))
        return f"https://wa.me/{digits}" if digits else ""

    async def close(self) -> None:
        """Give back connections."""
        await self._graph.close()
