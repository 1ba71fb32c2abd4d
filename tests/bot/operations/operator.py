"""The command `pandu` as an operator runs it: a process with an environment of its own."""

import asyncio
import os
import signal
import socket
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryFile

import aiohttp

from tests import warm
from tests.project.tree import ROOT

OFFICE = Path(__file__).with_name("office.toml")
"""A file of an office that says all of it."""


class Operator:
    """Somebody at a terminal, in a *folder*, with these *settings* and no other.

    Their office said all that it must; with an empty *PANDU_OFFICE_FILE* it did not.
    """

    def __init__(self, folder, *, cold=False, **settings):
        self.folder = folder
        self.cold = cold
        self.settings = {"PANDU_OFFICE_FILE": str(OFFICE), **settings}

    @property
    def place(self):
        """Where a command runs, and with what around it."""
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ
        }
        env = {**kept, "PYTHONPATH": str(ROOT), **self.settings}
        return {"cwd": self.folder, "env": env, "cold": self.cold}

    def but(self, **changed):
        """The same, with some settings changed."""
        return Operator(self.folder, cold=self.cold, **{**self.settings, **changed})

    async def run(self, *words):
        """`pandu` *words*, to its end."""
        return await asyncio.to_thread(warm.run, words, **self.place)

    async def in_both(self, *words):
        """`pandu` *words* for an Indonesian, and then for an English operator.

        Not at once: two that begin in one new folder may get in each other's way.
        """
        return [await each.run(*words) for each in (self, self.but(PANDU_LANG="en"))]

    @asynccontextmanager
    async def serving(self, command="serve"):
        """`pandu serve` at a free port, ready; ended as an operator ends it."""
        port = a_free_port()
        with TemporaryFile() as said:
            place = self.but(PORT=str(port)).place
            process = warm.start([command], **place, ends=(None, said, said))
            address = f"http://127.0.0.1:{port}"
            try:
                await ready(f"{address}/readyz", process)
                yield address
                process.send_signal(signal.SIGTERM)
                assert await asyncio.to_thread(process.wait, warm.PATIENCE) == 0
            finally:
                process.kill()
                said.seek(0)
                print(said.read().decode())


async def ready(address, process):
    """Ask until the server answers that it is ready."""
    async with aiohttp.ClientSession() as session:
        while process.poll() is None:
            try:
                async with session.get(address) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectorError:
                # Not there yet: look again once the machine had a breath.
                await asyncio.sleep(0.02)
    raise AssertionError(process.returncode)


def a_free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
