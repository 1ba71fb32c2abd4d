"""Sends: from a row in the outbox to its mark as sent, by the real relay."""

import asyncio
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

from bot.app import Pandu
from bot.bench import people, platforms
from bot.bench.machine import (
    answering,
    free_port,
    running,
    spending,
    surroundings,
)
from bot.bench.run import Run, Table
from bot.bench.scratch import fresh
from bot.channels.base import Bubble, Channel, Delivered, Outgoing, Pace
from bot.channels.telegram.channel import TelegramChannel
from bot.pipeline.pacing import Pacing
from bot.pipeline.render import pack
from bot.pipeline.send import Relay
from bot.settings import Settings
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.core.migrate import migrate_within
from storage.messages import outbox
from storage.messages.outbox import OutboxRow
from storage.ops import metrics
from storage.people.sessions import Sender, reach

ADDRESSES = 500
MANY = 500


class Stub(TelegramChannel):
    """A Telegram that takes everything and is nowhere."""

    async def send(self, outgoing: Outgoing) -> Delivered:
        """Taken."""
        return Delivered(outgoing.id)


async def sends(run: Run) -> Table:
    """What a message costs to a stub, and to a Telegram of ours over HTTP."""
    found: Table = {}
    for database, url in run.databases.items():
        async with fresh(url) as own:
            costs = await relayed(run.folder, own, MANY, run.laps)
        for name, each in costs.items():
            found[f"{name}, {database}"] = {"cpu us": round(median(each), 1)}
    return found


async def relayed(
    folder: Path, url: str, many: int, laps: int
) -> dict[str, list[float]]:
    """CPU microseconds of a message in each lap, to either."""
    await migrate_within(url)
    port = free_port()
    far = f"http://127.0.0.1:{port}"
    values = surroundings(folder, url, far)
    found: dict[str, list[float]] = {"stub": [], "telegram": []}
    async with (
        running(folder, values, platforms.__name__, str(port)) as process,
        Pandu.open(Settings.model_validate(values)) as pandu,
    ):
        await answering(f"{far}/ready", process)
        channels: dict[str, Channel] = {
            "stub": Stub(values["TELEGRAM_BOT_TOKEN"], far),
            "telegram": pandu.channels["telegram"],
        }
        for lap in range(laps + 1):
            for name, channel in channels.items():
                await post(pandu, channel, many)
                with spending() as spent:
                    await drain(pandu, channel)
                if lap:
                    found[name].append(spent.each(many))
        await channels["stub"].close()
    return found


async def post(pandu: Pandu, channel: Channel, many: int) -> None:
    """So many replies wait, for some hundred people."""
    body = pack(Bubble((("Sari Contoh, usahanya di kecamatan mana?", ""),)))

    async def posted(tx: Transaction) -> None:
        senders = [
            Sender(channel.name, channel.account, str(chat))
            for chat in people.chats(ADDRESSES)
        ]
        reached = list((await reach(tx, senders)).values())
        rows = [
            OutboxRow(
                id=new_id(),
                person_id=one.person_id,
                address_id=one.address_id,
                channel=channel.name,
                account=channel.account,
                body=body,
            )
            for one in (reached[n % ADDRESSES] for n in range(many))
        ]
        await outbox.post(tx, rows)

    await pandu.database.write(posted)


async def drain(pandu: Pandu, channel: Channel) -> None:
    """Relay until nothing waits any more."""
    bell, stop = asyncio.Event(), asyncio.Event()
    pacing = Pacing(Pace(), time.monotonic)
    relay = Relay(
        pandu.database, channel, pandu.files, pacing, bell, f"bench-{new_id()}"
    )
    task = asyncio.create_task(relay.run(stop))
    while await _waiting(pandu):
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(task), 0.05)
    stop.set()
    await task


async def _waiting(pandu: Pandu) -> int:
    depths = await pandu.database.read(metrics.depths)
    return sum(depths[name] for name in depths if name.startswith("outbox"))
