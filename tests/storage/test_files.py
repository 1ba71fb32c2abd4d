import hashlib
import os
import random

import pytest

from storage.core.files import (
    FRAME,
    BadName,
    Damaged,
    FileStore,
    Missing,
    Stored,
    Unwritable,
)
from storage.core.seal import KeyRing

K1, K2 = KeyRing.generate("k1"), KeyRing.generate("k2")
SEED = int(os.environ.get("PANDU_SEED", "7"))
SEALED_FRAME = FRAME + 16


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "files", KeyRing.parse(K1))


def some_bytes(size):
    print(f"PANDU_SEED={SEED}")
    return random.Random(SEED).randbytes(size)


def on_disk(tmp_path):
    """The sealed files, by name; drafts as well, should any be left."""
    found = (tmp_path / "files").rglob("*")
    return {path.name: path for path in found if path.is_file()}


@pytest.mark.parametrize(
    "size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 5]
)
async def test_a_file_comes_back_whole(store, size):
    data = some_bytes(size)
    stored = await store.put("doc-1", data, "jpg")
    assert stored == Stored("doc-1.jpg", size, hashlib.sha256(data).hexdigest())
    assert await store.read("doc-1.jpg") == data
    assert b"".join([frame async for frame in store.chunks("doc-1.jpg")]) == data


async def test_chunks_of_any_size_make_the_same_file(store):
    data = some_bytes(3 * FRAME)
    chunks = [data[:1], b"", data[1 : FRAME + 9], data[FRAME + 9 :]]
    stored = await store.put("doc-1", iter(chunks), "pdf")
    assert stored.size == len(data)
    assert await store.read("doc-1.pdf") == data


@pytest.mark.parametrize(
    "size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 5]
)
@pytest.mark.parametrize("step", [1000, FRAME, 5 * FRAME])
async def test_what_streams_by_is_the_same_file(store, size, step):
    data = some_bytes(size)

    async def chunks():
        for start in range(0, size, step):
            yield data[start : start + step]

    stored = await store.put_stream("doc-1", chunks(), "jpg")
    assert stored == Stored("doc-1.jpg", size, hashlib.sha256(data).hexdigest())
    assert await store.read("doc-1.jpg") == data
    assert store.holds("doc-1.jpg")
    assert (await store.sizes("doc")).keys() == {"doc-1.jpg"}


async def test_a_stream_that_breaks_off_leaves_what_was_there(store, tmp_path):
    async def breaking():
        yield bytes(2 * FRAME)
        raise ConnectionResetError

    await store.put("doc-1", b"before", "jpg")
    with pytest.raises(ConnectionResetError):
        await store.put_stream("doc-1", breaking(), "jpg")
    assert await store.read("doc-1.jpg") == b"before"
    assert on_disk(tmp_path).keys() == {"doc-1.jpg"}


def test_there_is_room_on_a_disk_or_less(store):
    assert 0 < store.room() < 1


async def test_nothing_of_a_file_can_be_read_on_the_disk(store, tmp_path):
    await store.put("doc-1", b"Batik Contoh " * 9000, "pdf")
    raw = on_disk(tmp_path)["doc-1.pdf"].read_bytes()
    assert b"Batik" not in raw


async def test_files_and_folders_are_their_owners_alone(store, tmp_path):
    await store.put("doc-1", b"photo", "jpg")
    path = on_disk(tmp_path)["doc-1.jpg"]
    assert path.stat().st_mode & 0o777 == 0o600
    while path != tmp_path:
        path = path.parent
        if path != tmp_path:
            assert path.stat().st_mode & 0o777 == 0o700


async def test_a_cut_at_any_place_is_found(store, tmp_path):
    await store.put("doc-1", some_bytes(3 * FRAME), "jpg")
    path = on_disk(tmp_path)["doc-1.jpg"]
    whole = path.read_bytes()
    head = len(whole) - 3 * SEALED_FRAME
    at_frames = [head + SEALED_FRAME * number for number in range(3)]
    for length in [0, 1, head - 1, *at_frames, head + 9, len(whole) - 1]:
        path.write_bytes(whole[:length])
        with pytest.raises(Damaged):
            await store.read("doc-1.jpg")


