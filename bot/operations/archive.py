"""What an archive is: a plain `.tar`, whose last two entries say what the others are.

The manifest holds the SHA-256 of each entry. Its own hash is sealed by the key ring,
so whoever has no key can neither tell what is in the files nor change them unseen.
"""

import hashlib
import os
import re
import tarfile
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO

import msgspec

from storage.core.seal import KeyRing, Unreadable
from storage.privacy import tombstones
from storage.privacy.key_rotation import OtherKeys

DATABASE, FILES = "pandu.db", "files"
ERASED = tombstones.NAME
MANIFEST, SEAL = "manifest.json", "manifest.seal"
CONTEXT = "backup:manifest:1"
_CHUNK = 1 << 20
# Nothing else is ever unpacked: no link, no folder, no way out of ours.
_OURS = re.compile(
    rf"{DATABASE}|{ERASED}|{FILES}/[0-9a-f]{{2}}/[0-9a-f]{{2}}/[\w-]{{1,64}}\.[a-z0-9]{{1,8}}",
    re.ASCII,
)


class BadArchive(Exception):
    """It is no archive of ours, or it was changed; the message names the entry."""


class Manifest(msgspec.Struct):
    """What is in an archive."""

    sha256: dict[str, str]
    format: int = 1


def pack(file: Path, entries: Mapping[str, Path], ring: KeyRing) -> int:
    """Write *entries* to the new *file*, which its owner alone can read; how many."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    hashes = {}
    with os.fdopen(handle, "wb") as out:
        with tarfile.open(fileobj=out, mode="w") as archive:
            for name, path in entries.items():
                try:
                    hashes[name] = _add(archive, name, path)
                except FileNotFoundError:  # erased in between
                    continue
            manifest = msgspec.json.format(msgspec.json.encode(Manifest(hashes)))
            _put(archive, MANIFEST, manifest)
            _put(archive, SEAL, ring.seal(CONTEXT, hashlib.sha256(manifest).digest()))
        out.flush()
        os.fsync(out.fileno())
    return len(hashes)


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as file:
        entry = tarfile.TarInfo(name)
        entry.size = os.fstat(file.fileno()).st_size
        archive.addfile(entry, file)
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, BytesIO(content))


def unpack(file: Path, folder: Path, ring: KeyRing) -> int:
    """Put what *file* holds into *folder*, and compare it; how many entries.

    Raises `BadArchive` or `OtherKeys`; what lies in *folder* then is worth nothing.
    """
    hashes: dict[str, str] = {}
    ends: dict[str, bytes] = {}
    try:
        with tarfile.open(file, mode="r:") as archive:
            for entry in archive:
                content = archive.extractfile(entry) if entry.isreg() else None
                known = entry.name in hashes or entry.name in ends
                if content is None or known:
                    raise BadArchive(repr(entry.name))
                if entry.name in {MANIFEST, SEAL}:
                    ends[entry.name] = content.read()
                elif _OURS.fullmatch(entry.name):
                    hashes[entry.name] = _write(folder / entry.name, content)
                else:
                    raise BadArchive(repr(entry.name))
    except (tarfile.TarError, EOFError) as error:
        raise BadArchive(str(error)) from error
    except OSError as error:
        raise BadArchive(f"{file}: {error.strerror}") from error
    _compare(hashes, ends, ring)
    return len(hashes)


def _write(path: Path, content: IO[bytes]) -> str:
    """Write *content* durably; its SHA-256."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
        for chunk in iter(partial(content.read, _CHUNK), b""):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _compare(found: dict[str, str], ends: dict[str, bytes], ring: KeyRing) -> None:
    """Raise unless *found* is what the sealed manifest says."""
    if ends.keys() != {MANIFEST, SEAL}:
        raise BadArchive(MANIFEST)
    try:
        sealed = ring.unseal(CONTEXT, ends[SEAL])
    except Unreadable as error:
        raise OtherKeys from error
    if sealed != hashlib.sha256(ends[MANIFEST]).digest():
        raise BadArchive(MANIFEST)
    listed = msgspec.json.decode(ends[MANIFEST], type=Manifest).sha256
    if wrong := sorted(dict(found.items() ^ listed.items())):
        raise BadArchive(wrong[0])
    if DATABASE not in found:
        raise BadArchive(DATABASE)
