"""Uploads of the web page: judged by their first bytes, bounded, and gone when judged."""

import shutil
from typing import NamedTuple

import pytest

from bot.media import quota
from bot.media.quarantine import Unchecked
from bot.media.quota import BYTES, DAY, FILES, Ledger
from bot.web.backend import NotTaken
from storage.core.files import FRAME, FileStore

PNG = b"\x89PNG\r\n\x1a\n"
PICTURE = PNG + bytes(FRAME)


class Disk(NamedTuple):
    total: int
    used: int
    free: int


async def streamed(data, size=1000):
    for start in range(0, len(data), size):
        yield data[start : start + size]


@pytest.fixture
def files(tmp_path, ring):
    return FileStore(tmp_path / "files", ring)


@pytest.fixture
def unchecked(files):
    return Unchecked(files, Ledger())


async def refused(unchecked, data, mime="image/jpeg", visitor="owner"):
    with pytest.raises(NotTaken) as caught:
        await unchecked.keep(visitor, streamed(data), mime)
    return caught.value.problem


def lying(tmp_path):
    """Everything on the disk, drafts as well."""
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [1, 63, 64, 65, 5000, FRAME, FRAME + 1])
async def test_an_upload_is_kept_as_it_came(unchecked, files, size):
    data = PNG + bytes(range(256)) * (300 if size > 65 else 10)
    name = await unchecked.keep("owner", streamed(data, size), "image/png")
    assert name.startswith("up-")
    assert await files.read(name) == data


@pytest.mark.parametrize(
    ("data", "mime", "problem"),
    [
        (b"", "image/jpeg", "empty"),
        (b"no picture at all" * 100, "image/jpeg", "not_a_photo"),
        (b"\0" * 10, "image/jpeg", "not_a_photo"),
        (b"PK\x03\x04" + bytes(100), "application/zip", "unsupported"),
        (b"MZ" + bytes(100), "", "unsupported"),
    ],
)
async def test_what_is_nothing_we_know_is_never_kept(
    unchecked, tmp_path, data, mime, problem
):
    assert await refused(unchecked, data, mime) == problem
    assert lying(tmp_path) == []


async def test_who_brought_enough_today_brings_no_more_until_tomorrow(files):
    now = [0.0]
    unchecked = Unchecked(files, Ledger(lambda: now[0]))
    for _ in range(FILES):
        await unchecked.keep("owner", streamed(PICTURE), "image/png")
    assert await refused(unchecked, PICTURE) == "quota"
    await unchecked.keep("another", streamed(PICTURE), "image/png")
    now[0] += DAY.total_seconds() + 1
    await unchecked.keep("owner", streamed(PICTURE), "image/png")


async def test_what_is_refused_counts_as_well(unchecked):
    for _ in range(FILES):
        assert await refused(unchecked, b"x" * 100) == "not_a_photo"
    assert await refused(unchecked, PICTURE) == "quota"


def test_large_files_are_enough_sooner():
    ledger = Ledger()
    ledger.note("owner", BYTES - 1)
    assert not quota.over(*ledger.spent("owner"))
    ledger.note("owner", 1)
    assert quota.over(*ledger.spent("owner"))


def test_a_ledger_remembers_the_latest_and_no_more_than_it_may():
    ledger = Ledger(keys=2)
    for key in ("first", "second", "first", "third"):
        ledger.note(key, 1)
    assert [ledger.spent(key)[0] for key in ("first", "second", "third")] == [2, 0, 1]


async def test_no_more_lies_unchecked_than_the_house_can_bear(files):
    unchecked = Unchecked(files, Ledger(), most=2 * len(PICTURE) + 100)
    first = await unchecked.keep("one", streamed(PICTURE), "image/png")
    await unchecked.keep("two", streamed(PICTURE), "image/png")
    assert await refused(unchecked, PICTURE, visitor="three") == "later"
    # The verdict is in, perhaps in another process.
    await files.delete(first)
    await unchecked.keep("three", streamed(PICTURE), "image/png")


async def test_what_an_earlier_process_left_counts(files):
    await Unchecked(files, Ledger()).keep("one", streamed(PICTURE), "image/png")
    again = Unchecked(files, Ledger(), most=len(PICTURE) + 100)
    assert await refused(again, PICTURE) == "later"


async def test_an_upload_that_breaks_off_leaves_nothing(files, tmp_path):
    async def breaking():
        yield PICTURE
        raise ConnectionResetError

    unchecked = Unchecked(files, Ledger(), most=len(PICTURE) + 100)
    for _ in range(3):
        with pytest.raises(ConnectionResetError):
            await unchecked.keep("owner", breaking(), "image/png")
    assert lying(tmp_path) == []
    await unchecked.keep("owner", streamed(PICTURE), "image/png")


async def test_a_disk_that_is_nearly_full_takes_none(unchecked, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(1000, 901, 99))
    assert await refused(unchecked, PICTURE) == "no_room"
    assert lying(tmp_path) == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(1000, 899, 101))
    await unchecked.keep("owner", streamed(PICTURE), "image/png")