async def test_frames_swapped_dropped_doubled_or_added_are_found(store, tmp_path):
    await store.put("doc-1", some_bytes(3 * FRAME), "jpg")
    path = on_disk(tmp_path)["doc-1.jpg"]
    whole = path.read_bytes()
    start = len(whole) - 3 * SEALED_FRAME
    head, first, second, last = (
        whole[:start],
        whole[start : start + SEALED_FRAME],
        whole[start + SEALED_FRAME : -SEALED_FRAME],
        whole[-SEALED_FRAME:],
    )
    for frames in [
        (second, first, last),
        (first, last),
        (second, last),
        (first, first, second, last),
        (first, second, last, last),
        (first, second, last, b"PK\3\4"),
        (last,),
    ]:
        path.write_bytes(head + b"".join(frames))
        with pytest.raises(Damaged):
            await store.read("doc-1.jpg")


async def test_a_changed_byte_is_found(store, tmp_path):
    await store.put("doc-1", some_bytes(FRAME + 100), "jpg")
    path = on_disk(tmp_path)["doc-1.jpg"]
    whole = path.read_bytes()
    chance = random.Random(SEED)
    for place in [0, 1, 2, 40, *chance.sample(range(len(whole)), 40)]:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        with pytest.raises(Damaged):
            await store.read("doc-1.jpg")


async def test_one_file_cannot_pass_for_another(store, tmp_path):
    await store.put("doc-1", b"mine", "jpg")
    await store.put("doc-2", b"yours", "jpg")
    paths = on_disk(tmp_path)
    paths["doc-1.jpg"].write_bytes(paths["doc-2.jpg"].read_bytes())
    with pytest.raises(Damaged):
        await store.read("doc-1.jpg")


async def test_a_put_that_fails_half_way_leaves_the_old_file_and_no_draft(
    store, tmp_path
):
    await store.put("doc-1", b"old", "jpg")

    def torn():
        yield bytes(3 * FRAME)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await store.put("doc-1", torn(), "jpg")
    assert await store.read("doc-1.jpg") == b"old"
    assert set(on_disk(tmp_path)) == {"doc-1.jpg"}


async def test_a_put_again_replaces(store):
    await store.put("doc-1", b"old", "jpg")
    await store.put("doc-1", b"new", "jpg")
    assert await store.read("doc-1.jpg") == b"new"
    assert await store.names() == ["doc-1.jpg"]


async def test_a_deleted_file_is_gone_and_may_be_deleted_again(store):
    await store.put("doc-1", b"photo", "jpg")
    await store.delete("doc-1.jpg")
    await store.delete("doc-1.jpg")
    with pytest.raises(Missing):
        await store.read("doc-1.jpg")
    assert await store.names() == []


@pytest.mark.parametrize(
    ("file_id", "suffix"),
    [
        ("../doc", "jpg"),
        ("..", "jpg"),
        ("a/b", "jpg"),
        ("/etc/passwd", "jpg"),
        ("doc\0", "jpg"),
        ("doc\r\n", "jpg"),
        ("", "jpg"),
        ("d" * 65, "jpg"),
        ("doc", ""),
        ("doc", "jpg\n"),
        ("doc", "../x"),
        ("doc", "tar.gz"),
        ("dôc", "jpg"),
    ],
)
async def test_a_name_that_could_lead_elsewhere_is_refused(
    store, tmp_path, file_id, suffix
):
    for act in (
        lambda: store.put(file_id, b"photo", suffix),
        lambda: store.read(f"{file_id}.{suffix}"),
        lambda: store.delete(f"{file_id}.{suffix}"),
    ):
        with pytest.raises(BadName):
            await act()
    assert on_disk(tmp_path) == {}


async def test_after_a_rewrap_the_old_key_can_go(tmp_path):
    data = some_bytes(2 * FRAME + 1)
    root = tmp_path / "files"
    await FileStore(root, KeyRing.parse(K1)).put("doc-1", data, "jpg")
    rotated = FileStore(root, KeyRing.parse(f"{K2},{K1}"))
    assert await rotated.read("doc-1.jpg") == data
    await rotated.rewrap("doc-1.jpg")
    assert await FileStore(root, KeyRing.parse(K2)).read("doc-1.jpg") == data
    with pytest.raises(Damaged):
        await FileStore(root, KeyRing.parse(K1)).read("doc-1.jpg")


def test_a_root_that_cannot_be_written_is_refused_by_name(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Unwritable, match="file"):
        FileStore(tmp_path / "file", KeyRing.parse(K1))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_root_without_permission_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(Unwritable, match="Permission denied"):
        FileStore(tmp_path / "files", KeyRing.parse(K1))


def test_the_check_leaves_nothing_behind(store, tmp_path):
    assert on_disk(tmp_path) == {}
