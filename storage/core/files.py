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
import shutil
import struct
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.core.seal import KeyRing, Unreadable, sync_folder

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

    async def put_stream(
        self, file_id: str, chunks: AsyncIterable[bytes], suffix: str
    ) -> Stored:
        """Keep what streams by, never all of it in memory; nothing if it breaks off."""
        name = f"{file_id}.{suffix}"
        path, sealing, draft = self._path(name), _Sealing(), self._draft()
        file = await asyncio.to_thread(_create, draft)
        try:
            with file:
                file.write(self._head(name, sealing.key))
                async for chunk in chunks:
                    await asyncio.to_thread(file.writelines, sealing.frames(chunk))
                file.write(sealing.last())
                await asyncio.to_thread(_settle, file)
            await asyncio.to_thread(self._place, draft, path)
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)
        return Stored(name, sealing.size, sealing.digest.hexdigest())

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

    async def sizes(self, beginning: str) -> dict[str, int]:
        """How large each file is whose name has this *beginning*."""
        found = partial(self._root.glob, f"??/??/{beginning}*")
        return await asyncio.to_thread(
            lambda: {path.name: path.stat().st_size for path in found()}
        )

    def beside(self, name: str) -> Path:
        """The place of what lies in the data folder next to the files."""
        return self._root.parent / name

    def holds(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return self._path(name).exists()

    def room(self) -> float:
        """The share of the disk that is free."""
        disk = shutil.disk_usage(self._root)
        return disk.free / disk.total

    async def rewrap(self, name: str) -> bool:
        """Seal a file's key with the ring's first key, if another did; frames stay."""
        return await asyncio.to_thread(self._rewrap, name)

    def _put(self, name: str, chunks: Iterable[bytes]) -> Stored:
        path, sealing = self._path(name), _Sealing()

        def sealed() -> Iterator[bytes]:
            yield self._head(name, sealing.key)
            for chunk in chunks:
                yield from sealing.frames(chunk)
            yield sealing.last()

        self._write(path, sealed())
        return Stored(name, sealing.size, sealing.digest.hexdigest())

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
        draft = self._draft()
        try:
            with _create(draft) as file:
                file.writelines(parts)
                _settle(file)
            self._place(draft, path)
        finally:
            draft.unlink(missing_ok=True)

    def _draft(self) -> Path:
        """Where a file is written before it is whole."""
        return self._root / _DRAFTS / secrets.token_hex(8)

    def _place(self, draft: Path, path: Path) -> None:
        """Move a whole *draft* to its *path*, so that it lasts there."""
        # One by one, since parents=True would give the upper one a wider mode.
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        draft.replace(path)
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


class _Sealing:
    """Seals what streams by, frame by frame, with a key of its own."""

    def __init__(self) -> None:
        self.key = AESGCM.generate_key(256)
        self.size = 0
        self.digest = hashlib.sha256()
        self._cipher = AESGCM(self.key)
        self._pending = bytearray()
        self._number = 0

    def frames(self, chunk: bytes) -> Iterator[bytes]:
        """The frames that *chunk* fills."""
        self._pending += chunk
        # A full frame waits until more follows, since it may be the last.
        while len(self._pending) > FRAME:
            yield self._sealed(bytes(self._pending[:FRAME]), last=False)
            del self._pending[:FRAME]

    def last(self) -> bytes:
        """The frame that is left; there is always one."""
        return self._sealed(bytes(self._pending), last=True)

    def _sealed(self, frame: bytes, *, last: bool) -> bytes:
        self.size += len(frame)
        self.digest.update(frame)
        label = _FRAME_LABEL.pack(self._number, last)
        sealed = self._cipher.encrypt(_nonce(self._number), frame, label)
        self._number += 1
        return sealed


def _nonce(number: int) -> bytes:
    """A counter is enough here: no two files share a key."""
    return number.to_bytes(12, "big")


def _create(path: Path) -> BinaryIO:
    """A new file that only its owner can read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _settle(file: BinaryIO) -> None:
    """Make what was written last."""
    file.flush()
    os.fsync(file.fileno())
