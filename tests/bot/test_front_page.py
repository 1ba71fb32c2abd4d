"""The front page says of the Dinas what the chat says of it."""

from typing import Any

from bot.pictures.registry import size_of
from bot.web_backend.house import Listeners, WebBackend
from conversations.cases.staff.records import Office
from conversations.catalogue import catalogue
from storage.cases import overrides
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.people import officers, offices
from tests.fakes.backend import FakeSettings
from tests.transactions import writing

CONTOH = Office(
    "contoh", "Dinas Contoh Dua", "Contoh", "CTH", "5103", "Kabupaten Contoh"
)


def backend(database, ring, folder):
    nobody: Any = None
    settings: Any = FakeSettings()
    files = FileStore(folder, ring)
    return WebBackend(
        settings, database, {}, nobody, files, Listeners(), {}, lambda: True
    )


async def test_what_the_dinas_put_right_stands_on_the_front_page_too(
    town, database, ring, tmp_path
):
    house = backend(database, ring, tmp_path)
    (told,) = await house.offices("id")
    assert "hours" not in told.details
    office = catalogue().office.id
    await town.hire("petugas", "coordinator")
    me = await town.person("petugas")
    async with writing(database) as tx:
        found = await officers.by_person(tx, me)
        officer = found.id if found else ""
        said = ("office:hours", "Senin-Kamis 08.00", "", "stands")
        await overrides.add(tx, new_id(), office, officer, *said)
        await offices.add(tx, CONTOH)
    ours, other = await backend(database, ring, tmp_path).offices("id")
    assert ours.details["hours"] == "Senin-Kamis 08.00"
    assert (other.name, other.details) == ("Dinas Contoh Dua", {})


async def test_a_road_halfway_is_drawn_for_who_does_not_know_pandu_yet(
    database, ring, tmp_path
):
    house = backend(database, ring, tmp_path)
    indonesian, english = await house.ladder("id"), await house.ladder("en")
    assert size_of(indonesian) == size_of(english) == (720, 997), "as the page says"
    assert max(len(indonesian), len(english)) < 25_000
