"""Speed, measured through the real code: `pandu bench --json FILE`.

Each figure is a count by second of CPU of the process that does the work, on a database
that commits durably. A machine has moods: trust the ratios of one run, not a figure
against yesterday's.
"""

import json
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.bench import scales
from bot.bench.ground import Spent, databases
from bot.bench.readers import readers
from bot.bench.sends import sends
from bot.bench.start import start
from bot.bench.turns import turns
from bot.bench.webhooks import webhooks
from storage.scratch import fresh

GOALS = {
    "turns_per_core_second": 6_000,
    "webhooks_per_core_second": 3_000,
    "sends_per_core_second": 1_500,
    "start_s": 2,
    "idle_rss_mb": 110,
    "worst_reader_ms": 5,
}
Figures = dict[str, Any]


async def measure(file: Path | None, *, quick: bool) -> int:
    """Measure everything, print it, and write it to *file*."""
    skipped: dict[str, str] = {}
    detail: Figures = {}
    with TemporaryDirectory(prefix="pandu-bench-") as home:
        folder = Path(home)
        with databases(skipped) as urls:
            for name, url in urls.items():
                detail[name] = await _of_database(folder, url, quick=quick)
        detail["process"] = await start(folder, f"sqlite:///{home}/start.db")
        detail["scale"] = _scales(folder)
        detail["readers"] = readers()
    made = {**_headlines(detail), "detail": detail, "ratios": _ratios(detail)}
    made |= {"skipped": skipped, "quick": quick, "python": platform.python_version()}
    _tell(made, file)
    return 0


async def _of_database(folder: Path, url: str, *, quick: bool) -> Figures:
    """All that depends on the database; each measurement has a fresh one."""
    found: Figures = {}
    for many in (1_000,) if quick else (1_000, 10_000):
        async with fresh(url) as own:
            count, spent = await turns(folder, own, many)
        found[f"turns_{many}"] = _figure(count, spent)
    async with fresh(url) as own:
        posted = await webhooks(folder, own, 1_000 if quick else 5_000)
    for name, (count, spent) in posted.items():
        found[f"webhooks_{name}"] = _figure(count, spent)
    async with fresh(url) as own:
        sent = await sends(folder, own, 1_000 if quick else 4_000)
    for name, (count, spent) in sent.items():
        found[f"sends_{name}"] = _figure(count, spent)
    return found


def _scales(folder: Path) -> Figures:
    return {
        "floor_sqlite3": _figure(*scales.floor(folder)),
        "library_decode": _figure(*scales.library()),
    }


def _figure(count: int, spent: Spent) -> Figures:
    return {
        "per_core_second": spent.rate(count),
        "per_second": round(count / spent.wall, 1),
        "cpu_us": round(spent.cpu / count * 1e6, 1),
    }


def _headlines(detail: Figures) -> Figures:
    """One figure for each goal: the least that was measured, on whichever database."""
    found: Figures = {}
    for kind in ("turns", "webhooks", "sends"):
        found[f"{kind}_per_core_second"] = min(
            figure["per_core_second"]
            for part in detail.values()
            for name, figure in part.items()
            if name.startswith(f"{kind}_")
        )
    process = detail["process"]
    found["worst_reader_ms"] = max(detail["readers"].values())
    return {**found, **{name: process[name] for name in ("start_s", "idle_rss_mb")}}


def _ratios(detail: Figures) -> Figures:
    """Against the scales of this very run."""
    ours = detail["sqlite"]["turns_1000"]["per_core_second"]
    return {
        f"turns_sqlite_to_{name}": round(ours / figure["per_core_second"], 3)
        for name, figure in detail["scale"].items()
    }


def _tell(made: Mapping[str, Any], file: Path | None) -> None:
    """To *file* for machines, and to whoever looks on."""
    if file:
        file.write_text(json.dumps(made, indent=2) + "\n")
    for name, goal in GOALS.items():
        _line(f"{name:28} {made[name]:>10}   goal {goal}")
    for part, figures in made["detail"].items():
        for name, figure in figures.items():
            shown = (
                figure
                if isinstance(figure, float)
                else " ".join(f"{key} {value}" for key, value in figure.items())
            )
            _line(f"  {part:12} {name:20} {shown}")
    for name, value in {**made["ratios"], **made["skipped"]}.items():
        _line(f"  {name}: {value}")


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
