"""Database and files in one archive, and back again: `pandu backup`, `pandu restore`.

**The keys are not in it.** They are kept elsewhere, on paper or in a vault: whoever
finds an archive beside its keys can read it, and whoever has lost them never again.
"""

import asyncio
import re
import secrets
import shutil
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from bot import office
from bot.app import key_ring
from bot.jobs import Erasure
from bot.metrics import BACKED_UP
from bot.operations.archive import DATABASE, ERASED, FILES, pack, unpack
from bot.settings import Settings
from conversations.catalogue import catalogue
from storage.core.database import Database
from storage.core.files import FileStore
from storage.core.migrate import migrate_within
from storage.core.seal import KeyRing, sync_folder
from storage.ops.sqlite_backup import NoFile, copy, file_of
from storage.privacy.tombstones import Tombstones, risen

NAMED = re.compile(r"pandu-(\d{4}-\d\d-\d\d)\.tar")
"""An archive that we named ourselves, by its day."""


class NotEmbedded(Exception):
    """The database is PostgreSQL, which its own programs copy."""


class NothingThere(Exception):
    """There is no database yet, so there is nothing to keep."""


class Occupied(Exception):
    """Something is there already, and it is never written over."""


class KeysFirst(Exception):
    """An archive opens with the keys it was made under, and none are here."""


async def backup(settings: Settings, file: Path) -> int:
    """Write everything to *file*, a former one replaced; how many entries it has.

    In a folder an archive is named by its day, and those go that are older than the
    privacy notice promises.
    """
    database = _database(settings)
    if not database.exists():
        raise NothingThere
    ring = key_ring(settings)
    folder = file if await asyncio.to_thread(file.is_dir) else None
    today = datetime.now(UTC).date()
    if folder:
        file = folder / f"pandu-{today}.tar"
    count = await asyncio.to_thread(_save, settings.data_dir, database, ring, file)
    await asyncio.to_thread((settings.data_dir / BACKED_UP).touch)
    if folder:
        with office.opened(settings):
            _forget_old(folder, today - _kept())
    return count


def _kept() -> timedelta:
    return timedelta(days=catalogue().retention["backup"].days)


def _forget_old(folder: Path, before: date) -> None:
    for each in folder.iterdir():
        named = NAMED.fullmatch(each.name)
        if named and date.fromisoformat(named[1]) < before:
            each.unlink()


def _save(folder: Path, database: Path, ring: KeyRing, file: Path) -> int:
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    copied = draft.with_name(f"{draft.name}.db")
    try:
        copied.touch(mode=0o600)
        # The database first: every file that it names was written before it.
        copy(database, copied)
        files = sorted((folder / FILES).glob("??/??/*.*"))
        entries = {path.relative_to(folder).as_posix(): path for path in files}
        if (folder / ERASED).exists():
            entries[ERASED] = folder / ERASED
        count = pack(draft, {DATABASE: copied, **entries}, ring)
        draft.replace(file)
        sync_folder(file.parent)
    finally:
        draft.unlink(missing_ok=True)
        copied.unlink(missing_ok=True)
    return count


async def restore(settings: Settings, file: Path) -> tuple[int, int]:
    """Bring back what *file* holds, to a place that is empty.

    How many entries it had, and how many people were erased again, who had been since
    it was made. Everything is unpacked, compared and erased beside its place first.
    The database moves last, so that a restore that was cut short leaves none, and can
    be repeated.
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
        count = await asyncio.to_thread(unpack, file, workshop, ring)
        erased = Tombstones(settings.data_dir / ERASED)
        Tombstones(workshop / ERASED).take(settings.data_dir / ERASED)
        gone = await _erase_again(workshop, ring)
        erased.take(workshop / ERASED)
        await asyncio.to_thread(_move, workshop, settings.data_dir, database)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return count, gone


async def _erase_again(workshop: Path, ring: KeyRing) -> int:
    """Erase in what was unpacked whoever was erased since; how many that were."""
    url = f"sqlite:///{workshop / DATABASE}"
    database = Database(url, ring)
    try:
        known = Tombstones(workshop / ERASED).all()
        if not known or not await database.read(partial(risen, erased=known)):
            return 0
        await migrate_within(url)
        return await Erasure(database, FileStore(workshop / FILES, ring)).again()
    finally:
        await database.close()


def _move(workshop: Path, folder: Path, database: Path) -> None:
    for path in sorted((workshop / FILES).glob("??/??/*.*")):
        place = folder / path.relative_to(workshop)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(place)
        sync_folder(place.parent)
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A leftover of another database would be read into this one.
    for leftover in database.parent.glob(f"{database.name}-*"):
        leftover.unlink()
    shutil.move(workshop / DATABASE, database)
    sync_folder(database.parent)


def _has_keys(settings: Settings) -> bool:
    return (settings.data_dir / "keys").exists()


def _database(settings: Settings) -> Path:
    """Where the embedded database is; raises `NotEmbedded`."""
    try:
        return file_of(settings.url)
    except NoFile:
        raise NotEmbedded from None
