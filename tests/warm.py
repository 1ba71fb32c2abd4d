"""Processes of Pandu that start warm: forked from one that has imported everything.

Each is a real one, with a pid, an environment, a folder and an end of its own, and can
be killed like any other. Only what takes a second of every start, to import modules and
to read words and facts, is done once for all of them. Where a start from cold is the point, a test asks for one
(`cold=True`): then it is a plain `subprocess.Popen`, which `Forked` looks like.
"""

import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

ROOT = Path(__file__).parents[1]
PATIENCE = 50
ENDS = 3
"""What a process has from the beginning: where it reads, writes and complains."""


End = int | IO[bytes]


class Ended(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def start(
    words: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    ends: Sequence[End | None] = (None, None, None),
    module: str = "bot",
    cold: bool = False,
) -> "Forked | subprocess.Popen[bytes]":
    """`python -m` *module* *words*, running; *ends* are files, or nothing."""
    with Path(os.devnull).open("r+b") as nowhere:
        files = [nowhere if end is None else end for end in ends]
        if not cold:
            return Forked(words, str(cwd), env, files, module)
        command = [sys.executable, "-m", module, *words]
        names = ("stdin", "stdout", "stderr")
        given: dict[str, Any] = dict(zip(names, files, strict=True))
        return subprocess.Popen(command, cwd=cwd, env=env, **given)


def run(
    words: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    typed: str = "",
    cold: bool = False,
) -> Ended:
    """`python -m bot` *words* to its end, with what is *typed* into it."""
    reads, writes = os.pipe()
    with TemporaryFile() as out, TemporaryFile() as err:
        process = start(words, cwd=cwd, env=env, ends=(reads, out, err), cold=cold)
        os.close(reads)
        with open(writes, "w", encoding="utf-8") as keyboard:  # noqa: PTH123 - a pipe
            keyboard.write(typed)
        try:
            code = process.wait(PATIENCE)
        finally:
            if process.poll() is None:
                process.kill()
        return Ended(code, *(_all_of(end) for end in (out, err)))


def _all_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


class Forked:
    """One process, as `subprocess.Popen` would show it."""

    def __init__(
        self,
        words: Sequence[str],
        cwd: str,
        env: Mapping[str, str],
        files: Sequence[End],
        module: str,
    ) -> None:
        mask = os.umask(0)
        os.umask(mask)
        asked = json.dumps([module, *words]), cwd, json.dumps(dict(env)), str(mask)
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        given = [theirs, *files]
        fds = [end if isinstance(end, int) else end.fileno() for end in given]
        socket.send_fds(_nursery(), [json.dumps(asked).encode()], fds)
        theirs.close()
        self.pid = int(self._line.recv(32))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            self._line.settimeout(timeout)
            try:
                self.returncode = int(self._line.recv(32))
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired("", timeout or 0) from None
            self._line.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


_nurseries: list[tuple[subprocess.Popen[bytes], socket.socket]] = []


def _nursery() -> socket.socket:
    """The one that all others are forked from, made when the first is wanted."""
    if _nurseries:
        return _nurseries[0][1]
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    number = theirs.fileno()
    # In a session of its own, where nobody's Ctrl-C ends it before its children.
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warm", str(number)],
        cwd=ROOT,
        pass_fds=[number],
        start_new_session=True,
    )
    theirs.close()
    _nurseries.append((process, ours))
    return ours


def rest() -> None:
    """Nobody is born any more; those who live end by themselves."""
    while _nurseries:
        process, ours = _nurseries.pop()
        ours.close()
        process.wait()


# --- on the other side ----------------------------------------------------------------


def tend(door: socket.socket) -> None:
    """Fork whatever is asked for, until nobody can ask any more."""
    import alembic.command  # noqa: F401, PLC0415 - only here, and all that there is

    import bot.operations.doctor  # noqa: PLC0415
    import bot.operations.serving  # noqa: PLC0415
    import bot.testing.terminal_chat  # noqa: F401, PLC0415
    from bot import words  # noqa: PLC0415
    from conversations.catalogue import catalogue  # noqa: PLC0415

    catalogue()
    for language in words.LANGUAGES:
        words.has(language, "")
    gc.freeze()
    while True:
        asked, fds, *_ = socket.recv_fds(door, 1 << 16, 1 + ENDS)
        with suppress(ChildProcessError):
            # Who has ended is buried here, so that the time they took is counted.
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not asked:
            return
        if os.fork() == 0:
            door.close()
            watch(json.loads(asked), *fds)
            return
        for fd in fds:
            os.close(fd)


def watch(asked: Sequence[str], line: int, *ends: int) -> None:
    """Tell over *line* who was born, and how it ended."""
    pid = os.fork()
    if pid == 0:
        os.close(line)
        become(ends, *asked)
        return
    for end in ends:
        os.close(end)
    with socket.socket(fileno=line) as teller:
        teller.send(str(pid).encode())
        _, status = os.waitpid(pid, 0)
        teller.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def become(ends: Sequence[int], command: str, cwd: str, env: str, mask: str) -> None:
    """Be a process that was started with *command*."""
    os.chdir(cwd)
    os.umask(int(mask))
    os.environ.clear()
    os.environ.update(json.loads(env))
    for place, end in enumerate(ends):
        os.dup2(end, place)
        os.close(end)
    module, *words = json.loads(command)
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    tend(socket.socket(fileno=int(sys.argv[1])))
