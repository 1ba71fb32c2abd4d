"""Pandu as a player: `python -m bot.bench.pandu`, set up by the environment.

The real receiver, flows, words, seals and desk, from the bytes of a delivery to the
commit of its answer. Sending is another measurement.
"""

import asyncio
import gc

from bot.app import Pandu
from bot.bench.player import play
from bot.cli import COLLECT
from bot.pipeline.ingest import Receiver
from bot.settings import Settings
from storage.core.migrate import migrate_within
from storage.ops import metrics


async def main() -> None:
    """Play until no lap is asked for any more."""
    gc.set_threshold(*COLLECT)  # as the command has it
    settings = Settings()
    await migrate_within(settings.url)
    async with Pandu.open(settings) as pandu:
        receiver = Receiver(
            pandu.database, pandu.channels, pandu.turns(), lambda *_: None
        )
        stop = asyncio.Event()
        running = asyncio.create_task(receiver.run(stop))

        async def take(body: bytes) -> None:
            await receiver.receive("telegram", body)

        async def replied() -> int:
            depths = await pandu.database.read(metrics.depths)
            return sum(depths[name] for name in depths if name.startswith("outbox"))

        await play(take, replied)
        stop.set()
        await running


if __name__ == "__main__":
    asyncio.run(main())
