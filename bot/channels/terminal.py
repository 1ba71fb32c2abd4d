"""The terminal as a channel: what is typed comes in, bubbles are printed.

There is no platform in between, so with another profile it can stand for any channel:
the simulator gives its people such terminals. A delivery is the JSON that `delivery`
writes. Choices are numbered, for there is nothing to press.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

from bot.channels.base import (
    Bubble,
    Delivered,
    FetchError,
    Incoming,
    Media,
    Outgoing,
    Profile,
)
from conversations.engine import events
from conversations.engine.events import Event, Sent

NOWHERE: Mapping[str, str] = {}
PROFILE = Profile("terminal", text=100_000, caption=100_000, buttons=99, label=200)


def delivery(
    who: str,
    number: int,
    event: Event,
    phone: str = "",
    file: str = "",
    **about: Any,
) -> bytes:
    """What *who* did, as the bytes that `Terminal.parse` reads; *file* is a path.

    *about* may say what they are `called`, and in `spot` where in a group it was: its
    name, the `thread`, and what it `answers`.
    """
    kept = {
        "who": who,
        "number": number,
        "phone": phone,
        "event": events.dump(event),
        "file": file,
        **about,
    }
    return json.dumps(kept).encode()


def layout(bubble: Bubble) -> str:
    """A bubble as lines of text; its choices under their numbers."""
    choices = [
        f"  {number}. {button.label}" for number, button in enumerate(bubble.buttons, 1)
    ]
    linked = [f"  {label}: {address}" for label, address in [bubble.link or ("", "")]]
    return "\n".join((bubble.plain, *choices, *(linked if bubble.link else ())))


class Terminal:
    """A channel by any *profile*; *show* gets every bubble, and for whom it is."""

    account = "local"

    def __init__(
        self,
        profile: Profile = PROFILE,
        show: Callable[[str, Bubble], None] = lambda _who, _bubble: None,
    ) -> None:
        self.name = profile.name
        self.profile = profile
        self._show = show

    def parse(self, body: bytes) -> list[Incoming]:
        """The one event of a delivery."""
        try:
            kept: dict[str, Any] = json.loads(body)
            number, event = f"{kept['number']}", events.load(kept["event"])
            sent = isinstance(event, Sent) and kept["file"]
            who, spot = kept["who"], kept.get("spot", {})
            group = spot.get("group", "")
            incoming = Incoming(
                key=f"{who}:{number}",
                sender=group or who,
                aliases=(who,) if group else (),
                group=bool(group),
                thread=spot.get("thread", ""),
                answers=spot.get("answers", ""),
                event=event,
                media=Media("photo", kept["file"]) if sent else None,
                message=number,
                phone=kept["phone"],
                name=kept.get("called") or (who if group else ""),
            )
        except (ValueError, KeyError, TypeError) as error:
            return [Incoming(key="", sender="", problem=type(error).__name__)]
        return [incoming]

    async def send(self, outgoing: Outgoing) -> Delivered:
        """Show it; what was shown before cannot be changed."""
        if outgoing.bubble.runs or outgoing.bubble.file:
            self._show(outgoing.to, outgoing.bubble)
        return Delivered(outgoing.id)

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """The file that was named; it is on the machine of whoever types."""
        try:
            yield await asyncio.to_thread(Path(media.ref).read_bytes)
        except OSError as error:
            raise FetchError("gone") from error

    async def acknowledge(self, receipt: str) -> None:
        """Nothing spins."""

    async def door(self) -> str:
        """None: whoever is here is in."""
        return ""

    async def show_writing(self, to: str) -> None:
        """Nobody waits in a terminal."""

    async def close(self) -> None:
        """Nothing is held."""
