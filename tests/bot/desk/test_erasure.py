"""What is erased is gone, in whosever row it stood; and an old copy brings nobody back.

Each question of a journey is answered with a word of its own. After the erasure no
sealed value, no plain one, no file and no page of the database has any of them.
"""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels import spec
from bot.channels.spec import spec_of
from bot.jobs import Erasure
from storage.core.database import Database
from storage.core.files import FileStore
from storage.messages import inbox
from storage.ops import sqlite_backup
from storage.privacy.key_rotation import NAMED_BY
from storage.privacy.marks import opened
from storage.privacy.privacy_map import SEALED
from storage.tables import metadata
from tests.bot.house import House
from tests.bot.phones import PROFILE
from tests.transactions import reading, writing

GIVEN = {
    "Nama pemilik": "Contoh Kenari",
    "Nama usaha": "Batik Merpati Contoh",
    "Nomor HP/WA": "0812 9876 5432",
}
SAID = (
    "Apakah label kain jalak harus berbahasa Indonesia?",
    "Ya, label jalak itu wajib, contohnya beo.",
    "Baik, yang poksay saya ganti Kamis.",
    "Merpati saya cari",
)
CANARIES = (
    *("kenari", "merpati", "98765432", "9876 5432"),
    *("jalak", "beo", "poksay", "gelatik"),
)

