"""Start and rest: a real server from nothing to `/readyz`, and what it costs then.

CPU seconds of the child, its system's too; the clock would tell how busy this machine
is. Beside it a bare Python and the imports alone.
"""

import asyncio
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from bot.bench.machine import (
    answering,
    cpu_seconds,
    megabytes,
    rss_mb,
    running,
    spending,
    surroundings,
)
from bot.bench.run import Run, Table

ROUNDS = 3
SETTLE_SECONDS = 2
"""Until what a start leaves to do is done."""
_BESIDE = {"a bare python": "pass", "the imports": "import bot.operations.serving"}
_TELL = """
import time; print(open("/proc/self/statm").read().split()[1], time.process_time())
"""


async def start(run: Run) -> Table:
    """CPU seconds and memory of `pandu serve`, and what it burns when nobody writes."""
    environment = surroundings(run.folder, f"sqlite:///{run.folder}/start.db")
    rest = 3 if run.quick else 6
    # The first makes the tables and compiles the code.
    rounds = [await _round(run.folder, environment, 0)]
    rounds = [await _round(run.folder, environment, rest) for _ in range(ROUNDS)]
    names = ("cpu s", "rss mb", "idle, % of a core")
    served = {
        name: round(median(column), 2)
        for name, column in zip(names, zip(*rounds, strict=True), strict=True)
    }
    return {
        **{name: _python(environment, code) for name, code in _BESIDE.items()},
        "pandu serve": served,
    }


async def _round(
    folder: Path, environment: Mapping[str, str], rest: float
) -> tuple[float, float, float]:
    """One start: its CPU seconds, its memory, and per cent of a core while at rest."""
    door = f"http://127.0.0.1:{environment['PORT']}/readyz"
    async with running(folder, environment, "bot", "serve") as server:
        await answering(door, server)
        began = cpu_seconds(server.pid)
        await asyncio.sleep(SETTLE_SECONDS if rest else 0)
        with spending(server.pid) as idle:
            await asyncio.sleep(rest)
        return began, rss_mb(server.pid), idle.cpu / max(rest, 1) * 100


def _python(environment: Mapping[str, str], code: str) -> dict[str, float]:
    told = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", f"{code}\n{_TELL}"],
        env=dict(environment),
        capture_output=True,
        check=True,
    )
    pages, cpu = told.stdout.split()
    return {"cpu s": round(float(cpu), 2), "rss mb": megabytes(int(pages))}
