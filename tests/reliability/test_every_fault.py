"""The fault loop: fail the n-th thing that can fail in a whole application, for each n.

A thing is a statement or a commit of the database, a send, or a file that is written.
Deliveries come again until they are taken, as platforms bring them. However it ends,
each event counts once, nothing is told twice without a word, and everybody has read
what they read when nothing fails.

`make test` tries a few n, chosen by PANDU_SEED; `make nightly` tries all.
"""

import asyncio
import os
import random
import re
import sqlite3
from collections import Counter
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.channels.base import Later, Uncertain
from bot.channels.spec import spec_of
from bot.channels.terminal import Terminal, delivery
from bot.desk import performers
from bot.jobs import Erasure, Runner, handlers
from bot.pipeline.ingest import Busy, Receiver
from bot.pipeline.loops import Wake
from bot.pipeline.pacing import Pacing
from bot.pipeline.retry_worker import Worker
from bot.pipeline.send import Relay
from bot.pipeline.turn import Turns
from bot.testing.form_player import Filling, Place
from conversations.cases.records import Document
from conversations.catalogue import catalogue
from conversations.engine.events import Pressed, Sent, Typed
from conversations.flows import BOOK
from storage.cases import documents
from storage.core.database import Database
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.core.seal import KeyRing
from storage.people import officers, offices
from storage.people.sessions import Sender, reach
from storage.tables import businesses, cases, consents, held_news, inbox, outbox
from tests.bot.phones import PROFILE
from tests.fakes.far_end import Hand
from tests.transactions import reading, writing

OFFICE = catalogue().office.id
CLOCK = re.compile(r"\d\d\.\d\d WIB")
ONCE_MORE = "Saya kirim sekali lagi"
FEW = {"statement": 3, "commit": 2, "send before": 1, "send after": 1, "file": 1}
"""What can fail, and how many of it `make test` tries."""


@dataclass
class Fault:
    """The *n*-th thing of this *kind* fails, once; *counts* says how many there were."""

    kind: str = ""
    n: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def due(self, kind: str) -> bool:
        """One more of *kind* is about to happen: whether it fails."""
        self.counts[kind] += 1
        return (kind, self.counts[kind]) == (self.kind, self.n)


class Disk(FileStore):
    """A store whose disk is full once."""

    fault: Fault

    def _place(self, draft, path) -> None:
        if self.fault.due("file"):
            raise OSError(28, "No space left on device")
        super()._place(draft, path)


