"""Growth: what costs more when there is more of the past.

A database holds 1,000, another 10,000 and another 100,000 people, each with a case and
a chat. At each size an officer asks for what officers ask for, by typing it; the loops
look for work; and an announcement goes to everybody, by a relay whose platform answers
at once. Times by the clock, for a person or a lock waits for them, and of CPU, for the
machine may be busy.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import sqlalchemy as sa

from bot import metrics as figures
from bot.app import Pandu
from bot.bench import lists, people
from bot.bench.holds import holding
from bot.bench.machine import Spent, rss_mb, spending, surroundings
from bot.bench.run import Run, Table
from bot.bench.scratch import fresh, tend
from bot.bench.seeds import Seeds
from bot.bench.sends import Stub
from bot.broadcast import Fanout
from bot.channels.base import Pace
from bot.desk import exports
from bot.jobs import Janitor
from bot.jobs.names import open_names
from bot.pipeline.ingest import Busy, Receiver
from bot.pipeline.pacing import Pacing
from bot.pipeline.retry_worker import Worker
from bot.pipeline.send import Relay
from bot.settings import Settings
from bot.sheets.write import SHEETS
from conversations.cases.exports import WHICH, Export
from conversations.catalogue import catalogue
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.core.migrate import migrate_within
from storage.ops import metrics
from storage.outreach import announcements
from storage.people import officers
from storage.tables import announcements as announcing

OFTEN = 20
LOOK = 0.2
OFFICER = 1
"""The chat of the coordinator, who is not among those who are seeded."""
TEXT = "Pelatihan contoh untuk semua pengrajin, hari Senin di kantor Dinas."


async def growth(run: Run) -> Table:
    """What is asked for, at each size; lists and the export on each database."""
    found: Table = {}
    for many in run.sizes:
        for kind, url in run.databases.items():
            folder = run.folder / f"growth-{many}-{kind}"
            folder.mkdir()
            async with fresh(url) as own, installed(folder, own) as dinas:
                began = time.perf_counter()
                await dinas.grow(many)
                spent = time.perf_counter() - began
                sys.stderr.write(f"{many:,} people in {spent:.0f} s, {kind}\n")
                for name, slow in (await dinas.listed()).items():
                    found.setdefault(f"{name}, {many:,}", {})[kind] = slow
                costs = {f"ekspor {kind}": await dinas.exported()}
                if kind == "sqlite":
                    costs |= await dinas.asked(many)
                    costs["siaran"] = await dinas.announced()
                found |= {f"{name}, {many:,}": cost for name, cost in costs.items()}
    return found


@dataclass
class Installation:
    """A Dinas of which everything but the platform is real."""

    pandu: Pandu
    receiver: Receiver
    worker: Worker
    seeds: Seeds

    async def grow(self, many: int) -> None:
        """So many people, and a round of the janitor: it goes hourly, and counts."""
        await self.seeds.grow(many)
        janitor = Janitor(self.pandu.database, self.pandu.files)
        await janitor.round(datetime.now(UTC))

    async def says(self, text: str) -> Spent:
        """The coordinator types this; what it cost until its answer was committed."""
        while await self.worker.once():
            pass
        before = await self.waiting()
        body = people.telegram(OFFICER, text)
        with spending() as spent:
            try:
                await self.receiver.receive("telegram", body)
            except Busy:  # a platform would come again; here it is waited for
                sys.stderr.write(f"{text}: taken late\n")
                while await self.waiting() == before:  # noqa: ASYNC110 -- likewise
                    await asyncio.sleep(LOOK)
        if await self.waiting() == before:
            raise RuntimeError(f"nobody answered {text}")
        return spent

    async def waiting(self) -> int:
        """How many messages wait to be sent."""
        depths = await self.pandu.database.read(metrics.depths)
        return depths["outbox_due"] + depths["outbox_sending"]

    async def asked(self, many: int) -> Table:
        """What officers and loops ask for, as often as that."""
        somewhere = self.seeds.code(many // 2)
        asks = {
            "case list": lambda: self.says("antrean"),
            "all cases": lambda: self.says("semua kasus"),
            "case search": lambda: self.says("cari batik contoh"),
            "a case": lambda: self.says(f"kasus {somewhere}"),
            "laporan": lambda: self.says("laporan"),
            "/metrics": self._metrics,
            "idle look": self._look,
        }
        found: Table = {}
        for name, ask in asks.items():
            await ask()
            seen = [await ask() for _ in range(OFTEN)]
            slow = sorted(each.wall for each in seen)[int(0.95 * OFTEN) - 1]
            cpu = median(each.cpu for each in seen)
            found[name] = {
                "p95 ms": round(slow * 1e3, 1),
                "cpu ms": round(cpu * 1e3, 1),
            }
        return found

    async def listed(self) -> dict[str, float]:
        """The time of lists and searches; names are open, tables as they are tended."""
        database, office = self.pandu.database, catalogue().office.id
        await tend(str(database.url.render_as_string(hide_password=False)))
        await open_names(database)
        of_office = partial(officers.of_office, office_id=office)
        coordinator, *_ = await database.read(of_office)
        return await lists.measured(database, coordinator)

    async def exported(self) -> dict[str, float]:
        """All cases of the office as a workbook, and what it takes to make that."""
        about = Export(catalogue().office.id, WHICH["all"], named=True)
        rows = exports.rows(self.pandu.database, about, datetime.now(UTC).date())
        heads, me = exports.heads(about.language), os.getpid()
        before = most = rss_mb(me)
        size = 0
        with spending() as spent:
            async for chunk in SHEETS["xlsx"].write("Kasus", heads, rows):
                size, most = size + len(chunk), max(most, rss_mb(me))
        return {
            "all out s": round(spent.wall, 2),
            "cpu s": round(spent.cpu, 2),
            "rss mb more": round(most - before, 1),
            "file mb": round(size / 1e6, 2),
        }

    async def _look(self) -> Spent:
        """The worker looks, and there is nothing to do."""
        with spending() as spent:
            await self.worker.once()
        return spent

    async def _metrics(self) -> Spent:
        """All that `/metrics` says."""
        with spending() as spent:
            await figures.exposed(self.pandu.database, 1.0, Path())
        return spent

    async def announced(self) -> dict[str, float]:
        """One announcement to everybody, from the author's yes to the last send."""
        for text in ("siaran", TEXT, "1", "sekarang"):
            await self.says(text)
        with holding() as held:
            agreed = await self.says("ya")
            await self.pandu.database.write(_by_day)
            with spending() as sent:
                async with _sending(self.pandu):
                    while await self._unfinished():  # noqa: ASYNC110 -- of the database
                        await asyncio.sleep(LOOK)
        return {
            "yes ms": round(agreed.wall * 1e3, 1),
            "all sent s": round(sent.wall, 2),
            "cpu s": round(sent.cpu, 2),
            "writer held ms": round(held.wall * 1e3, 1),
            "writer held cpu ms": round(held.cpu * 1e3, 1),
        }

    async def _unfinished(self) -> bool:
        going = await self.pandu.database.read(announcements.unfinished)
        return bool(going or await self.waiting())


