"""What people send is looked at in a child process before anyone else sees it.

Here only the first bytes are read, to know which decoder may try; the decoding is done
by `bot.media.child`, with little memory, little time and no secrets. A photo comes back
made anew from its pixels: whatever else was in the file stays behind. A voice note is
taken by its first bytes and never decoded; a PDF is judged and kept as it is. What
cannot be looked at for what that costs is kept as well, and marked for the officer:
sent again it would be the same file.

Whatever becomes of the child, here it becomes a verdict.
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

from bot.media.formats import FILM, JPEG, M4A, PNG, Format, kind_of, recognise
from bot.media.room import Room
from storage.cases.documents import MARKS

REASONS = (
    "empty",
    "too_large",
    "not_a_photo",
    "not_a_sound",
    "bomb",
    "broken",
    "unsupported",
    "locked_pdf",
    "active_pdf",
    "too_many_pages",
    "timeout",
)
"""Why a file is not taken; `timeout` says that we could not look, and to try again."""

MIB = 1024 * 1024
LARGEST = 20 * MIB
"""The most bytes of a file; Telegram hands bots no more."""
WALL_SECONDS = 20.0
LOOKS = (125, 250)
"""MiB that decoding may take: first as much as most files need, then the most."""
ITSELF = 20
"""MiB that a child is, before it decodes."""

# People send a photo "as a file" to keep it sharp, and a recording as well.
_TAKEN_AS = {
    "photo": {"photo"},
    "voice": {"voice"},
    "document": {"photo", "document", "voice"},
}
UNKNOWN = "application/octet-stream"
_UNLIKE = {"photo": "not_a_photo", "voice": "not_a_sound", "document": "unsupported"}
_CHILD = Path(__file__).with_name("child") / "__main__.py"
_TWO_AT_ONCE = ThreadPoolExecutor(2, "media")
_ROOM = Room(2 * (LOOKS[0] + ITSELF))
_LARGEST_ANSWER = 32 * MIB
_CRASHES = frozenset(
    {signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL}
)


@dataclass(frozen=True)
class Checked:
    """A file that may be kept; *thumbnail* is a JPEG, or nothing where none is made.

    *flaws* say what makes a photo hard to read: `dark`, `small`, `blurred`, `cut_off`,
    `unshown`. What is kept as it came may have one of `MARKS`.
    """

    kind: str
    mime: str
    suffix: str
    data: bytes
    width: int = 0
    height: int = 0
    thumbnail: bytes = b""
    flaws: tuple[str, ...] = ()
    mark: str = ""


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
    if not data:
        return Problem("empty")
    wanted = kind_of(declared)
    found = recognise(data)
    if found is FILM and wanted == "voice":
        found = M4A  # some recorders add a track of pictures
    if found is None or found.kind not in _TAKEN_AS[wanted]:
        return Problem(_UNLIKE[wanted])
    if len(data) > LARGEST:
        return Problem("too_large")
    if not found.decoder:
        return Checked(found.kind, found.mime, found.suffix, data)
    for memory in LOOKS:
        child = _Child(found.decoder, memory, seconds)
        try:
            answer, code = await asyncio.get_running_loop().run_in_executor(
                _TWO_AT_ONCE, child.look, data
            )
        except OSError:
            return Problem("timeout")
        finally:
            child.end()
        if code < 0:
            # Only a crash is the file's doing; else someone or some limit ended it.
            return Problem("broken") if -code in _CRASHES else _kept(data, found)
        try:
            verdict = _verdict(answer, data, found)
        except (ValueError, KeyError, TypeError):
            return Problem("broken")
        if verdict is not None:
            return verdict
    return _kept(data, found, "unshown" if found.kind == "photo" else "unexamined")


class _Child:
    """A process that looks at one file, run from a thread, ended from anywhere.

    Not asyncio's own subprocess: in Python 3.11 that can wait for ever when it is
    cancelled while it starts.
    """

    def __init__(self, decoder: str, memory: int, seconds: float) -> None:
        self._command = (sys.executable, "-I", str(_CHILD), decoder, str(memory))
        self._memory = memory + ITSELF
        self._seconds = seconds
        self._process: Popen[bytes] | None = None
        self._over = False

    def look(self, data: bytes) -> tuple[bytes, int]:
        """The child's answer to *data* and its exit code, once there is room for it."""
        with _ROOM.taken(self._memory):
            return self._look(data)

    def _look(self, data: bytes) -> tuple[bytes, int]:
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


def _verdict(answer: bytes, data: bytes, found: Format) -> Checked | Problem | None:
    """What the child said, None if it needs more memory; raises on nonsense."""
    line, _, body = answer.partition(b"\n")
    said = json.loads(line)
    if "heavy" in said:
        return None
    if "problem" in said:
        return Problem(REASONS[REASONS.index(said["problem"])])
    if "mark" in said:
        mark = said["mark"]
        return _kept(data, found, MARKS[MARKS.index(mark)] if mark else "")
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


def _kept(data: bytes, found: Format, mark: str = "unexamined") -> Checked:
    """A file as it came. Of a photo that is not shown its owner is told why."""
    flaws = ("unshown",) if mark == "unshown" else ()
    # A phone would try to show a picture that is called one.
    mime = UNKNOWN if found.kind == "photo" else found.mime
    return Checked(found.kind, mime, found.suffix, data, flaws=flaws, mark=mark)
