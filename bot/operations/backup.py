"""Database and files in one archive, and back again: `pandu backup`, `pandu restore`.

**The keys are not in it.** They are kept elsewhere, on paper or in a vault: whoever
finds an archive beside its keys can read it, and whoever has lost them never again.
"""

import asyncio
import secrets
import shutil
from pathlib import Path

from bot.app import key_ring
from bot.operations.archive import DATABASE, FILES, pack, unpack
from bot.settings import Settings
from storage.core.seal import KeyRing, sync_folder
from storage.ops.sqlite_backup import NoFile, copy, file_of


class NotEmbedded(Exception):
    """The database is PostgreSQL, which its own programs copy."""


class NothingThere(Exception):
    """There is no database yet, so there is nothing to keep."""


class Occupied(Exception):
    """Something is there already, and it is never written over."""


class KeysFirst(Exception):
    """An archive opens with the keys it was made under, and none are here."""


async def backup(settings: Settings, file: Path) -> int:
    """Write everything to *file*, a former one replaced; how many entries it has."""
    database = _database(settings)
    if not database.exists():
        raise NothingThere
    ring = key_ring(settings)
    return await asyncio.to_thread(_save, settings.data_dir, database, ring, file)


def _save(folder: Path, database: Path, ring: KeyRing, file: Path) -> int:
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    copied = draft.with_name(f"{draft.name}.db")
    try:
        copied.touch(mode=0o600)
        # The database first: every file that it names was written before it.
        copy(database, copied)
        files = sorted((folder / FILES).glob("??/??/*.*"))
        entries = {path.relative_to(folder).as_posix(): path for path in files}
        count = pack(draft, {DATABASE: copied, **entries}, ring)
        draft.replace(file)
        sync_folder(file.parent)
    finally:
        draft.unlink(missing_ok=True)
        copied.unlink(missing_ok=True)
    return count


def restore(settings: Settings, file: Path) -> int:
    """Bring back what *file* holds, to a place that is empty; how many entries.

    Everything is unpacked and compared beside its place first. The database moves
    last, so that a restore that was cut short leaves none, and can be repeated.
    """
    database = _database(settings)
    if database.exists():
        raise Occupied
    if not settings.keys.get_secret_value() and not _has_keys(settings):
        raise KeysFirst
    ring = key_ring(settings)
    workshop = settings.data_dir / f".restore-{secrets.token_hex(8)}"
    try:
        workshop.mkdir(mode=0o700, parents=True)
        count = unpack(file, workshop, ring)
        for path in sorted((workshop / FILES).glob("??/??/*.*")):
            place = settings.data_dir / path.relative_to(workshop)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(place)
            sync_folder(place.parent)
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A leftover of another database would be read into this one.
        for leftover in database.parent.glob(f"{database.name}-*"):
            leftover.unlink()
        shutil.move(workshop / DATABASE, database)
        sync_folder(database.parent)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return count


def _has_keys(settings: Settings) -> bool:
    return (settings.data_dir / "keys").exists()


def _database(settings: Settings) -> Path:
    """Where the embedded database is; raises `NotEmbedded`."""
    try:
        return file_of(settings.url)
    except NoFile:
        raise NotEmbedded from None