EMBEDDED = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""Where nothing depends on which database it is."""


@pytest.fixture
async def house(database_url, ring, tmp_path):
    made = House(database_url, ring, tmp_path / "files")
    await made.town.open()
    yield made
    await made.database.close()


async def a_journey(house: House) -> str:
    """An owner applies, asks, is answered and sent back; the id of that owner."""
    town = house.town
    for name in ("petugas", "rekan"):
        await town.hire(name)
    await town.press("owner", "apply:sppt_sni")
    await town.fill("owner", "apply", GIVEN)
    await town.say("owner", "petugas", SAID[0])
    await town.act("petugas", "reply")
    await town.say("petugas", SAID[1])
    await town.act("petugas", "lasting")
    await town.say("petugas", "ya")
    await town.say("other", "halo", SAID[0])
    await town.say("owner", SAID[2])
    await town.act("petugas", "take")
    await town.act("petugas", "back")
    await town.say("petugas", "Nama usaha", "Tulis lengkap, tanpa gelatik")
    await town.say("owner", "Batik Merpati Contoh")
    await town.say("rekan", "antrean", "buka SRG-0001", "cari Batik Merpati Contoh")
    await town.press("rekan", "open:SRG-0001")
    await town.press("rekan", "reply:c:SRG-0001")
    async with writing(house.database) as tx:
        key = inbox.event_key(tx, "webchat", "web", "damaged")
        body = b'{"contact": "Contoh Kenari", "phone": "6281298765432"}'
        row = inbox.InboxRow(key, "webchat", "web", body=body, state="ignored")
        await inbox.take_in(tx, [row])
    person = await town.person("owner")
    await house.kept_file(person)
    return person


async def everything_in(database: Database) -> str:
    """All that is in the database, its seals open, as one text."""
    found = []
    async with reading(database) as tx:
        for table in metadata.sorted_tables:
            for row in (await tx.conn.execute(table.select())).mappings():
                named = row.get(NAMED_BY.get(table.name, "id"), "")
                for name, value in row.items():
                    if name in SEALED.get(table.name, ()):
                        plain = name.removesuffix("_sealed")
                        context = f"{table.name}:{plain}:{named}"
                        said = opened(tx, context, value)
                    else:
                        said = value
                    found.append(f"{table.name}.{name}: {said}")
    return "\n".join(found).lower()


def hits(text: str) -> list[str]:
    lines = text.splitlines()
    return [line for line in lines if any(each in line for each in CANARIES)]


async def a_copy(house: House, place: Path) -> Database:
    """The database as it is now, elsewhere."""
    place.parent.mkdir()
    sqlite_backup.copy(Path(house.database.url.database or ""), place)
    return Database(f"sqlite:///{place}", house.database.ring, clock=lambda: house.now)


async def erased(house: House) -> None:
    await house.town.say("owner", "privasi", "Hapus data saya", "ya", "Ya, hapus data")
    await house.later(timedelta(days=8))
    await house.later(timedelta(hours=2))


async def test_no_word_of_a_whole_journey_is_left_in_anybodys_row(house, caplog):
    caplog.set_level(logging.DEBUG)
    await a_journey(house)
    before = await everything_in(house.database)
    assert [each for each in CANARIES if each not in before] == []
    await erased(house)
    assert "\n\n".join(hits(await everything_in(house.database))) == ""
    assert await house.files.names() == []
    assert hits(caplog.text.lower()) == [], "not even a log for developers has one"


@EMBEDDED
async def test_what_officers_read_of_the_erased_is_changed_where_they_read_it(house):
    await a_journey(house)
    petugas = house.town.phone("petugas")
    assert any("Merpati" in seen.text for seen in petugas.screen)
    await erased(house)
    for seen in (*petugas.screen, *house.town.phone("rekan").screen):
        assert not [each for each in CANARIES if each in seen.text.lower()], seen.text
    assert any(
        seen.text == "Dihapus atas permintaan pemiliknya." for seen in petugas.screen
    )
    assert not any(seen.buttons for seen in petugas.screen if "Dihapus" in seen.text)


@EMBEDDED
async def test_who_has_messages_that_cannot_be_changed_is_told_to_delete_them(
    house, monkeypatch
):
    await a_journey(house)
    plain = replace(spec_of("webchat"), profile=replace(PROFILE, edits=False))
    monkeypatch.setitem(spec._BY_NAME, "webchat", plain)
    await erased(house)
    assert house.town.phone("petugas").told("desk.erased")
    assert house.town.phone("rekan").told("desk.erased")
    assert not house.town.phone("owner").told("desk.erased")
    assert "\n\n".join(hits(await everything_in(house.database))) == ""


@EMBEDDED
async def test_cards_and_words_about_another_owner_stay(house):
    await a_journey(house)
    await house.town.apply("other", 2)
    await erased(house)
    petugas = house.town.phone("petugas")
    assert any("SRG-0002 Batik Contoh 2" in seen.text for seen in petugas.screen)
    shown = await house.town.say("petugas", "antrean")
    assert "SRG-0002" in shown.last.text


@EMBEDDED
async def test_no_page_and_no_log_of_sqlite_keeps_what_was_sealed(house):
    await a_journey(house)
    sealed = set()
    async with reading(house.database) as tx:
        for name, columns in SEALED.items():
            for row in (
                await tx.conn.execute(metadata.tables[name].select())
            ).mappings():
                for column in columns:
                    context = f"{name}:{column.removesuffix('_sealed')}"
                    said = opened(
                        tx, f"{context}:{row[NAMED_BY.get(name, 'id')]}", row[column]
                    )
                    if hits(str(said).lower()):
                        sealed.add(row[column])
    assert len(sealed) > 50
    await erased(house)
    file = Path(house.database.url.database)
    kept = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    # Of a value that lies on several pages the beginning is enough to know it by.
    assert [one for one in sealed if one[:48] in kept] == []


@EMBEDDED
async def test_an_old_copy_brings_nobody_back(house, tmp_path):
    await a_journey(house)
    copy = tmp_path / "copy" / "pandu.db"
    await house.town.apply("other", 2)
    old = await a_copy(house, copy)
    await erased(house)
    files = FileStore(tmp_path / "copy" / "files", house.database.ring)
    (tmp_path / "copy" / "erased").write_bytes((tmp_path / "erased").read_bytes())
    assert hits(await everything_in(old))
    assert await Erasure(old, files).again() == 1
    assert "\n\n".join(hits(await everything_in(old))) == ""
    assert await Erasure(old, files).again() == 0
    assert "batik contoh 2" in await everything_in(old)
    await old.close()


@EMBEDDED
async def test_who_began_anew_after_the_erasure_is_not_erased_again(house):
    await house.town.apply()
    await house.town.say("owner", "privasi", "Hapus data saya", "ya", "Ya, hapus data")
    await house.later(timedelta(days=7, minutes=1))
    house.now += timedelta(minutes=1)
    await house.town.apply()
    await house.later(timedelta(hours=2))
    assert await Erasure(house.database, house.files).again() == 0
    assert "batik contoh 1" in await everything_in(house.database)