async def _by_day(tx: Transaction) -> None:
    """Measured at night, it would wait for the morning."""
    await tx.conn.execute(sa.update(announcing).values(starts_at=None))


@asynccontextmanager
async def installed(folder: Path, url: str) -> AsyncIterator[Installation]:
    """A database with the sample world, and a coordinator."""
    values = surroundings(folder, url)
    await migrate_within(values["DATABASE_URL"])
    async with Pandu.open(Settings.model_validate(values)) as pandu:
        receiver = Receiver(
            pandu.database, pandu.channels, pandu.turns(), lambda *_: None
        )
        stop = asyncio.Event()
        running = asyncio.create_task(receiver.run(stop))
        account = pandu.channels["telegram"].account
        worker = Worker(pandu.database, pandu.turns(), pandu.wake)
        seeds = Seeds(pandu.database, pandu.files, account)
        dinas = Installation(pandu, receiver, worker, seeds)
        office, day = catalogue().office.id, timedelta(days=1)
        invited = await pandu.database.write(
            lambda tx: officers.invite(tx, office, "coordinator", day)
        )
        for text in (f"/petugas {invited}", "Koordinator Contoh"):
            await dinas.says(text)
        await dinas.seeds.find()
        yield dinas
        stop.set()
        await running


@asynccontextmanager
async def _sending(pandu: Pandu) -> AsyncIterator[None]:
    """The fan-out, the worker and a relay, whose platform answers at once."""
    stop = asyncio.Event()
    values = pandu.settings
    stub = Stub(values.telegram_bot_token.get_secret_value(), values.telegram_api_url)
    relay = Relay(
        pandu.database,
        stub,
        pandu.files,
        Pacing(Pace(), time.monotonic),
        pandu.wake.bell(),
        new_id(),
    )
    fanout = Fanout(pandu.database, pandu.channels, pandu.wake)
    worker = Worker(pandu.database, pandu.turns(), pandu.wake)
    loops = [asyncio.create_task(loop.run(stop)) for loop in (relay, fanout, worker)]
    pandu.wake.ring()
    try:
        yield
    finally:
        stop.set()
        pandu.wake.ring()
        await asyncio.gather(*loops)
        await stub.close()
