"""The command `pandu` as an operator runs it: a process with an environment of its own."""

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.project.tree import ROOT

PATIENCE = 50


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def said(self):
        return self.out + self.err


class Operator:
    """Somebody at a terminal, in a *folder*, with these *settings* and no other."""

    def __init__(self, folder, **settings):
        self.folder = folder
        self.settings = settings

    def but(self, **changed):
        """The same, with some settings changed."""
        return Operator(self.folder, **{**self.settings, **changed})

    async def start(self, *words):
        """`pandu` *words*, running."""
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ
        }
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *words,
            cwd=self.folder,
            env={**kept, "PYTHONPATH": str(ROOT), **self.settings},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *words):
        """`pandu` *words*, to its end."""
        return await ended(await self.start(*words))

    async def in_both(self, *words):
        """`pandu` *words* for an Indonesian, and for an English operator."""
        return await asyncio.gather(
            self.run(*words), self.but(PANDU_LANG="en").run(*words)
        )

    @asynccontextmanager
    async def serving(self, command="serve"):
        """`pandu serve` at a free port, ready; ended as an operator ends it."""
        port = a_free_port()
        process = await self.but(PORT=str(port)).start(command)
        try:
            await ready(f"http://127.0.0.1:{port}/readyz", process)
            yield f"http://127.0.0.1:{port}"
            process.send_signal(signal.SIGTERM)
            last = await ended(process)
            assert last.code == 0, last.err
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def ended(process):
    """What *process* said until its end."""
    try:
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    except TimeoutError:
        process.kill()
        raise
    return Ended(process.returncode, out.decode(), err.decode())


async def ready(address, process):
    """Ask until the server answers that it is ready."""
    async with aiohttp.ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(address) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectorError:
                # Not there yet: look again once the machine had a breath.
                await asyncio.sleep(0.02)
    raise AssertionError((await process.stderr.read()).decode())


def a_free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
