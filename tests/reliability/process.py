"""Pandu as a process of its own: started, found ready, killed, started again."""

import asyncio
import signal
import socket
import subprocess
from pathlib import Path

import aiohttp

from storage.core.seal import KeyRing
from tests import warm
from tests.fakes.telegram import TOKEN
from tests.fakes.whatsapp_deliveries import NUMBER

ROOT = Path(__file__).parents[2]
SECRET = "secret-of-the-telegram-webhook"
APP_SECRET = "secret-of-the-whatsapp-app"
START = 30
"""Seconds in which a process must be ready, on a machine that does other things too."""


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def until(so, seconds=30, every=0.02):
    """Wait until *so* (a function, perhaps a coroutine's) says yes; what it said."""
    async with asyncio.timeout(seconds):
        while True:
            found = so()
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return found
            await asyncio.sleep(every)


def surroundings(folder, url, *, telegram="", graph="", keys=""):
    """The environment of a process: all that it needs, and nothing of ours."""
    found = {
        "PYTHONPATH": str(ROOT),
        "PANDU_DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "PANDU_KEYS": keys or KeyRing.generate(),
    }
    if telegram:
        found |= {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram,
            "TELEGRAM_MODE": "webhook",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "PUBLIC_URL": "http://127.0.0.1",
        }
    if graph:
        found |= {
            "WHATSAPP_TOKEN": "token",
            "WHATSAPP_PHONE_NUMBER_ID": NUMBER,
            "WHATSAPP_APP_SECRET": APP_SECRET,
            "WHATSAPP_VERIFY_TOKEN": "verify",
            "WHATSAPP_API_URL": graph,
        }
    return found


class Process:
    """`pandu <command>`; a worker has no door, and is ready when it has begun.

    *module* is what runs: `bot` itself, or our hurried one (see `hurried`). It starts
    warm, but where `bot` itself is asked for (see `tests.warm`).
    """

    def __init__(self, folder, environment, command="serve", module="bot"):
        self.cold = module == "bot"
        self.folder = Path(folder)
        self.environment = environment
        self.command, self.module = command, module
        self.port = 0 if command == "worker" else free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.kills = 0

    @property
    def log(self):
        return self.folder / f"{self.command}-{self.port or id(self)}.log"

    def start(self):
        """Start it, without waiting for it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = warm.start(
                [self.command],
                cwd=self.folder,
                env={**self.environment, "PORT": str(self.port)},
                ends=(None, log, log),
                module=self.module,
                cold=self.cold,
            )
        return self

    async def ready(self, seconds=START):
        """Wait until it says that it is ready, or say why it is not."""
        if not self.port:
            return self
        async with aiohttp.ClientSession() as session:

            async def yes():
                if self.process.poll() is not None:
                    raise RuntimeError(f"ended: {self.told()}")
                try:
                    async with session.get(f"{self.url}/readyz") as answer:
                        return answer.status == 200
                except aiohttp.ClientError:
                    return False

            try:
                await until(yes, seconds)
            except TimeoutError:
                raise RuntimeError(f"not ready: {self.told()}") from None
        return self

    def kill(self):
        """As the power would: no handler runs, nothing is given back."""
        self.process.kill()
        self.process.wait()
        self.kills += 1

    async def stop(self, seconds=15):
        """Ask it to end, as an operator does; its exit code."""
        if self.process is None or self.process.poll() is not None:
            return self.process and self.process.returncode
        self.process.send_signal(signal.SIGTERM)
        try:
            # In a thread: what it still has to do may be with servers in our loop.
            return await asyncio.to_thread(self.process.wait, seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def told(self):
        """The end of what it wrote."""
        return self.log.read_text(errors="replace")[-2_000:]
