"""An archive brings everything back, and nothing else ever gets out of one."""

import asyncio
import hashlib
import io
import sqlite3
import stat
import tarfile
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from bot import words
from bot.operations.archive import DATABASE, ERASED, MANIFEST, SEAL, BadArchive, unpack
from bot.operations.backup import KeysFirst, Occupied, restore
from bot.operations.sample import load
from bot.settings import Settings
from conversations.cases.records import Document
from storage.cases import documents
from storage.core.database import Database
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.core.migrate import migrate_within
from storage.core.seal import KeyRing, load_or_make
from storage.privacy.key_rotation import OtherKeys, check_keys
from storage.privacy.tombstones import Tombstones
from storage.tables import cases
from tests.bot.operations.operator import Operator
from tests.storage.builders import somebody
from tests.transactions import reading, writing

OTHER = KeyRing.generate("k9")


class House:
    """An installation of its own in *folder*, with a key, tables and a sample world."""

    def __init__(self, folder):
        self.folder = folder
        self.var = folder / "var"
        self.operator = Operator(folder)

    async def build(self):
        ring = load_or_make(self.var / "keys")
        url = f"sqlite:///{self.var / DATABASE}"
        await migrate_within(url)
        self.files = FileStore(self.var / "files", ring)
        self.database = Database(url, ring)
        await load(self.database, self.files)
        return self

    async def backup(self):
        """The archive of it, made by the real command."""
        ended = await self.operator.run("backup", "house.tar")
        assert ended.code == 0, ended.said
        return self.folder / "house.tar"

    def elsewhere(self, folder, keys=None):
        """A new place with the same keys, or with other ones."""
        (folder / "var").mkdir(mode=0o700, parents=True)
        file = folder / "var" / "keys"
        file.write_text(keys or (self.var / "keys").read_text())
        file.chmod(0o600)
        return Operator(folder)


@pytest.fixture(scope="module")
async def house(tmp_path_factory):
    built = await House(tmp_path_factory.mktemp("house")).build()
    yield built
    await built.database.close()


@pytest.fixture(scope="module")
async def archive(house):
    return await house.backup()


def place(monkeypatch, tmp_path, **settings):
    """The settings of an installation in *tmp_path*."""
    monkeypatch.chdir(tmp_path)
    return Settings(**settings)


async def test_a_backup_made_while_people_write_is_restored_whole(house, tmp_path):
    """Each document that the archive's database names has its file in the archive."""
    stop = asyncio.Event()
    written: list[Any] = []

    async def write():
        async with writing(house.database) as tx:
            person = (await somebody(tx, 77)).person_id
        while not stop.is_set():
            data = b"Batik Contoh " * len(written)
            stored = await house.files.put(new_id(), data, "jpg")
            id_ = new_id()
            async with writing(house.database) as tx:
                made = Document(id_, person, "photo", stored.name, sha256=stored.sha256)
                await documents.add(tx, made)
            written.append(id_)

    writer = asyncio.create_task(write())
    archive = await house.backup()
    stop.set()
    await writer
    assert written
    operator = house.elsewhere(tmp_path)
    back = await operator.run("restore", str(archive))
    assert back.code == 0, back.said
    well = await operator.run("doctor")
    assert well.code == 0, well.said
    ring = load_or_make(tmp_path / "var" / "keys")
    files = FileStore(tmp_path / "var" / "files", ring)
    database = Database(f"sqlite:///{tmp_path / 'var' / DATABASE}", ring)
    async with reading(database) as tx:
        await check_keys(tx)
        kept = await documents.by_ids(tx, written)
    await database.close()
    # One moment: all that was written before it, and nothing after.
    assert kept.keys() == set(written[: len(kept)])
    for one in kept.values():
        assert hashlib.sha256(await files.read(one.name)).hexdigest() == one.sha256


