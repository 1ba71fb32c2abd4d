"""Where a person's data is open, and how every other place is shut."""

from datetime import timedelta

import pytest

from bot.jobs import Janitor
from conversations.cases.devices import IDLE, IDLE_DESK
from storage.messages import chat_history
from storage.people import addresses
from tests.bot.house import House
from tests.transactions import reading


@pytest.fixture
async def house(database_url, ring, tmp_path):
    made = House(database_url, ring, tmp_path / "files")
    await made.town.open()
    yield made
    await made.database.close()


async def history(house, name) -> str:
    """What the page of *name* shows."""
    async with reading(house.database) as tx:
        at = await addresses.find(tx, "webchat", "web", name)
        assert at
        return str(await chat_history.visible(tx, at.id))


async def test_whoever_has_the_lost_phone_is_a_stranger_and_reads_nothing(house):
    town = house.town
    await town.apply("owner")
    await house.link("owner", "hilang")
    await house.link("owner", "warung")
    assert "SRG-0001" in (await town.say("hilang", "status")).last.text
    shown = (await town.say("owner", "hp saya hilang")).last
    assert shown.text.count("chat web") == 3
    assert shown.text.count("chat ini") == 1
    assert (await town.press("owner", "end_devices")).told("devices.ended")
    for name in ("hilang", "warung"):
        assert "SRG-0001" not in await history(house, name)
        assert "SRG-0001" not in (await town.say(name, "status")).last.text
    assert await town.person("hilang") != await town.person("warung")
    assert "SRG-0001" in (await town.say("owner", "status")).last.text
    assert (await town.say("owner", "keluar dari semua perangkat")).told("devices.one")


async def test_what_was_on_its_way_to_the_lost_phone_comes_here(house):
    town = house.town
    await town.hire("petugas")
    await town.apply("owner")
    await house.link("owner", "hilang")
    house.now += timedelta(minutes=10)
    await town.say("hilang", "halo")
    lost, here = town.phone("hilang"), town.phone("owner")
    lost.news(), here.news()
    await town.press("petugas", "take:SRG-0001", deliver=False)
    while await town.worker.once():
        pass
    await town.press("owner", "end_devices")
    assert "SRG-0001" in here.news()
    assert lost.news() == ""


async def test_an_officer_shuts_the_desk_that_was_left_open(house):
    town = house.town
    await town.hire("petugas")
    await town.apply("owner")
    await house.link("petugas", "warnet")
    assert "SRG-0001" in (await town.say("warnet", "antrean")).last.text
    await town.press("petugas", "end_devices")
    assert "SRG-0001" not in (await town.say("warnet", "antrean")).last.text
    assert "SRG-0001" in (await town.say("petugas", "antrean")).last.text


async def test_pages_that_nobody_uses_are_shut_but_not_ones_only_way_in(house):
    town = house.town
    await town.hire("petugas")
    await town.apply("owner")
    await house.link("owner", "lama")
    await town.apply("other", 2)
    janitor = Janitor(house.database, house.files)
    house.now += IDLE_DESK - timedelta(hours=1)
    await janitor.round(house.now)
    assert "SRG-0001" in (await town.say("petugas", "antrean")).last.text
    house.now += IDLE_DESK + timedelta(hours=1)
    await janitor.round(house.now)
    assert "SRG-0001" not in (await town.say("petugas", "antrean")).last.text
    house.now += IDLE - IDLE_DESK
    await town.say("owner", "halo")
    await janitor.round(house.now)
    assert "SRG-0001" not in (await town.say("lama", "status")).last.text
    assert "SRG-0001" in (await town.say("owner", "status")).last.text
    assert "SRG-0002" in (await town.say("other", "status")).last.text


async def test_the_page_of_who_was_an_officer_shows_nothing_of_the_desk(house):
    town = house.town
    await town.hire("petugas")
    await town.hire("kepala", "coordinator")
    await town.apply("owner")
    await town.say("petugas", "antrean")
    assert "SRG-0001" in await history(house, "petugas")
    house.now += timedelta(minutes=1)
    await town.say("kepala", "daftar petugas")
    await town.act("kepala", "colleague")
    await town.act("kepala", "remove")
    await town.say("kepala", "ya")
    left = await history(house, "petugas")
    assert "sudah diakhiri" in left
    assert "SRG-0001" not in left
    assert "SRG-0001" in await history(house, "kepala")
