"""Start and rest: a real server from nothing to `/readyz`, and its memory then."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bot.bench.ground import answering, megabytes, rss_mb, running, surroundings

ROUNDS = 3
_BESIDE = {"python": "pass", "imports": "import bot.operations.serving"}
_TELL = "; print(open('/proc/self/statm').read().split()[1])"


async def start(folder: Path, url: str) -> dict[str, float]:
    """Seconds and MB of `pandu serve`; beside it a bare Python and the imports."""
    environment = surroundings(folder, url)
    door = f"http://127.0.0.1:{environment['PORT']}/readyz"
    seconds, memory = [], []
    for number in range(ROUNDS + 1):
        began = time.perf_counter()
        async with running(folder, environment, "bot", "serve") as server:
            await answering(door, server)
            # The first makes the tables and compiles the code.
            if number:
                seconds.append(time.perf_counter() - began)
                memory.append(rss_mb(server.pid))
    found = {"start_s": round(median(seconds), 2), "idle_rss_mb": median(memory)}
    for name, code in _BESIDE.items():
        began = time.perf_counter()
        told = subprocess.run(  # noqa: S603, ASYNC221 -- nothing else is to be done
            [sys.executable, "-c", code + _TELL],
            env=environment,
            cwd=folder,
            capture_output=True,
            check=True,
        )
        found[f"{name}_s"] = round(time.perf_counter() - began, 2)
        found[f"{name}_rss_mb"] = megabytes(int(told.stdout))
    return found
