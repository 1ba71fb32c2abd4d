"""`pandu facts` lists what the Dinas put right, and prints it as a patch."""

import tomllib

from bot.operations.facts import listed, patched
from bot.settings import Settings
from conversations.catalogue import catalogue
from storage.cases import overrides
from storage.core.database import Database
from storage.core.migrate import migrate_within
from storage.core.seal import KeyRing
from storage.people import offices
from tests.storage.builders import an_officer
from tests.transactions import writing


async def installation(tmp_path):
    keys = KeyRing.generate()
    url = f"sqlite:///{tmp_path}/facts.db"
    await migrate_within(url)
    database = Database(url, KeyRing.parse(keys))
    async with writing(database) as tx:
        await offices.ensure(tx, catalogue().office)
        by = (await an_officer(tx)).id
        for n, (entry, state) in enumerate(
            [("card:cost", "stands"), ("card:time", "proposed"), ("fee:nib", "ended")]
        ):
            about = (f"o{n}", "serang", by, entry, "Baru.", "", state)
            await overrides.add(tx, *about)
    await database.close()
    return Settings(DATABASE_URL=url, PANDU_KEYS=keys, PANDU_DATA_DIR=tmp_path)


async def test_what_stands_and_what_waits_is_listed_with_who_and_when(tmp_path):
    waits, stands = await listed(await installation(tmp_path))
    assert stands.startswith("card:cost: Baru. (Petugas Contoh, ")
    assert "berlaku" in stands
    assert waits.startswith("card:time: ")
    assert "menunggu koordinator" in waits


async def test_only_what_stands_is_a_patch(tmp_path):
    found = tomllib.loads(await patched(await installation(tmp_path)))
    assert list(found) == ["learn.toml"]
    assert [each["id"] for each in found["learn.toml"]["card"]] == ["cost"]
