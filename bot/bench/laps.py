"""Laps: players take turns, A B C A B C, and are compared lap by lap.

A machine has moods that last for seconds. Whoever is timed against another is timed
beside them, in the same lap; the figure is the median of the quotients of all laps.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from typing import TypedDict

from bot.bench import people

START_SECONDS = 60
_chats = count(people.FIRST_CHAT)


@dataclass(frozen=True)
class Player:
    """Somebody who plays: a command, and what is said before its form is open."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    opening: Sequence[str] = ("/start",)


@dataclass(frozen=True)
class Entry:
    """A line of the table: a player, and how many people write at the same moment."""

    name: str
    player: Player
    at_once: int = 60
    people: int = 120


class Cost(TypedDict):
    """What one lap cost, as the player says it."""

    turns: int
    replies: int
    cpu: float
    wall: float


@dataclass
class Raced:
    """Every lap of every entry, in the order they were run."""

    laps: dict[str, list[Cost]] = field(default_factory=dict)

    def cpu_us(self, name: str) -> float:
        """CPU microseconds of a turn, the median of the laps."""
        return round(median(map(_cpu, self.laps[name])) * 1e6, 1)

    def wall_us(self, name: str) -> float:
        """The same by the clock."""
        laps = self.laps[name]
        return round(median(lap["wall"] / lap["turns"] for lap in laps) * 1e6, 1)

    def times(self, name: str, other: str) -> float:
        """How many turns *name* takes in the time that *other* takes one."""
        pairs = zip(self.laps[other], self.laps[name], strict=True)
        return round(median(_cpu(theirs) / _cpu(ours) for theirs, ours in pairs), 3)


def _cpu(lap: Cost) -> float:
    return lap["cpu"] / lap["turns"]


async def race(entries: Sequence[Entry], laps: int, folder: Path) -> Raced:
    """Let all play so many laps, one after another; the first lap is for warming up."""
    raced = Raced({entry.name: [] for entry in entries})
    async with AsyncExitStack() as stack:
        players = {entry.player.name: entry.player for entry in entries}
        ask = {
            name: await stack.enter_async_context(_playing(player, folder))
            for name, player in players.items()
        }
        for lap in range(laps + 1):
            for entry in entries:
                path = _lap(folder / "lap.json", entry)
                cost = await ask[entry.player.name](
                    json.dumps([str(path), entry.at_once])
                )
                if cost["replies"] < cost["turns"]:
                    raise RuntimeError(f"{entry.name} left people without an answer")
                if lap:
                    raced.laps[entry.name].append(cost)
    return raced


def _lap(path: Path, entry: Entry) -> Path:
    """The deliveries of one lap, by people who were never heard of before."""
    new = [next(_chats) for _ in range(entry.people)]

    def said(texts: Sequence[str]) -> list[list[str]]:
        return [[body.decode() for body in people.all_say(new, text)] for text in texts]

    opening, answers = said(entry.player.opening), said(people.ANSWERS)
    path.write_text(json.dumps({"opening": opening, "answers": answers}))
    return path


@asynccontextmanager
async def _playing(
    player: Player, folder: Path
) -> AsyncIterator[Callable[[str], "asyncio.Future[Cost]"]]:
    """The process of a *player*; yields how to ask it for a lap."""
    log = folder / f"{player.name}.log"
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *player.command,
            cwd=folder,
            env=dict(player.environment),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
    reader, writer = process.stdout, process.stdin
    assert reader  # noqa: S101 -- they are pipes
    assert writer  # noqa: S101

    async def told() -> Cost:
        line = await reader.readline()
        if not line:
            last = log.read_text().strip().splitlines()[-1:]
            raise RuntimeError(f"{player.name} ended: {''.join(last)}")
        cost: Cost = json.loads(line)
        return cost

    async def ask(line: str) -> Cost:
        writer.write(f"{line}\n".encode())
        return await told()

    try:
        async with asyncio.timeout(START_SECONDS):
            await told()
        yield lambda line: asyncio.ensure_future(ask(line))
    finally:
        writer.close()
        try:
            async with asyncio.timeout(START_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
