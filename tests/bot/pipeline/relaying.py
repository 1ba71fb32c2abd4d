"""A database with people, messages to them, and relays: the stage of the relay tests."""

import asyncio
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import sqlalchemy as sa

from bot.channels.base import Bubble
from bot.channels.spec import spec_of
from bot.pipeline.pacing import Pacing
from bot.pipeline.render import pack
from bot.pipeline.send import Relay
from storage.core.database import Database
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.core.seal import KeyRing
from storage.messages import outbox
from storage.people.sessions import Sender, reach
from storage.tables import addresses
from storage.tables import outbox as messages
from tests.fakes.far_end import FarEnd, Hand
from tests.transactions import reading, writing

AGAIN = "Saya kirim sekali lagi, barangkali yang tadi belum sampai.\n\n"
"""What stands before the words of what may have arrived before."""


def saying(text, **more):
    """A packed bubble of these words; none at all for an empty text."""
    return pack(Bubble(((text, ""),) if text else (), **more))


class Stage:
    """Relays between one database and one far end."""

    def __init__(self, database, files, far, hand):
        self.database, self.files, self.far, self.hand = database, files, far, hand
        self.wake = asyncio.Event()
        self._names = count(1)

    def relay(self, *, pace="webchat", grace=5.0, far=None, dead=()):
        pacing = Pacing(spec_of(pace).pace, self.hand)
        return Relay(
            self.database,
            far or self.far,
            self.files,
            pacing,
            self.wake,
            f"holder-{next(self._names)}",
            self.hand,
            grace,
            ended=lambda name: name in dead,
        )

    async def post(self, to, *texts, **more):
        """Post a message for each text; their ids."""
        more = {"kind": "prompt", "body": None, **more}
        body, window = more.pop("body"), more.pop("window", None)
        ident = more.pop("id", "")
        async with writing(self.database) as tx:
            sender = Sender(self.far.name, self.far.account, str(to), window=window)
            reached = (await reach(tx, [sender]))[sender.key]
            rows = [
                outbox.OutboxRow(
                    id=ident or new_id(),
                    person_id=reached.person_id,
                    address_id=reached.address_id,
                    channel=self.far.name,
                    account=self.far.account,
                    body=body or saying(text),
                    **more,
                )
                for text in texts
            ]
            await outbox.post(tx, rows)
        return [row.id for row in rows]

    async def rows(self):
        """All messages in order, as the database has them."""
        async with reading(self.database) as tx:
            found = await tx.conn.execute(sa.select(messages).order_by(messages.c.seq))
            return found.all()

    async def states(self):
        return [row.state for row in await self.rows()]

    async def addresses(self):
        """Address in clear, and whether it can be reached."""
        async with reading(self.database) as tx:
            rows = await tx.conn.execute(sa.select(addresses).order_by(addresses.c.id))
            return {
                tx.unseal("addresses", "external", r.id, r.external_sealed): r.reachable
                for r in rows
            }

    async def play(self, relay, seconds=0.0):
        """Rounds until nothing more can happen at this moment, *seconds* from now."""
        self.hand.seconds += seconds
        before = None
        while before != (before := self._seen(relay)) or relay._landed:
            await relay.once()
            while relay.stats.in_flight > relay._channel.held:  # noqa: ASYNC110
                await asyncio.sleep(0)  # lets calls end; no time goes by
            if relay._retiring.going and not relay._channel.held:
                await asyncio.wait(relay._retiring.going)

    async def holding(self, relay):
        """Wait until a running *relay* has the lease."""
        while not relay.stats.holding:  # noqa: ASYNC110
            await asyncio.sleep(0)

    async def quiet(self, relay):
        """Wait until a running *relay* has nothing to do at this moment."""
        while await self._open():  # noqa: ASYNC110
            await asyncio.sleep(0)

    async def _open(self):
        now = self.hand.time()
        rows = await self.rows()
        first: dict[tuple[str, int], Any] = {}
        for row in rows:
            if row.state in {"due", "sending"}:
                first.setdefault((row.address_id, row.lane), row)
        return [r for r in first.values() if r.state == "sending" or r.due_at <= now]

    def _seen(self, relay):
        return len(relay._channel.tried), sum(relay.stats.results.values())

    @asynccontextmanager
    async def running(self, relay):
        """*relay* runs meanwhile, and has stopped and written all after."""
        stop = asyncio.Event()
        task = asyncio.create_task(relay.run(stop))
        try:
            yield task
        finally:
            stop.set()
            await asyncio.wait([task])


@asynccontextmanager
async def a_stage(url, folder, far=None):
    """A stage on the database at *url*, its files in *folder*."""
    ring = KeyRing.parse(KeyRing.generate())
    hand = Hand()
    database = Database(url, ring, clock=hand.time)
    try:
        yield Stage(database, FileStore(folder, ring), far or FarEnd(), hand)
    finally:
        await database.close()
