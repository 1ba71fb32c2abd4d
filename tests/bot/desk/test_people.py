"""Joining the desk, what is kept about people, and the numbers of the office."""

from dataclasses import replace
from datetime import timedelta

from bot.pictures.registry import KINDS
from conversations.cases.records import Document
from storage.cases import businesses, cases, documents
from storage.core.ids import new_id
from storage.messages.inbox import bury
from storage.people import officers, people
from tests.bot.phones import OFFICE
from tests.transactions import reading, writing


async def invite(town, valid=timedelta(days=1)):
    async with writing(town.database) as tx:
        return await officers.invite(tx, OFFICE, "officer", valid)


async def test_a_code_works_once(town):
    code = await invite(town)
    assert (await town.say("petugas", f"/petugas {code}")).told("desk.welcome")
    assert (await town.say("rekan", f"/petugas {code}")).told("desk.invite.used")
    assert (await town.say("petugas", f"/petugas {code}")).told("desk.already_officer")


async def test_an_expired_an_unknown_and_one_code_too_many(town):
    code = await invite(town, timedelta(seconds=-1))
    assert (await town.say("petugas", f"/petugas {code}")).told("desk.invite.expired")
    assert (await town.say("petugas", "/petugas AAAAA-BBBBB")).told(
        "desk.invite.unknown"
    )
    for _ in range(4):
        await town.say("petugas", "/petugas AAAAA-CCCCC")
    fresh = await invite(town)
    assert (await town.say("petugas", f"/petugas {fresh}")).told("desk.invite.too_many")


async def test_a_helper_who_files_for_two_has_two_businesses(town):
    await town.apply(number=1)
    await town.press("owner", "apply")
    await town.say("owner", "Ajukan yang lain", "ubah", "Nama usaha", "Batik Contoh 2")
    await town.fill("owner", "apply")
    person = await town.person("owner")
    async with reading(town.database) as tx:
        names = [each.name for each in await businesses.of_person(tx, person)]
        codes = [each.business_name for each in await cases.of_person(tx, person)]
        assert await people.phone(tx, person) == "+6281200000001"
    assert names == codes == ["Batik Contoh 2", "Batik Contoh 1"]


async def test_what_pandu_drew_is_not_counted_as_theirs(town):
    await town.apply()
    drawn = Document(new_id(), await town.person("owner"), "photo", "x.png")
    async with writing(town.database) as tx:
        for kind in KINDS:
            await documents.add(tx, replace(drawn, id=new_id(), purpose=kind))
    await town.say("owner", "privasi", "Lihat data saya")
    assert "Foto dan berkas: 1\n" in town.phone("owner").last.text


async def test_what_is_kept_is_shown_to_whom_it_is_about(town):
    await town.apply()
    await town.say("owner", "privasi", "Lihat data saya")
    shown = town.phone("owner").last.text
    for known in (
        "Contoh A",
        "+6281200000001",
        "Batik Contoh 1",
        "Kramatwatu",
        "SRG-0001",
    ):
        assert known in shown


async def test_the_report_counts_by_state_road_and_place(town):
    petugas = await town.hire("petugas")
    await town.apply("one", 1)
    await town.apply("two", 2)
    await town.press("petugas", "take:1")
    await town.say("petugas", "laporan")
    assert "Didampingi sekarang: 2" in petugas.last.text
    await town.press("petugas", "report:places/0")
    assert "Kramatwatu: 2 didampingi, 2 baru bulan ini" in petugas.last.text
    await town.press("petugas", "report:roads/0")
    assert "2 didampingi" in petugas.last.text


async def test_an_empty_queue_and_no_dead_letters_are_said_plainly(town):
    petugas = await town.hire("petugas")
    await town.say("petugas", "antrean")
    assert petugas.told("desk.queue_empty")
    await town.press("petugas", "dead:0")
    assert petugas.told("desk.dead_none")


async def test_a_dead_letter_is_listed_with_its_reason(town):
    petugas = await town.hire("petugas")
    async with writing(town.database) as tx:
        await bury(tx, 1, "KeyError")
    await town.press("petugas", "dead:0", deliver=False)
    await town.carry()
    assert "KeyError" in petugas.last.text


async def test_how_to_be_called_is_offered_with_the_receipt(town):
    owner = await town.apply()
    assert "SRG-0001" in owner.last.text
    assert len(owner.last.buttons) == 2
    assert "panggil saya Ibu" in owner.last.text
    await town.say("owner", "panggil saya Ibu")
    assert "Bu Contoh A" in owner.last.text


async def test_who_chose_or_was_asked_before_is_not_asked(town):
    chose, asked = await town.person("chose"), await town.person("asked")
    async with writing(town.database) as tx:
        await people.remember(tx, chose, address_form="kang")
        before = await businesses.add(tx, asked, OFFICE, name="Batik Lain Contoh")
        await cases.open_case(tx, OFFICE, asked, before, "bina_umk")
    for number, name in enumerate(("chose", "asked"), start=1):
        phone = await town.apply(name, number=number)
        assert "SRG-000" in phone.last.text
        assert "panggil saya" not in phone.last.text
