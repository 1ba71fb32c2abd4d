"""Files that are one answer: an album, or a burst where the platform knows no albums.

On WhatsApp whoever picks three photos sends three messages. They are waited for a
moment, as the parts of an album are. Only files wait: as soon as anything else comes
from the same person, their burst is over.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.channels.base import Media
from bot.channels.spec import spec_of
from storage.messages.inbox import OpenEvent, Waiting

BURST = "burst"
"""What stands for the id of an album where there is none; platforms' are numbers."""
WAIT = {BURST: timedelta(seconds=3)}
ALBUM = timedelta(seconds=1.5)
"""How long the next part of one album is waited for (research A1)."""
LONGEST = timedelta(seconds=15)
"""Nobody waits longer for an answer because they go on sending."""


def album(channel: str, media: Media | None) -> str:
    """Which files *media* may belong to; empty where it is alone."""
    if media is None or media.album:
        return media.album if media else ""
    return BURST if media.kind in spec_of(channel).bursts else ""


def ends(channel: str, media: Media | None) -> bool:
    """Whether a burst is over with this, for it belongs to none."""
    return bool(spec_of(channel).bursts) and not album(channel, media)


def wait(of: str) -> timedelta:
    """How long after each file of an album the next is waited for."""
    return WAIT.get(of, ALBUM)


def parts(event: OpenEvent, waiting: Sequence[Waiting]) -> list[OpenEvent]:
    """What is one answer with *event*, among all that waits of its person, in order.

    A burst is what came in a row: nothing in it passes by what was said in between.
    """
    if event.album != BURST:
        return [each.event for each in waiting if _of(event.album, each)]
    row: list[OpenEvent] = []
    for each in waiting:
        if _of(BURST, each):
            row.append(each.event)
        elif event in row:
            break
        else:
            row = []
    return row


def settled(found: Sequence[OpenEvent], waiting: Sequence[Waiting]) -> datetime:
    """When no more parts are waited for: at once where something else came after."""
    first, last = found[0], found[-1]
    if first.album == BURST and waiting[-1].event.seq > last.seq:
        return last.received_at
    until = last.received_at + wait(first.album)
    return min(until, first.received_at + LONGEST)


def _of(album_: str, each: Waiting) -> bool:
    return each.state == "media" and each.event.album == album_
