"""The way of a file from its delivery to a reply, by a clock that a test holds."""

from datetime import datetime, timedelta

from bot.channels.base import Channel
from bot.media.fetching import Fetcher
from bot.pipeline.render import unpack
from bot.pipeline.retry_worker import Worker
from storage.core.database import Database
from storage.messages import delivery, outbox
from tests.transactions import writing


class Way:
    """What stands on it, and the time."""

    database: Database
    channel: Channel
    fetcher: Fetcher
    worker: Worker
    now: datetime

    async def passes(self, seconds=0.0):
        """Time goes by; then whatever is due is fetched and has its turn."""
        self.now += timedelta(seconds=seconds)
        while await self.fetcher.once():
            pass
        while await self.worker.once():
            pass

    async def bubbles(self):
        """What Pandu said since one last looked."""
        found: list[str] = []
        while True:
            async with writing(self.database) as tx:
                rows = await outbox.claim(
                    tx,
                    self.channel.name,
                    self.channel.account,
                    holder="test",
                    limit=50,
                    lease=timedelta(seconds=9),
                )
                await delivery.sent(tx, [(row.id, row.id) for row in rows])
            if not rows:
                return found
            found += [unpack(row.body).plain for row in rows]
