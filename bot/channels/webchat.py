"""The browser as a channel: our own page writes the deliveries and shows the outbox.

There is no platform in between. A delivery is the JSON that `bot.web.chat` writes, and
sending means no more than waking the page, which reads the outbox rows for itself.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from typing import Any

from bot.channels.base import (
    ChannelSpec,
    Delivered,
    Incoming,
    Media,
    Outgoing,
    Profile,
    decode_button,
)
from conversations.engine.events import Event, Pressed, Sent, Started, Typed

UPLOAD = "up-"
"""How the name of a file that was uploaded and not yet checked begins."""

SPEC = ChannelSpec(
    Profile(
        "webchat",
        text=10_000,
        caption=10_000,
        buttons=40,
        label=80,
        edits=True,
        narrows=True,
        exits=True,
    ),
    archives=True,
    uploads=UPLOAD,
    open=lambda around: WebChat(around.notify, around.kept),
)
PROFILE = SPEC.profile


class WebChat:
    """The channel `webchat`: *notify* wakes a visitor's pages, *kept* reads uploads."""

    name = "webchat"
    account = "web"
    profile = PROFILE

    def __init__(
        self,
        notify: Callable[[str], None],
        kept: Callable[[str], AsyncIterator[bytes]],
    ) -> None:
        self._notify = notify
        self._kept = kept
        self._sending: dict[str, str] = {}

    def parse(self, body: bytes) -> list[Incoming]:
        return [_incoming(body)]

    async def send(self, outgoing: Outgoing) -> Delivered:
        """Nothing to send: what the page shows is the outbox itself."""
        self._sending[outgoing.id] = outgoing.to
        return Delivered(outgoing.id)

    def written(self, ids: Sequence[str]) -> None:
        """Wake the pages of what the outbox now calls sent, and so can be shown."""
        for visitor in {self._sending.pop(each, "") for each in ids} - {""}:
            self._notify(visitor)

    def fetch(self, media: Media) -> AsyncIterator[bytes]:
        return self._kept(media.ref)

    async def acknowledge(self, receipt: str) -> None:
        """Nothing spins: the page marks its own buttons."""

    async def door(self) -> str:
        """None: whoever is here is in."""
        return ""

    async def show_writing(self, to: str) -> None:
        """The page shows it by itself."""

    async def close(self) -> None:
        """Nothing is held."""


def _incoming(body: bytes) -> Incoming:
    """The one event of a delivery; what cannot be read keeps its reason."""
    try:
        data = json.loads(body)
        visitor, number = _clean(data["visitor"]), _clean(data["id"])
        return Incoming(
            key=f"{visitor}:{number}",
            sender=visitor,
            event=_event(data),
            media=_media(data.get("file")),
            at=datetime.fromisoformat(data["at"]) if data.get("at") else None,
            message=number,
            language=_clean(data.get("lang", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return Incoming(key="", sender="", problem=type(error).__name__)


def _event(data: dict[str, Any]) -> Event:
    if "file" in data:
        return _sent(data["file"], _clean(data.get("caption", "")))
    if "pick" in data:
        return Pressed(*decode_button(_clean(data["pick"])))
    if "start" in data:
        return Started(_clean(data["start"]))
    return Typed(_clean(data["text"]))


def _sent(file: dict[str, Any], caption: str) -> Sent:
    """A file that we keep, or the reason why we do not."""
    problem = _clean(file.get("problem", ""))
    values = {"digest": _clean(file.get("digest", ""))} if problem else {}
    return Sent(_clean(file["kind"]), text=caption, problem=problem, values=values)


def _media(file: dict[str, Any] | None) -> Media | None:
    if file is None or file.get("problem"):
        return None
    return Media(
        kind=_clean(file["kind"]),
        ref=_clean(file["ref"]),
        mime=_clean(file.get("mime", "")),
        size=int(file.get("size", 0)),
        album=_clean(file.get("album", "")),
        name=_clean(file.get("name", "")),
    )


def _clean(text: str) -> str:
    """*text* without what no database stores: NUL and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
