"""A platform in memory that does as it is told, and the hand of a clock."""

import asyncio
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

from bot.channels.base import Delivered, Profile, Uncertain


class LostAfter(Uncertain):
    """The message is there, and the connection ended before the answer."""


class Hand:
    """A clock for pacing (calling it) and for the database (`time`), moved by hand."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds

    def time(self):
        return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=self.seconds)


class FarEnd:
    """A channel: *got* is all that arrived, in order; *tried* all that was sent.

    `script[text]` lists what happens to the next sends of that text: an exception is
    raised, an event is waited for. What is not scripted arrives.
    """

    account = "a"

    def __init__(self, name="stub"):
        self.name = name
        self.profile = Profile(name, 4096, 1024, 10, 24, edits=True)
        self.got, self.tried = [], []
        self.tries: Counter[str] = Counter()
        self.script = defaultdict(list)
        self.held = 0
        self.together = 0
        self._at = set()
        self._news = asyncio.Condition()

    @property
    def texts(self):
        """What arrived."""
        return [outgoing.bubble.plain for outgoing in self.got]

    async def send(self, outgoing):
        assert outgoing.to not in self._at, "two at once to one chat"
        self._at.add(outgoing.to)
        self.together = max(self.together, len(self._at))
        try:
            return await self._take(outgoing)
        finally:
            self._at.discard(outgoing.to)

    async def _take(self, outgoing):
        self.tried.append(outgoing)
        self.tries[outgoing.bubble.plain] += 1
        await self._tell()
        script = self.script[outgoing.bubble.plain]
        told = script.pop(0) if script else None
        if isinstance(told, asyncio.Event):
            self.held += 1
            await self._tell()
            try:
                await told.wait()
            finally:
                self.held -= 1
        elif isinstance(told, Exception) and not isinstance(told, LostAfter):
            raise told
        self.got.append(outgoing)
        await self._tell()
        if isinstance(told, LostAfter):
            raise told
        return Delivered(f"x{len(self.got)}")

    async def _tell(self):
        async with self._news:
            self._news.notify_all()

    async def until(self, so):
        """Wait until *so()* holds; it is asked whenever something arrives."""
        async with asyncio.timeout(20), self._news:
            await self._news.wait_for(so)
