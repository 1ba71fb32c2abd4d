"""What people send is looked at in a child process before anyone else sees it.

Here only the first bytes are read, to know which decoder may try; the decoding is done
by `bot.media_child`, with little memory, little time and no secrets. A photo comes back
made anew from its pixels: whatever else was in the file stays behind. A voice note is
taken by its first bytes and never decoded; a PDF is judged and kept as it is.

Whatever becomes of the child, here it becomes a `Problem`.
"""

import asyncio
import contextlib
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterable
from dataclasses import dataclass
from pathlib import Path

from bot.media_formats import (
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
)
"""Why a file is not taken; `timeout` says that we could not look, and to try again."""

MIB = 1024 * 1024
LIMITS = {"photo": 10 * MIB, "document": 15 * MIB, "voice": 5 * MIB}
WALL_SECONDS = 20.0

# People send a photo "as a file" to keep it sharp: a document may be a photo.
_TAKEN_AS = {
    "photo": {"photo"},
    "voice": {"voice"},
    "document": {"photo", "document"},
}
_CHILD = Path(__file__).with_name("media_child.py")
_AT_ONCE = asyncio.Semaphore(2)
_LARGEST_ANSWER = 32 * MIB
_CRASHES = frozenset(
    {signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL}
)


@dataclass(frozen=True)
class Checked:
    """A file that may be kept; *thumbnail* is a JPEG, or nothing where none is made."""

    kind: str
    mime: str
    suffix: str
    data: bytes
    width: int = 0
    height: int = 0
    thumbnail: bytes = b""


@dataclass(frozen=True)
class Problem:
    """A file that is not taken, and which of `REASONS` it is."""

    reason: str


class TooLarge(Exception):
    """More was sent than we take."""


class Counter:
    """Counts a file as it streams by; the size that a platform declares is a claim."""

    def __init__(self, declared: str) -> None:
        self._left = limit(declared)

    def count(self, chunk: bytes) -> bytes:
        """Hand *chunk* on, or raise `TooLarge`."""
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLarge
        return chunk


async def gather(chunks: AsyncIterable[bytes], declared: str) -> bytes:
    """All of a stream, as long as it keeps to the limit; raises `TooLarge`."""
    counter = Counter(declared)
    return b"".join([counter.count(chunk) async for chunk in chunks])


def limit(declared: str) -> int:
    """How many bytes we take of what is *declared* a photo, a document or a voice."""
    return LIMITS[kind_of(declared)]


def worth_fetching(declared: str, size: int) -> bool:
    """Whether a file of the declared *size* (0: unknown) is small enough to fetch."""
    return size <= limit(declared)


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
    if len(data) > LIMITS[found.kind]:
        return Problem("too_large")
    if not found.decoder:
        return Checked(found.kind, found.mime, found.suffix, data)
    async with _AT_ONCE:
        return await _look(data, found, seconds)


async def _look(data: bytes, found: Format, seconds: float) -> Checked | Problem:
    """Have a child decode *data*, and end it when it takes too long."""
    try:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", str(_CHILD), found.decoder),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={},
        )
    except OSError:
        return Problem("timeout")
    try:
        async with asyncio.timeout(seconds):
            answer = await _talk(child, data)
            code = await child.wait()
    except TimeoutError:
        return Problem("timeout")
    finally:
        if child.returncode is None:
            child.kill()
            await child.communicate()
    if code < 0:
        # Only a crash is the file's doing; else someone or some limit ended the child.
        return Problem("broken" if -code in _CRASHES else "timeout")
    try:
        return _verdict(answer, data, found)
    except (ValueError, KeyError, TypeError):
        return Problem("broken")


async def _talk(child: Process, data: bytes) -> bytes:
    """Give *data* to *child* and take its answer, but no more than an answer can be."""
    assert child.stdin is not None  # noqa: S101 - it was made with both pipes
    assert child.stdout is not None  # noqa: S101
    # A child that has died leaves a broken pipe; its exit code tells more.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        child.stdin.write(data)
        await child.stdin.drain()
    child.stdin.close()
    answer = bytearray()
    while chunk := await child.stdout.read(MIB):
        answer += chunk
        if len(answer) > _LARGEST_ANSWER:
            child.kill()
            answer.clear()
    return bytes(answer)


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
    )
