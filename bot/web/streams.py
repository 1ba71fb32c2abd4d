"""Open streams of events: how many there may be, and an end to all of them at once.

A stream costs little, but anyone can make up a cookie and open one. So whoever has no
history here gets few, wherever they come from, and leaves room for those who have.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from bot.limits import Limit

EACH = 8
"""Streams of one visitor: pages of one browser."""
NEW_NEARBY = 8
"""Streams of newcomers at one address; a school or an office shares one."""
NEW, ALL = 200, 500
"""Streams of all newcomers, and of everybody."""
OPENINGS = 120
"""Openings in a minute at one address: each of them is a look into the database."""


class Streams:
    """Those that are open; *generous* where a room full of people has one address."""

    def __init__(self, *, generous: bool = False) -> None:
        self._open: dict[str, list[asyncio.Event]] = {}
        self._new: Counter[str] = Counter()
        self._nearby = ALL if generous else NEW_NEARBY
        self._openings = Limit(OPENINGS * (10 if generous else 1))

    def knock(self, address: str) -> None:
        """Refuse whoever opens one after the other."""
        if wait := self._openings.wait(address):
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(wait)})

    @contextmanager
    def open(
        self, visitor: str, woken: asyncio.Event, new_from: str = ""
    ) -> Iterator[None]:
        """Count one more while it lasts; a newcomer's is *new_from* an address."""
        if self._full(visitor, new_from):
            raise web.HTTPTooManyRequests(headers={"Retry-After": "15"})
        mine = self._open.setdefault(visitor, [])
        mine.append(woken)
        self._new.update([new_from] if new_from else [])
        try:
            yield
        finally:
            mine.remove(woken)
            if not mine:
                self._open.pop(visitor, None)
            if new_from:
                self._new[new_from] -= 1
                self._new += Counter()  # forgets whoever has none

    def wake_all(self) -> None:
        """Let each look whether it is to end."""
        for events in self._open.values():
            for woken in events:
                woken.set()

    def _full(self, visitor: str, new_from: str) -> bool:
        if len(self._open.get(visitor, ())) >= EACH:
            return True
        if sum(map(len, self._open.values())) >= ALL:
            return True
        crowd = self._new[new_from] >= self._nearby or self._new.total() >= NEW
        return bool(new_from) and crowd
