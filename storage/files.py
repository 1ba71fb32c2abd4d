"""Files at rest: sealed frame by frame, written whole or not at all.

Each file has a key of its own, sealed by the ring into the file's head and bound to
the file's name: no file can pass for another, and when the ring's key changes only the
head is sealed anew. After the head come frames of 64 KiB. A frame is authenticated with
its number and with whether it is the last, so that a cut, a swap or an addition is
found. A file is written beside its place, made durable, and then moved there.
"""

import asyncio
import hashlib
import os
import re
import secrets
import struct
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.seal import KeyRing, Unreadable, sync_folder

FRAME = 64 * 1024
_TAG = 16
_HEAD_LENGTH = struct.Struct(">H")
_FRAME_LABEL = struct.Struct(">Q?")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}\.[a-z0-9]{1,8}")
_DRAFTS = "drafts"


class Unwritable(Exception):
    """The folder for files cannot be written; the message names it."""


class BadName(ValueError):
    """Not a name that `FileStore.put` gives."""


class Missing(Exception):
    """There is no file of this name."""


class Damaged(Exception):
    """The file was cut, changed or moved, or its key is not in the ring."""


@dataclass(frozen=True)
class Stored:
    """A file that is now safe on disk; *size* and *sha256* are of the open data."""

    name: str
    size: int
    sha256: str


class FileStore:
    """Sealed files under *root*, named `<id>.<suffix>`."""

    def __init__(self, root: Path, ring: KeyRing) -> None:
        self._root = root
        self._ring = ring
        self.check_writable()

    def check_writable(self) -> None:
        """Try what `put` will do; raises `Unwritable`."""
        probe = self._root / _DRAFTS / secrets.token_hex(8)
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe.parent.mkdir(mode=0o700, exist_ok=True)
            with _create(probe) as file:
                file.write(b"pandu")
            probe.unlink()
        except OSError as error:
            raise Unwritable(f"{self._root}: {error.strerror}") from error

    async def put(
        self, file_id: str, data: bytes | Iterable[bytes], suffix: str
    ) -> Stored:
        """Keep *data* as *file_id*; putting it again replaces it."""
        name = f"{file_id}.{suffix}"
        chunks = (data,) if isinstance(data, bytes) else data
        return await asyncio.to_thread(self._put, name, chunks)

    async def read(self, name: str) -> bytes:
        """All of a file; raises `Missing` or `Damaged`."""
        return await asyncio.to_thread(lambda: b"".join(self._frames(name)))

    async def chunks(self, name: str) -> AsyncIterator[bytes]:
        """A file frame by frame; a cut one raises `Damaged` only at its end."""
        frames = self._frames(name)
        while (frame := await asyncio.to_thread(next, frames, None)) is not None:
            yield frame

    async def delete(self, name: str) -> None:
        """Forget a file; one that is already gone is no error."""
        await asyncio.to_thread(self._delete, name)

    async def names(self) -> list[str]:
        """The names of all files, for whoever looks for the forgotten ones."""
        return await asyncio.to_thread(
            lambda: sorted(path.name for path in self._root.glob("??/??/*.*"))
        )

    async def rewrap(self, name: str) -> bool:
        """Seal a file's key with the ring's first key, if another did; frames stay."""
        return await asyncio.to_thread(self._rewrap, name)

    def _put(self, name: str, chunks: Iterable[bytes]) -> Stored:
        path = self._path(name)
        size, digest = 0, hashlib.sha256()
        key = AESGCM.generate_key(256)

        def sealed() -> Iterator[bytes]:
            nonlocal size
            yield self._head(name, key)
            cipher = AESGCM(key)
            for number, (frame, last) in enumerate(_framed(chunks)):
                size += len(frame)
                digest.update(frame)
                label = _FRAME_LABEL.pack(number, last)
                yield cipher.encrypt(_nonce(number), frame, label)

        self._write(path, sealed())
        return Stored(name, size, digest.hexdigest())

    def _frames(self, name: str) -> Iterator[bytes]:
        with self._open(name) as file:
            cipher = AESGCM(self._key(name, file))
            number, frame = 0, file.read(FRAME + _TAG)
            while True:
                following = file.read(FRAME + _TAG)
                label = _FRAME_LABEL.pack(number, not following)
                try:
                    yield cipher.decrypt(_nonce(number), frame, label)
                except (InvalidTag, ValueError):
                    raise Damaged(f"{name}: frame {number}") from None
                if not following:
                    return
                number, frame = number + 1, following

    def _rewrap(self, name: str) -> bool:
        with self._open(name) as file:
            key = self._key(name, file)
            after = file.tell()
            file.seek(_HEAD_LENGTH.size)
            if not self._ring.stale(file.read(after - _HEAD_LENGTH.size)):
                return False
            rest = iter(partial(file.read, FRAME), b"")
            self._write(self._path(name), chain((self._head(name, key),), rest))
            return True

    def _delete(self, name: str) -> None:
        path = self._path(name)
        if path.exists():
            path.unlink(missing_ok=True)
            sync_folder(path.parent)

    def _write(self, path: Path, parts: Iterable[bytes]) -> None:
        """Write *parts* to *path*, so that a crash leaves the old file or the new."""
        draft = self._root / _DRAFTS / secrets.token_hex(8)
        try:
            with _create(draft) as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            # One by one, since parents=True would give the upper one a wider mode.
            for folder in (path.parent.parent, path.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        # The two folders above may be new as well, and their names must last too.
        for folder in (path.parent, path.parent.parent, self._root):
            sync_folder(folder)

    def _head(self, name: str, key: bytes) -> bytes:
        sealed = self._ring.seal(f"files:key:{name}", key)
        return _HEAD_LENGTH.pack(len(sealed)) + sealed

    def _key(self, name: str, file: BinaryIO) -> bytes:
        """The file's own key, read from its head."""
        try:
            (length,) = _HEAD_LENGTH.unpack(file.read(_HEAD_LENGTH.size))
            return self._ring.unseal(f"files:key:{name}", file.read(length))
        except (struct.error, Unreadable):
            raise Damaged(f"{name}: head") from None

    def _open(self, name: str) -> BinaryIO:
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            raise Missing(name) from None

    def _path(self, name: str) -> Path:
        """Where *name* lies: two levels of folders, so that none grows too long."""
        if not _NAME.fullmatch(name):
            raise BadName(name)
        # Ids that begin with the time would all fall into one folder; a hash spreads.
        spread = hashlib.sha256(name.encode()).hexdigest()
        return self._root / spread[:2] / spread[2:4] / name


def _framed(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut *chunks* anew into frames, and say which is the last; there is always one."""
    pending = bytearray()
    for chunk in chunks:
        pending += chunk
        # A full frame waits until more follows, since it may be the last.
        while len(pending) > FRAME:
            yield bytes(pending[:FRAME]), False
            del pending[:FRAME]
    yield bytes(pending), True


def _nonce(number: int) -> bytes:
    """A counter is enough here: no two files share a key."""
    return number.to_bytes(12, "big")


def _create(path: Path) -> BinaryIO:
    """A new file that only its owner can read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
