"""The keys that seal personal data: a new one, and letting it take over.

Changing keys takes three steps: put the new one in front of PANDU_KEYS and start every
process again; run `rotate`; drop the keys in the middle. The last, oldest, key stays:
people are found by it. A start without it is refused.
"""

from datetime import UTC, datetime

from bot.app import key_ring
from bot.settings import Settings
from storage.core.database import Database
from storage.core.files import FileStore, Missing
from storage.core.seal import KeyRing
from storage.privacy.key_rotation import check_keys, reseal


def fresh() -> str:
    """A key for the front of PANDU_KEYS, named after now so that names differ."""
    return KeyRing.generate(f"k{datetime.now(UTC):%Y%m%d%H%M%S}")


async def rotate(settings: Settings) -> int:
    """Let the newest key seal all; how much an older one still sealed.

    It can be killed and run again, beside processes that know the new key.
    """
    ring = key_ring(settings)
    files = FileStore(settings.data_dir / "files", ring)
    database = Database(settings.url, ring)
    try:
        await database.check()
        await database.read(check_keys)
        return await reseal(database) + await _rewrap(files)
    finally:
        await database.close()


async def _rewrap(files: FileStore) -> int:
    count = 0
    for name in await files.names():
        try:
            count += await files.rewrap(name)
        except Missing:  # it was erased in between
            continue
    return count
