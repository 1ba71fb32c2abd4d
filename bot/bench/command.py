"""The command `pandu bench`: its parts, in the order they are told."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from bot.bench.calls import calls
from bot.bench.faults import faults
from bot.bench.growth import growth
from bot.bench.kinds import kinds
from bot.bench.latency import latency
from bot.bench.peers.environment import PEERS
from bot.bench.readers import readers
from bot.bench.report import Tables, as_json, in_lines, in_markdown
from bot.bench.run import Run, Table
from bot.bench.scratch import databases
from bot.bench.sends import sends
from bot.bench.sentences import sentences
from bot.bench.start import start
from bot.bench.turns import turns
from bot.bench.webhooks import webhooks

Part: TypeAlias = Callable[[Run], Awaitable[Table]]
PARTS: dict[str, Part] = {
    part.__name__: part
    for part in (
        turns,
        calls,
        kinds,
        webhooks,
        latency,
        faults,
        growth,
        sends,
        start,
        readers,
        sentences,
    )
}


def known() -> str:
    """What can be asked for."""
    return ", ".join((*PARTS, *PEERS))


async def measure(
    only: Sequence[str] = (),
    peers: Sequence[str] = (),
    *,
    quick: bool = False,
    full: bool = False,
    markdown: bool = False,
    file: Path | None = None,
) -> int:
    """Measure the parts that are asked for, and tell what was found."""
    peers = tuple(PEERS) if "all" in peers else tuple(peers)
    if unknown := sorted({*only} - PARTS.keys() | {*peers} - PEERS.keys()):
        sys.stderr.write(f"{', '.join(unknown)}: not among {known()}\n")
        return 2
    skipped: dict[str, str] = {}
    tables: Tables = {}
    with (
        TemporaryDirectory(prefix="pandu-bench-") as home,
        databases(skipped, few=quick) as urls,
    ):
        run = Run(Path(home), urls, peers, quick=quick, skipped=skipped)
        if quick:
            run.laps, run.sizes = 3, (1_000,)
        if full:
            run.sizes = (1_000, 10_000, 100_000)
        for name, part in PARTS.items():
            if not only or name in only:
                tables[name] = await part(run)
    tell(run, tables, in_markdown if markdown else in_lines, file)
    return 0


def tell(
    run: Run, tables: Tables, told: Callable[[Run, Tables], str], file: Path | None
) -> None:
    """To whoever looks on, and to *file* for machines."""
    sys.stdout.write(f"{told(run, tables)}\n")
    if file:
        file.write_text(as_json(run, tables))
