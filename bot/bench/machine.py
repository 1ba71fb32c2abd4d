"""The machine a measurement runs on: processes, their CPU seconds and their memory.

Nothing but 127.0.0.1 is ever reached, and all that is made is removed.
"""

import asyncio
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from storage.core.seal import KeyRing

ROOT = Path(__file__).parents[2]
TOKEN = "1000:a_token_for_measurements_only_0123456789"  # noqa: S105 -- opens nothing
SECRET = "a-secret-for-measurements-only"  # noqa: S105
NUMBER = "100000000000001"
NOWHERE = "http://127.0.0.1:9"
START_SECONDS = 60


@dataclass
class Spent:
    """What a stretch of work cost: seconds by the clock, and of CPU."""

    wall: float = 0.0
    cpu: float = 0.0

    def each(self, count: int) -> float:
        """CPU microseconds of each of so many."""
        return round(self.cpu / count * 1e6, 1)


@contextmanager
def spending(pid: int = 0) -> Iterator[Spent]:
    """Measure this process, threads and all, or another by its *pid*."""
    spent = Spent()
    wall, cpu = time.perf_counter(), cpu_seconds(pid)
    yield spent
    spent.wall = time.perf_counter() - wall
    spent.cpu = cpu_seconds(pid) - cpu


def cpu_seconds(pid: int = 0) -> float:
    """User and system seconds of a process, to the nanosecond; its children's apart."""
    if not pid:
        return time.process_time()
    # The clock of another process, as clock_getcpuclockid(3) makes it.
    return time.clock_gettime((~pid << 3) | 2)


def rss_mb(pid: int) -> float:
    """Resident memory of a process."""
    return megabytes(int(Path(f"/proc/{pid}/statm").read_text().split()[1]))


def megabytes(pages: int) -> float:
    """So many pages of memory."""
    return round(pages * resource.getpagesize() / 2**20, 1)


def surroundings(folder: Path, url: str, far: str = NOWHERE) -> dict[str, str]:
    """The environment of one installation: all that it needs, and nothing of ours."""
    return {
        "PYTHONPATH": str(ROOT),
        "PANDU_DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "PANDU_KEYS": KeyRing.generate(),
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
        "PUBLIC_URL": "http://127.0.0.1",
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": far,
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "WHATSAPP_TOKEN": TOKEN,
        "WHATSAPP_PHONE_NUMBER_ID": NUMBER,
        "WHATSAPP_APP_SECRET": SECRET,
        "WHATSAPP_VERIFY_TOKEN": SECRET,
        "WHATSAPP_API_URL": f"{far}/v23.0",
    }


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@asynccontextmanager
async def running(
    folder: Path, environment: Mapping[str, str], *command: str
) -> AsyncIterator[subprocess.Popen[bytes]]:
    """A process of `python -m <command>`, asked to end afterwards."""
    process = subprocess.Popen(  # noqa: ASYNC220, S603 -- our own modules
        [sys.executable, "-m", *command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(process.wait, 15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def answering(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until *url* answers 200."""
    async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as session:
        while process.poll() is None:
            with suppress(aiohttp.ClientError):
                async with session.get(url) as answer:
                    if answer.status == HTTP_OK:
                        return
            await asyncio.sleep(0.01)
    raise RuntimeError(f"{url}: the process ended with {process.returncode}")


HTTP_OK = 200
HTTP_BUSY = 503
