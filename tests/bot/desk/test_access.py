"""Every press is authorised again: by role, by office, by who holds the case."""

import sqlalchemy as sa

from storage.cases import cases
from storage.people import officers
from storage.tables import offices
from tests.transactions import reading, writing

OTHER = {"id": "lain", "name": "Dinas Lain", "short_name": "Lain", "prefix": "LAN"}


async def the_case(town, code="SRG-0001"):
    async with reading(town.database) as tx:
        return await cases.by_code(tx, code)


async def officer(town, name):
    person = await town.person(name)
    async with reading(town.database) as tx:
        return await officers.by_person(tx, person)


async def change(town, name, **values):
    one = await officer(town, name)
    async with writing(town.database) as tx:
        await officers.change(tx, one.id, **values)


async def test_a_stranger_who_presses_an_officers_button_changes_nothing(town):
    await town.hire("petugas")
    await town.apply()
    for press in ("take:SRG-0001", "accept:SRG-0001", "open:SRG-0001", "halt:x"):
        stranger = await town.press("stranger", press)
        assert "Batik Contoh 1" not in stranger.news()
    assert (await the_case(town)).state == "submitted"


async def test_an_officer_who_left_can_press_old_cards_in_vain(town):
    await town.hire("petugas")
    await town.apply()
    await change(town, "petugas", active=False)
    await town.press("petugas", "take:SRG-0001")
    assert (await the_case(town)).state == "submitted"


async def test_an_auditor_sees_a_case_and_cannot_take_it(town):
    await town.hire("petugas", "auditor")
    await town.apply()
    await town.press("petugas", "open:SRG-0001")
    assert "Batik Contoh 1" in town.phone("petugas").news()
    await town.press("petugas", "take:SRG-0001")
    assert town.phone("petugas").told("desk.not_allowed")
    assert (await the_case(town)).state == "submitted"


async def test_only_the_holder_or_a_coordinator_accepts(town):
    await town.hire("petugas")
    await town.hire("rekan")
    await town.hire("citra", "coordinator")
    await town.apply()
    await town.act("petugas", "take")
    rekan = await town.press("rekan", "accept:SRG-0001")
    assert rekan.told("desk.not_holder")
    assert "Petugas 1" in rekan.last.text
    await town.press("citra", "accept:SRG-0001")
    assert (await the_case(town)).state == "accepted"
    assert (await the_case(town)).holder_name == "Petugas 1"


async def test_an_unknown_number_and_a_number_typed_loosely(town):
    petugas = await town.hire("petugas")
    await town.apply()
    await town.say("petugas", "kasus 99")
    assert petugas.told("desk.unknown_case")
    assert "SRG-0099" in petugas.last.text
    for typed in ("1", "srg 1", "SRG-0001", "srg0001", "#1"):
        petugas.news()
        await town.say("petugas", f"kasus {typed}")
        assert "Batik Contoh 1" in petugas.news()


async def test_a_case_of_another_office_is_not_shown(town):
    async with writing(town.database) as tx:
        await tx.conn.execute(sa.insert(offices).values(**OTHER))
    petugas = await town.hire("petugas")
    await town.apply()
    async with writing(town.database) as tx:
        moved = await cases.by_code(tx, "SRG-0001")
        one = sa.text("UPDATE cases SET office_id = 'lain' WHERE id = :id")
        await tx.conn.execute(one, {"id": moved.id})
    petugas.news()
    await town.press("petugas", "take:SRG-0001")
    assert petugas.told("desk.other_office")
    assert "Batik Contoh" not in petugas.news()
    assert (await the_case(town)).holder_id is None


async def test_an_act_that_is_no_longer_possible_is_said_to_be_so(town):
    await town.hire("petugas")
    await town.apply()
    await town.act("petugas", "take")
    await town.press("petugas", "accept:SRG-0001")
    petugas = await town.press("petugas", "accept:SRG-0001")
    assert petugas.told("desk.not_possible")
    await town.press("petugas", "back:SRG-0001")
    assert (await the_case(town)).state == "accepted"
    assert petugas.told("desk.not_possible")


async def test_pressing_take_again_says_that_it_is_ones_own(town):
    await town.hire("petugas")
    await town.apply()
    await town.press("petugas", "take:SRG-0001")
    petugas = await town.press("petugas", "take:SRG-0001")
    assert petugas.told("desk.already_yours")
