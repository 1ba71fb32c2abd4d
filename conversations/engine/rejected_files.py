"""Files that could not be kept: which they were, and how often each was tried.

A file cannot change by being sent again, so what is advised has to. It is known again
by its digest; where none is known, as when it could not be had at all, by the reason.
"""

from collections.abc import Iterator
from typing import NamedTuple

from conversations.engine.events import Sent

PATIENCE = 2
"""Refusals of one file, or for one reason, before an officer is offered."""
FOR_NOW = frozenset({"quota", "no_room"})
"""Problems that are none of the file's: later the same one is taken."""
MOST = 16
"""So many are remembered; the oldest beyond that is forgotten."""
_REASON = "="
"""What the name of a reason begins with; no digest does."""


class Count(NamedTuple):
    """How often this *same* file came, and how often any for the same reason."""

    same: int
    tries: int


def varied(event: object) -> bool:
    """Whether *event* is a file refused in other words each time, by its count here."""
    return isinstance(event, Sent) and event.problem not in {"", *FOR_NOW}


def count(known: object, event: Sent) -> tuple[Count, list[list[str | int]]]:
    """How often by now, and what is remembered from here on."""
    before = dict(_read(known))
    reason = f"{_REASON}{event.problem}"
    same = str(event.values.get("digest") or reason)
    for name in {same, reason}:
        before[name] = before.pop(name, 0) + 1
    kept: list[list[str | int]] = [[name, n] for name, n in before.items()]
    return Count(before[same], max(before[same], before[reason])), kept[-MOST:]


def taken(known: object) -> list[list[str | int]]:
    """What is remembered once a file was kept: no reason stands in the way now."""
    return [[name, n] for name, n in _read(known) if not name.startswith(_REASON)]


def _read(known: object) -> Iterator[tuple[str, int]]:
    """What `count` gave; whatever cannot be read is left out."""
    for each in known if isinstance(known, list) else ():
        match each:
            case [str(name), int(times)]:
                yield name, times