def test_an_archive_is_its_owners_alone_and_holds_no_key(house, archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with tarfile.open(archive) as opened:
        names = opened.getnames()
    assert (names[0], names[-2:]) == (DATABASE, [MANIFEST, SEAL])
    assert len([name for name in names if name.startswith("files/")]) > 3
    key = (house.var / "keys").read_text().partition(":")[2].strip()
    assert key.encode() not in archive.read_bytes()


def test_a_backup_leaves_nothing_but_the_archive_behind(house, archive):
    assert [path.name for path in house.folder.glob("*house*")] == [archive.name]
    assert list(house.folder.glob(".house*")) == []


async def test_over_a_database_that_is_there_nothing_is_restored(house, archive):
    before = (house.var / DATABASE).read_bytes()
    for ended in await house.operator.in_both("restore", str(archive)):
        assert (ended.code, ended.out) == (2, "")
        assert "PANDU_DATA_DIR" in ended.err
    assert (house.var / DATABASE).read_bytes() == before


async def test_with_other_keys_nothing_is_restored(house, archive, tmp_path):
    operator = house.elsewhere(tmp_path, OTHER)
    for ended in await operator.in_both("restore", str(archive)):
        assert (ended.code, ended.out) == (2, "")
        assert "PANDU_KEYS" in ended.err
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == ["keys"]


async def test_without_keys_nothing_is_restored_and_no_key_is_made(
    archive, tmp_path, monkeypatch
):
    settings = place(monkeypatch, tmp_path)
    with pytest.raises(KeysFirst):
        await restore(settings, archive)
    assert not (tmp_path / "var").exists()


async def test_a_key_added_in_front_still_opens_an_older_archive(
    house, archive, tmp_path, monkeypatch
):
    keys = f"{OTHER},{(house.var / 'keys').read_text().strip()}"
    settings = place(monkeypatch, tmp_path, PANDU_KEYS=keys)
    assert (await restore(settings, archive))[0] > 3
    with sqlite3.connect(tmp_path / "var" / DATABASE) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.close()
    with pytest.raises(Occupied):
        await restore(settings, archive)


async def test_who_was_erased_since_the_archive_was_made_does_not_come_back(
    house, archive, tmp_path, monkeypatch
):
    keys = (house.var / "keys").read_text().strip()
    settings = place(monkeypatch, tmp_path, PANDU_KEYS=keys)
    async with reading(house.database) as tx:
        (owner,) = (await tx.conn.execute(sa.select(cases.c.person_id).limit(1))).one()
        before = (await tx.conn.execute(sa.select(cases.c.person_id))).scalars().all()
    Tombstones(tmp_path / "var" / ERASED).add(owner, datetime.now(UTC))
    assert (await restore(settings, archive))[1] == 1
    with sqlite3.connect(tmp_path / "var" / DATABASE) as opened:
        left = {each for (each,) in opened.execute("SELECT person_id FROM cases")}
    opened.close()
    assert left == set(before) - {owner}


async def test_a_folder_has_an_archive_a_day_and_none_older_than_promised(house):
    folder = house.folder / "archives"
    folder.mkdir()
    for name in ("pandu-2020-01-01.tar", "pandu.tar"):
        (folder / name).touch()
    assert (await house.operator.run("backup", "archives")).code == 0
    today = datetime.now(UTC).date()
    found = sorted(each.name for each in folder.iterdir())
    assert found == [f"pandu-{today}.tar", "pandu.tar"]


def changed(archive, target, change):
    """A copy of *archive* in which *change* has its way with the entries."""
    with tarfile.open(archive) as source:
        entries = [(e.name, source.extractfile(e).read()) for e in source]
    with tarfile.open(target, "w") as made:
        for name, content, *kind in change(entries):
            entry = tarfile.TarInfo(name)
            entry.size = 0 if kind else len(content)
            if kind:
                entry.type, entry.linkname = kind[0], content
            made.addfile(entry, None if kind else io.BytesIO(content))
    return target


def swapped(number, name=None, content=None):
    """Changes one entry's name or content."""

    def change(entries):
        was, old = entries[number]
        entries[number] = (name or was, old if content is None else content)
        return entries

    return change


CHANGES = {
    "a byte of the database": lambda entries: [
        (entries[0][0], entries[0][1][:-1] + b"\x01"),
        *entries[1:],
    ],
    "a byte of a file": swapped(1, content=b"x"),
    "a file is missing": lambda entries: entries[:1] + entries[2:],
    "a file too many": lambda e: [*e[:1], ("files/aa/bb/x.jpg", b"x"), *e[1:]],
    "a file twice": lambda e: [*e[:2], *e[1:]],
    "two files change places": lambda e: [
        e[0], (e[1][0], e[2][1]), (e[2][0], e[1][1]), *e[3:]
    ],
    "no manifest": lambda e: [one for one in e if one[0] != MANIFEST],
    "no seal": lambda e: e[:-1],
    "another manifest": swapped(-2, content=b'{"sha256":{},"format":1}'),
    "up and out": swapped(1, name="../../evil.jpg"),
    "an absolute name": swapped(1, name="/var/evil.jpg"),
    "out by a name of ours": swapped(1, name="files/aa/../../../evil.jpg"),
    "the keys": swapped(1, name="keys"),
    "a link": lambda e: [*e[:1], ("files/aa/bb/x.jpg", "/etc/passwd", tarfile.SYMTYPE), *e[1:]],
    "a hard link": lambda e: [*e[:1], ("files/aa/bb/x.jpg", "keys", tarfile.LNKTYPE), *e[1:]],
    "a folder": lambda e: [*e[:1], ("files/aa", "", tarfile.DIRTYPE), *e[1:]],
    "nothing at all": lambda _: [],
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
async def test_an_archive_that_was_changed_is_refused_and_leaves_nothing(
    house, archive, tmp_path, monkeypatch, change
):
    bad = changed(archive, tmp_path / "bad.tar", change)
    keys = (house.var / "keys").read_text().strip()
    settings = place(monkeypatch, tmp_path, PANDU_KEYS=keys)
    with pytest.raises(BadArchive):
        await restore(settings, bad)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [bad]


@pytest.mark.parametrize("content", [b"", b"no archive", b"\0" * 10240])
def test_what_is_no_archive_is_refused(tmp_path, content):
    file = tmp_path / "bad.tar"
    file.write_bytes(content)
    with pytest.raises(BadArchive):
        unpack(file, tmp_path / "out", KeyRing.parse(OTHER))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_an_archive_that_was_cut_short_is_refused(house, archive, tmp_path, share):
    content, file = archive.read_bytes(), tmp_path / "cut.tar"
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BadArchive):
        unpack(file, tmp_path / "out", load_or_make(house.var / "keys"))


def test_the_ring_of_another_house_is_told_from_a_change(archive, tmp_path):
    with pytest.raises(OtherKeys):
        unpack(archive, tmp_path / "out", KeyRing.parse(OTHER))


async def test_what_cannot_be_backed_up_says_what_to_do(tmp_path):
    operator = Operator(tmp_path)
    for ended in await operator.in_both("backup", "house.tar"):
        assert (ended.code, ended.out) == (2, "")
        assert "PANDU_DATA_DIR" in ended.err
    assert not (tmp_path / "var").exists()
    shared = operator.but(
        DATABASE_URL="postgresql://pandu:secret@127.0.0.1:1/pandu", PANDU_KEYS=OTHER
    )
    for ended in await shared.in_both("backup", "house.tar"):
        assert (ended.code, ended.out) == (2, "")
        assert "pg_dump" in ended.err
        assert "var/files" in ended.err


async def test_an_archive_that_is_not_there_is_refused_in_a_sentence(house, tmp_path):
    ended = await house.elsewhere(tmp_path).run("restore", "nowhere.tar")
    assert (ended.code, ended.out) == (2, "")
    assert "nowhere.tar" in ended.err
    key = "cli.refuse.bad_archive"
    assert ended.err.startswith(words.words_of("id", key).partition("{")[0])
