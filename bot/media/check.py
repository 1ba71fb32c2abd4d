"""What people send is looked at in a child process before anyone else sees it.

Here only the first bytes are read, to know which decoder may try; the decoding is done
by `bot.media.child`, with little memory, little time and no secrets. A photo comes back
made anew from its pixels: whatever else was in the file stays behind. A voice note is
taken by its first bytes and never decoded; a PDF is judged and kept as it is.

Whatever becomes of the child, here it becomes a `Problem`.
"""

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import AsyncIterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer

from bot.media.formats import (
    JPEG,
    PDF,
    PNG,
    STRANGE_PICTURE,
    Format,
    kind_of,
    recognise,
)

REASONS = (
    "empty",
    "too_large",
    "not_a_photo",
    "bomb",
    "broken",
    "unsupported",
    "locked_pdf",
    "active_pdf",
    "timeout",
    "not_a_sound",
    "too_many_pages",
)
"""Why a file is not taken; `timeout` says that we could not look, and to try again."""

MIB = 1024 * 1024
LARGEST = 20 * MIB
"""The most bytes of a file; Telegram hands bots no more."""
WALL_SECONDS = 20.0

# People send a photo "as a file" to keep it sharp: a document may be a photo.
_TAKEN_AS = {
    "photo": {"photo"},
    "voice": {"voice"},
    "document": {"photo", "document"},
}
_CHILD = Path(__file__).with_name("child.py")
_TWO_AT_ONCE = ThreadPoolExecutor(2, "media")
_LARGEST_ANSWER = 32 * MIB
_CRASHES = frozenset(
    {signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL}
)


@dataclass(frozen=True)
class Checked:
    """A file that may be kept; *thumbnail* is a JPEG, or nothing where none is made.

    *flaws* say what makes a photo hard to read: `dark`, `small`, `blurred`, `cut_off`.
    """

    kind: str
    mime: str
    suffix: str
    data: bytes
    width: int = 0
    height: int = 0
    thumbnail: bytes = b""
    flaws: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A file that is not taken, and which of `REASONS` it is."""

    reason: str


class TooLarge(Exception):
    """More was sent than we take."""


class Counter:
    """Counts a file as it streams by; the size that a platform declares is a claim."""

    def __init__(self) -> None:
        self._left = LARGEST

    def count(self, chunk: bytes) -> bytes:
        """Hand *chunk* on, or raise `TooLarge`."""
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLarge
        return chunk


async def gather(chunks: AsyncIterable[bytes]) -> bytes:
    """All of a stream, as long as it keeps to the limit; raises `TooLarge`."""
    counter = Counter()
    return b"".join([counter.count(chunk) async for chunk in chunks])


def worth_fetching(size: int) -> bool:
    """Whether a file of the declared *size* (0: unknown) is small enough to fetch."""
    return size <= LARGEST


async def check(
    data: bytes, declared: str, *, seconds: float = WALL_SECONDS
) -> Checked | Problem:
    """Judge *data*, *declared* a `photo`, `document` or `voice` (or by a MIME type)."""
    found = recognise(data)
    if not data:
        return Problem("empty")
    if found is None or found.kind not in _TAKEN_AS[kind_of(declared)]:
        wrong = kind_of(declared) == "photo" and found is not STRANGE_PICTURE
        return Problem("not_a_photo" if wrong else "unsupported")
    if len(data) > LARGEST:
        return Problem("too_large")
    if not found.decoder:
        return Checked(found.kind, found.mime, found.suffix, data)
    child = _Child(found.decoder, seconds)
    try:
        answer, code = await asyncio.get_running_loop().run_in_executor(
            _TWO_AT_ONCE, child.look, data
        )
    except OSError:
        return Problem("timeout")
    finally:
        child.end()
    if code < 0:
        # Only a crash is the file's doing; else someone or some limit ended the child.
        return Problem("broken" if -code in _CRASHES else "timeout")
    try:
        return _verdict(answer, data, found)
    except (ValueError, KeyError, TypeError):
        return Problem("broken")


class _Child:
    """A process that looks at one file, run from a thread, ended from anywhere.

    Not asyncio's own subprocess: in Python 3.11 that can wait for ever when it is
    cancelled while it starts.
    """

    def __init__(self, decoder: str, seconds: float) -> None:
        self._command = (sys.executable, "-I", str(_CHILD), decoder)
        self._seconds = seconds
        self._process: Popen[bytes] | None = None
        self._over = False

    def look(self, data: bytes) -> tuple[bytes, int]:
        """The child's answer to *data* and its exit code."""
        with Popen(  # noqa: S603 - our own program, and no shell
            self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
        ) as process:
            self._process = process
            timer = Timer(self._seconds, self.end)
            timer.start()
            try:
                if self._over:
                    process.kill()
                answer = _talk(process, data)
                process.wait()
            finally:
                timer.cancel()
        return answer, process.returncode

    def end(self) -> None:
        """End the process, whether it is over, at work or about to start."""
        self._over = True
        if self._process is not None:
            self._process.kill()


def _talk(process: Popen[bytes], data: bytes) -> bytes:
    """Give *data* to *process*, and take no more than an answer can be."""
    assert process.stdin is not None  # noqa: S101 - it was made with both pipes
    assert process.stdout is not None  # noqa: S101
    # A child that has died leaves a broken pipe; its exit code tells more.
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(data)
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    answer = process.stdout.read(_LARGEST_ANSWER)
    if process.stdout.read(1):
        process.kill()
    return answer


def _verdict(answer: bytes, data: bytes, found: Format) -> Checked | Problem:
    """What the child said; raises on anything that is not an answer."""
    line, _, body = answer.partition(b"\n")
    said = json.loads(line)
    if "problem" in said:
        return Problem(REASONS[REASONS.index(said["problem"])])
    if found is PDF:
        return Checked(PDF.kind, PDF.mime, PDF.suffix, data)
    form = {"JPEG": JPEG, "PNG": PNG}[said["format"]]
    size, rest = said["sizes"]
    if size + rest != len(body):
        raise ValueError
    return Checked(
        form.kind,
        form.mime,
        form.suffix,
        body[:size],
        said["width"],
        said["height"],
        body[size:],
        tuple(map(str, said["flaws"])),
    )
