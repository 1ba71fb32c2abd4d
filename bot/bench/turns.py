"""Turns: from a delivery's bytes to its committed answer, beside the peers.

Five answers in a form by people who were never there before. Pandu plays with sixty
people writing at the same moment, with ten, and with one, as on most days of a Dinas.
"""

import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path

from bot.bench import people
from bot.bench.laps import Entry, Player, Raced, race
from bot.bench.machine import surroundings
from bot.bench.peers.environment import PEERS, Missing
from bot.bench.run import Run, Table
from bot.bench.scratch import fresh

WARM = 300
"""Node compiles what runs often: with fewer people in a lap it would look slower."""


async def turns(run: Run) -> Table:
    """What a turn costs each, and how many of it Pandu takes to one of theirs."""
    async with AsyncExitStack() as stack:
        urls = {
            name: await stack.enter_async_context(fresh(url))
            for name, url in run.databases.items()
        }
        entries = [*_ours(run, urls), *_theirs(run)]
        return _table(entries, await race(entries, run.laps, run.folder))


def pandu(name: str, folder: Path, url: str) -> Player:
    """Pandu on the database at *url*."""
    command = (sys.executable, "-m", "bot.bench.pandu")
    opening = ("/start", *people.OPENING)
    return Player(name, command, surroundings(folder, url), opening)


def _ours(run: Run, urls: Mapping[str, str]) -> list[Entry]:
    entries = []
    for name, url in urls.items():
        player = pandu(name, run.folder, url)
        entries += [
            Entry(f"pandu {name}, {many} at once", player, many, of)
            for many, of in run.crowds.items()
        ]
    return entries


def _theirs(run: Run) -> list[Entry]:
    found = []
    for name in run.peers:
        try:
            crowd = WARM if name == "grammy_fsync" else max(run.crowds.values())
            found.append(Entry(name, PEERS[name](run.folder), people=crowd))
        except Missing as missing:
            run.skipped[name] = f"not measured: {missing}"
    return found


def _table(entries: list[Entry], raced: Raced) -> Table:
    first, found = entries[0].name, {}
    for name in (entry.name for entry in entries):
        found[name] = {
            "cpu us": raced.cpu_us(name),
            "wall us": raced.wall_us(name),
            "pandu takes": raced.times(first, name),
        }
        if "ptb" in raced.laps:
            found[name]["to one of ptb"] = raced.times(name, "ptb")
    return found
