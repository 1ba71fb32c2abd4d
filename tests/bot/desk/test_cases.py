"""An application on its way across the desk, as owner and officers see it."""

import asyncio

from bot.channels.base import decode_button
from conversations.engine.events import Pressed
from storage.cases import cases, documents
from tests import history
from tests.transactions import reading, writing

CODE = "SRG-0001"


async def the_case(town):
    async with reading(town.database) as tx:
        return await cases.by_code(tx, CODE)


async def acts(town):
    async with reading(town.database) as tx:
        found = await cases.by_code(tx, CODE)
        return await history.acts(tx, case_id=found.id)


async def test_an_application_gets_a_number_and_rings_at_whoever_is_on_duty(town):
    await town.hire("petugas")
    await town.hire("rekan")
    await town.say("rekan", "menu", "Piket saya", "tidak")
    owner = await town.apply()
    assert CODE in owner.screen[-1].text
    assert CODE in town.phone("petugas").last.text
    assert "Batik Contoh 1" in town.phone("petugas").last.text
    assert CODE not in town.phone("rekan").news()
    assert town.phone("petugas").button("take") == f"take:{CODE}"
    async with reading(town.database) as tx:
        found = await cases.by_code(tx, CODE)
        assert len(await documents.of_case(tx, found.id)) == 1


async def test_without_any_officer_the_owner_is_told_so_and_it_waits(town):
    owner = await town.apply()
    assert CODE in owner.screen[-1].text
    assert owner.told("apply.received_alone")
    petugas = await town.hire("petugas")
    await town.say("petugas", "antrean")
    assert CODE in petugas.last.text


async def test_everybody_is_alerted_when_nobody_is_on_duty(town):
    await town.hire("petugas")
    await town.hire("rekan")
    for name in ("petugas", "rekan"):
        await town.say(name, "menu", "Piket saya", "tidak")
    await town.apply()
    assert CODE in town.phone("petugas").last.text
    assert CODE in town.phone("rekan").last.text


async def test_the_same_application_twice_stays_one_case(town):
    await town.apply()
    owner = await town.apply()
    assert owner.told("apply.already")
    person = await town.person("owner")
    async with reading(town.database) as tx:
        assert len(await cases.of_person(tx, person)) == 1


async def test_taking_changes_every_card_and_tells_the_owner(town):
    await town.hire("petugas")
    await town.hire("rekan")
    await town.apply()
    await town.act("petugas", "take")
    assert (await the_case(town)).state == "taken"
    assert "Petugas 1" in town.phone("owner").last.text
    card = next(s for s in town.phone("rekan").screen if CODE in s.text)
    assert "Petugas 1" in card.text
    assert not any("take:" in button.id for button in card.buttons)


async def test_of_two_who_take_at_once_one_wins_and_the_other_hears_who(town):
    await town.hire("petugas")
    await town.hire("rekan")
    await town.apply()
    both = (
        town.happen(name, Pressed(f"take:{CODE}"), deliver=False)
        for name in ("petugas", "rekan")
    )
    await asyncio.gather(*both)
    await town.settle()
    holder = (await the_case(town)).holder_name
    loser = "rekan" if holder == "Petugas 1" else "petugas"
    assert town.phone(loser).told("desk.already_taken")
    assert holder in town.phone(loser).news()
    assert (await acts(town)).count("case.taken") == 1


async def test_one_thing_is_sent_back_given_again_and_comes_to_its_officer(town):
    await town.hire("petugas")
    await town.hire("rekan")
    await town.apply()
    await town.act("petugas", "take")
    town.phone("rekan").news()
    await town.act("petugas", "back")
    await town.say("petugas", "Foto produk", "Label belum terlihat")
    owner = town.phone("owner")
    assert "Label belum terlihat" in owner.news()
    assert (await the_case(town)).state == "sent_back"
    before = (await the_case(town)).details["photo"]
    await town.photo("owner")
    found = await the_case(town)
    assert found.state == "taken"
    assert found.details["photo"] != before
    assert any(
        seen.file == found.details["photo"][0] for seen in town.phone("petugas").screen
    )
    assert "Foto" not in town.phone("rekan").news()
    assert await acts(town) == [
        "case.opened",
        "case.taken",
        "case.sent_back",
        "case.corrected",
    ]


async def test_a_name_given_again_is_the_name_of_the_business(town):
    await town.hire("petugas")
    await town.apply()
    await town.act("petugas", "take")
    await town.act("petugas", "back")
    await town.say("petugas", "Nama usaha", "Tulis lengkap")
    await town.say("owner", "Batik Contoh Baru")
    found = await the_case(town)
    assert found.business_name == found.details["business_name"] == "Batik Contoh Baru"


async def test_accepting_starts_guidance_at_the_first_stage(town):
    await town.hire("petugas")
    await town.apply()
    await town.act("petugas", "take")
    await town.act("petugas", "accept")
    found = await the_case(town)
    assert (found.state, found.stage) == ("accepted", "fit")
    assert CODE in town.phone("owner").last.text
    assert town.phone("owner").button("road") == "road:bina_umk/1"
    await town.say("owner", "status")
    assert CODE in town.phone("owner").last.text
    assert "Petugas 1" in town.phone("owner").last.text


async def test_a_case_without_a_road_is_not_accepted_but_asked_about(town):
    await town.hire("petugas")
    await town.apply()
    async with writing(town.database) as tx:
        case = await cases.by_code(tx, CODE)
        assert case
        await cases.change(tx, case, road="unknown")
    await town.act("petugas", "take")
    petugas = await town.act("petugas", "accept")
    assert (await the_case(town)).state == "taken"
    assert petugas.button("back") == f"back:{CODE}"
    await town.press("petugas", f"back:{CODE}")
    await town.say("petugas", "Jalur SNI", "Pilih satu dulu")
    await town.say("owner", "SNI Bina UMK")
    await town.press("petugas", f"accept:{CODE}")
    assert (await the_case(town)).road == "bina_umk"
    assert (await the_case(town)).state == "accepted"


async def test_the_queue_is_paged_and_names_the_oldest_first(town):
    await town.hire("petugas")
    for number in range(1, 11):
        await town.apply(f"owner{number}", number)
    petugas = await town.say("petugas", "antrean")
    assert [b.label for b in petugas.last.buttons][:8] == [
        f"SRG-{number:04d} Batik Contoh {number}" for number in range(1, 9)
    ]
    assert "SRG-0009" not in petugas.last.text
    await town.press("petugas", "queue:1")
    assert "SRG-0010" in petugas.last.text


async def test_a_case_is_shown_with_its_answers_and_its_photo(town):
    petugas = await town.hire("petugas")
    await town.apply()
    petugas.news()
    await town.say("petugas", "kasus 1")
    shown = petugas.news()
    assert "Kramatwatu" in shown
    assert "0812 0000 0001" in shown
    assert "Petugas: belum ada\n" in shown
    assert petugas.last.file == (await the_case(town)).details["photo"][0]
    assert "case.seen" in await acts(town)


async def test_who_has_applied_is_led_from_a_fact_to_their_application(town):
    await town.hire("petugas")
    stranger = await town.say("owner", "halo", "berapa biaya sni?")
    assert stranger.button("apply")
    owner = await town.apply()
    await town.say("owner", "berapa biaya sni?")
    led = [decode_button(each.id)[0] for each in owner.last.buttons]
    assert "status" in led
    assert "apply:" not in led