class Far(Terminal):
    """A platform that loses a message, or its own answer, once."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(PROFILE)
        self.fault = fault
        self.got: list[tuple[str, str, str]] = []

    async def send(self, outgoing):
        if self.fault.due("send before"):
            raise Later(1.0, "message", "reset")
        if outgoing.bubble.runs:  # else it only takes buttons away
            self.got.append((outgoing.to, outgoing.id, outgoing.bubble.plain))
        if self.fault.due("send after"):
            raise Uncertain("reset")
        return await super().send(outgoing)


class Town:
    """An officer, an owner, and every loop of Pandu, walked by hand."""

    def __init__(self, url, ring, folder, fault) -> None:
        self.fault, self.hand = fault, Hand()
        self.database = Database(url, ring, clock=self.hand.time)
        self.calm = Database(url, ring, clock=self.hand.time)
        self.files = Disk(folder, ring)
        self.files.fault = fault
        self.far = Far(fault)
        self.number = 0
        turns = Turns(
            BOOK, performers({"webchat": PROFILE}), {"webchat": PROFILE}, OFFICE
        )
        wake = Wake()
        channels: Any = {"webchat": self.far}
        self.receiver = Receiver(self.database, channels, turns, wake.ring)
        self.worker = Worker(self.database, turns, wake)
        by_kind = handlers(Erasure(self.database, self.files))
        self.runner = Runner(self.database, by_kind, wake)
        pace = Pacing(spec_of("terminal").pace, self.hand)
        self.relay = Relay(
            self.database,
            channels["webchat"],
            self.files,
            pace,
            wake.bell(),
            "one",
            self.hand,
        )

    async def brings(self, who, event) -> None:
        """Deliver it until it is taken, and let all come of it that can."""
        self.number += 1
        body = delivery(who, self.number, event)
        for _ in range(20):
            try:
                await self.receiver.receive("webchat", body)
                break
            except Busy:
                self.receiver.database.health._again = 0.0  # a second has gone by
        else:
            raise AssertionError("never taken")
        await self.settle()

    async def settle(self) -> None:
        """Until nothing is open: whatever fails is tried again by its loop."""
        for _ in range(40):
            for step in (self.worker.once, self.relay.once, self.runner.once):
                with suppress(Exception):
                    await step()
                while self.relay.stats.in_flight:  # noqa: ASYNC110
                    await asyncio.sleep(0)
            if not await self.open():
                return
            self.hand.seconds += 5
        raise AssertionError("it never comes to rest")

    async def open(self) -> bool:
        async with reading(self.calm) as tx:
            heard = sa.select(inbox.c.seq).where(inbox.c.state.in_(["open", "media"]))
            told = sa.select(outbox.c.seq).where(outbox.c.state.in_(["due", "sending"]))
            held = sa.select(held_news.c.id)
            every = heard, told, held
            rows = [(await tx.conn.execute(each)).first() for each in every]
        return any(rows) or bool(self.relay._landed)

    async def photo(self, who) -> None:
        """A photo that was fetched and checked."""
        sender, id_ = Sender("webchat", "local", who), new_id()
        async with writing(self.calm) as tx:
            person = (await reach(tx, [sender]))[sender.key].person_id
            await documents.add(tx, Document(id_, person, "photo", f"{id_}.jpg"))
        await self.brings(who, Sent("photo", (id_,)))

    async def applies(self) -> None:
        """An application, taken and accepted, and a picture of how it stands."""
        async with writing(self.calm) as tx:
            await offices.ensure(tx, catalogue().office)
            code = await officers.invite(tx, OFFICE, "officer", timedelta(days=1))
        await self.brings("petugas", Typed(f"/petugas {code}"))
        for said in "Petugas Satu", "ya":
            await self.brings("petugas", Typed(said))
        await self.brings("ibu", Pressed("apply:bina_umk"))
        place = Place(self.calm, "webchat", "local", "ibu", PROFILE)
        async for reply in place.fills(Filling("apply")):
            if reply.file:
                await self.photo("ibu")
            else:
                await self.brings("ibu", Typed(reply.text))
        for press in "take:SRG-0001", "accept:SRG-0001":
            await self.brings("petugas", Pressed(press))
        await self.brings("ibu", Typed("status"))


@asynccontextmanager
async def a_town(url, ring, folder, fault):
    town = Town(url, ring, folder, fault)
    stop = asyncio.Event()
    writes: Any = town.database._writer
    engine = getattr(writes._engine, "sync_engine", writes._engine)

    @sa.event.listens_for(engine, "before_cursor_execute")
    def executed(*_: Any) -> None:
        if fault.due("statement"):
            raise broken()

    @sa.event.listens_for(engine, "commit")
    def committed(_: Any) -> None:
        if fault.due("commit"):
            raise broken()

    receiving = asyncio.create_task(town.receiver.run(stop))
    try:
        yield town
    finally:
        stop.set()
        await receiving
        await town.database.close()
        await town.calm.close()


def broken() -> sa.exc.OperationalError:
    return sa.exc.OperationalError(
        "-", None, sqlite3.OperationalError("disk I/O error")
    )


async def told(town) -> dict[str, list[str]]:
    """What each has read, in order; said once more is said once."""
    found: dict[str, list[str]] = {"ibu": [], "petugas": []}
    seen = set()
    for who, id_, text in town.far.got:
        if id_ not in seen:
            said = text.partition("\n\n")[2] if ONCE_MORE in text else text
            found[who].append(CLOCK.sub("", said))
        seen.add(id_)
    return found


def missing(these: list[str], among: list[str]) -> list[str]:
    """Those of *these* that are not *among* the others."""
    return sorted((Counter(these) - Counter(among)).elements())


async def check(town) -> None:
    """Everything happened once, and nothing was told twice without a word."""
    async with reading(town.calm) as tx:

        async def rows(table):
            return (await tx.conn.execute(sa.select(table))).all()

        assert {row.state for row in await rows(inbox)} == {"done"}
        assert [row.state for row in await rows(cases)] == ["accepted"]
        assert len(await rows(businesses)) == 1
        assert len([row for row in await rows(consents) if row.kind == "notice"]) == 1
        states = {row.id: row for row in await rows(outbox)}
    assert {row.state for row in states.values()} <= {"sent", "cancelled"}
    times: dict[str, list[str]] = {}
    for _, id_, text in town.far.got:
        times.setdefault(id_, []).append(text)
    for id_, texts in times.items():
        if len(texts) > 1:
            assert states[id_].maybe_twice
            # A card that is changed twice to the same is one card, and read once.
            told = [again for again in texts[1:] if not states[id_].replaces]
            assert all(ONCE_MORE in again for again in told if again)


async def journey(url, ring, folder, fault):
    async with a_town(url, ring, folder, fault) as town:
        await town.applies()
        await check(town)
        return await told(town)


@pytest.fixture(scope="session")
def ring() -> KeyRing:
    return KeyRing.parse(KeyRing.generate())


async def survived(copies, ring, folder, kinds, chosen) -> str:
    """Fail one thing after the other, as *chosen* among all of a kind; a report."""

    async def play(fault):
        name, url = copies.take()
        try:
            return await journey(url, ring, folder / name, fault)
        finally:
            copies.drop(name)

    calm = Fault()
    expected = await play(calm)
    tried: Counter[str] = Counter()
    for kind in kinds:
        for n in chosen(kind, range(1, calm.counts[kind] + 1)):
            try:
                found = await play(Fault(kind, n))
                for who, read in expected.items():
                    lost, more = missing(read, found[who]), missing(found[who], read)
                    assert (lost, more) == ([], [])
            except BaseException as error:
                error.add_note(f"the fault was {kind} {n} of {calm.counts[kind]}")
                raise
            tried[kind] += 1
    return f"{dict(tried)} of {dict(calm.counts)}"


async def test_whatever_fails_once_nothing_is_lost_or_told_twice(
    copies, ring, tmp_path, seed
):
    chance = random.Random(seed)

    def some(kind, every):
        return sorted(chance.sample(every, min(FEW[kind], len(every))))

    print(await survived(copies, ring, tmp_path, FEW, some))


@pytest.mark.soak
@pytest.mark.parametrize("kind", FEW)
async def test_each_thing_that_can_fail_has_failed_once(copies, ring, tmp_path, kind):
    step = int(os.environ.get("PANDU_FAULT_STEP", "1"))
    report = await survived(
        copies, ring, tmp_path, [kind], lambda _, every: every[::step]
    )
    print(report)
