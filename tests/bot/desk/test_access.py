"""Every press is authorised again: by role, by office, by who holds the case."""

import sqlalchemy as sa

from storage import cases, officers
from storage.tables import offices

OTHER = {"id": "lain", "name": "Dinas Lain", "short_name": "Lain", "prefix": "LAN"}


async def the_case(town, code="SRG-0001"):
    async with town.database.read() as tx:
        return await cases.by_code(tx, code)


async def officer(town, name):
    person = await town.person(name)
    async with town.database.read() as tx:
        return await officers.by_person(tx, person)


async def change(town, name, **values):
    one = await officer(town, name)
    async with town.database.write() as tx:
        await officers.change(tx, one.id, **values)


async def test_a_stranger_who_presses_an_officers_button_changes_nothing(town):
    await town.hire("anna")
    await town.apply()
    for press in ("take:SRG-0001", "accept:SRG-0001", "open:SRG-0001", "halt:x"):
        stranger = await town.press("stranger", press)
        assert "Batik Contoh 1" not in stranger.news()
    assert (await the_case(town)).state == "submitted"


async def test_an_officer_who_left_can_press_old_cards_in_vain(town):
    await town.hire("anna")
    await town.apply()
    await change(town, "anna", active=False)
    await town.press("anna", "take:SRG-0001")
    assert (await the_case(town)).state == "submitted"


async def test_an_auditor_sees_a_case_and_cannot_take_it(town):
    await town.hire("anna", "auditor")
    await town.apply()
    await town.press("anna", "open:SRG-0001")
    assert "Batik Contoh 1" in town.phone("anna").news()
    await town.press("anna", "take:SRG-0001")
    assert town.phone("anna").told("desk.not_allowed")
    assert (await the_case(town)).state == "submitted"


async def test_only_the_holder_or_a_coordinator_accepts(town):
    await town.hire("anna")
    await town.hire("budi")
    await town.hire("citra", "coordinator")
    await town.apply()
    await town.act("anna", "take")
    budi = await town.press("budi", "accept:SRG-0001")
    assert budi.told("desk.not_holder")
    assert "Petugas 1" in budi.last.text
    await town.press("citra", "accept:SRG-0001")
    assert (await the_case(town)).state == "accepted"
    assert (await the_case(town)).holder_name == "Petugas 1"


async def test_an_unknown_number_and_a_number_typed_loosely(town):
    anna = await town.hire("anna")
    await town.apply()
    await town.say("anna", "kasus 99")
    assert anna.told("desk.unknown_case")
    assert "SRG-0099" in anna.last.text
    for typed in ("1", "srg 1", "SRG-0001", "srg0001", "#1"):
        anna.news()
        await town.say("anna", f"kasus {typed}")
        assert "Batik Contoh 1" in anna.news()


async def test_a_case_of_another_office_is_not_shown(town):
    async with town.database.write() as tx:
        await tx.conn.execute(sa.insert(offices).values(**OTHER))
    anna = await town.hire("anna")
    await town.apply()
    async with town.database.write() as tx:
        moved = await cases.by_code(tx, "SRG-0001")
        one = sa.text("UPDATE cases SET office_id = 'lain' WHERE id = :id")
        await tx.conn.execute(one, {"id": moved.id})
    anna.news()
    await town.press("anna", "take:SRG-0001")
    assert anna.told("desk.other_office")
    assert "Batik Contoh" not in anna.news()
    assert (await the_case(town)).holder_id is None


async def test_an_act_that_is_no_longer_possible_is_said_to_be_so(town):
    await town.hire("anna")
    await town.apply()
    await town.act("anna", "take")
    await town.press("anna", "accept:SRG-0001")
    anna = await town.press("anna", "accept:SRG-0001")
    assert anna.told("desk.not_possible")
    await town.press("anna", "back:SRG-0001")
    assert (await the_case(town)).state == "accepted"
    assert anna.told("desk.not_possible")


async def test_pressing_take_again_says_that_it_is_ones_own(town):
    await town.hire("anna")
    await town.apply()
    await town.press("anna", "take:SRG-0001")
    anna = await town.press("anna", "take:SRG-0001")
    assert anna.told("desk.already_yours")
