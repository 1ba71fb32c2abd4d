"""What people do with their own data in a chat comes about, at its time."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from pypdf import PdfReader

from conversations.cases.codes import TRIES
from conversations.flows.owner import consent
from storage.cases import businesses, cases, documents
from storage.ops import jobs
from storage.people import people
from storage.people.sessions import Sender, reach
from storage.privacy import erasure
from tests.bot.house import CODE, House
from tests.transactions import reading, writing


@pytest.fixture
async def house(database_url, ring, tmp_path):
    made = House(database_url, ring, tmp_path / "files")
    await made.town.open()
    yield made
    await made.database.close()


async def ask_erasure(town, name="owner"):
    return await town.say(name, "privasi", "Hapus data saya", "ya", "Ya, hapus data")


async def test_an_erasure_happens_after_seven_days_and_leaves_nothing(house):
    town = house.town
    petugas = await town.hire("petugas")
    ibu = await town.apply()
    me = await town.person("owner")
    name = await house.kept_file(me)
    await ask_erasure(town)
    assert ibu.told("erase.keeps")
    assert "30 November 2026" in ibu.last.text
    assert petugas.told("desk.leaving")
    await house.later(timedelta(days=6, minutes=1))
    assert ibu.told("erase.soon")
    assert name in await house.files.names()
    await house.later(timedelta(days=1))
    assert ibu.told("erase.done")
    assert name not in await house.files.names()
    await house.later(timedelta(hours=2))
    assert await house.left(me) <= set(erasure.STAYS)
    async with reading(house.database) as tx:
        assert await people.phone(tx, me) == ""


async def test_what_is_regretted_is_not_erased(house):
    town = house.town
    petugas = await town.hire("petugas")
    ibu = await town.apply()
    await ask_erasure(town)
    await house.later(timedelta(days=5))
    await town.say("owner", "batal hapus")
    assert ibu.told("erase.undone")
    assert petugas.told("desk.staying")
    await house.later(timedelta(days=30))
    await town.say("owner", "batal hapus")
    assert ibu.told("erase.nothing")
    async with reading(house.database) as tx:
        assert await cases.of_person(tx, await town.person("owner"))


async def test_who_erased_and_regretted_can_ask_again(house):
    ibu = await house.town.apply()
    await ask_erasure(house.town)
    await house.town.press("owner", "keep_data")
    await ask_erasure(house.town)
    await house.later(timedelta(days=8))
    assert ibu.told("erase.done")


async def test_two_questions_stand_before_an_erasure(house):
    await house.town.apply()
    await house.town.say("owner", "privasi", "Hapus data saya", "ya", "Tidak jadi")
    async with reading(house.database) as tx:
        me = await house.town.person("owner")
        assert await jobs.due_at(tx, f"erasure:{me}") is None


async def test_an_officer_is_not_erased_by_a_word(house):
    petugas = await house.town.hire("petugas")
    await ask_erasure(house.town, "petugas")
    assert petugas.told("erase.officer")
    await house.later(timedelta(days=8))
    assert not petugas.told("erase.done")


async def test_who_withdraws_consent_has_no_open_case_and_is_asked_anew(house):
    town = house.town
    petugas = await town.hire("petugas")
    ibu = await town.apply()
    await town.press("petugas", "take:1")
    await town.say("owner", "privasi", "Tarik persetujuan", "Ya, tarik semua")
    assert ibu.told("withdraw.cases")
    assert ibu.told("withdraw.done")
    assert petugas.told("desk.withdrawn")
    async with reading(house.database) as tx:
        (case,) = await cases.of_person(tx, await town.person("owner"))
        assert case.state == "withdrawn"
    await town.press("owner", "apply")
    assert "Setuju" in [button.label for button in ibu.last.buttons]
    await house.later(timedelta(days=3, minutes=1))
    assert ibu.told("erase.done")


async def test_consent_is_asked_again_when_the_notice_changes(house, monkeypatch):
    town = house.town
    ibu = await town.apply()
    await town.press("owner", "apply")
    await town.say("owner", "Ajukan yang lain")
    assert "Setuju" not in [button.label for button in ibu.last.buttons]
    await town.say("owner", "batal", "Hapus isian")
    monkeypatch.setattr(consent, "WORDS", "2027-01")
    await town.press("owner", "apply")
    await town.say("owner", "Ajukan yang lain")
    assert "Setuju" in [button.label for button in ibu.last.buttons]


@pytest.mark.parametrize("first", ["owner", "other"])
async def test_two_chats_become_one_file_in_either_order(house, first):
    town = house.town
    await town.apply()
    await town.say("other", "halo")
    second = {"owner": "other", "other": "owner"}[first]
    await house.link(first, second)
    assert town.phone(first).told("link.told")
    assert town.phone(second).told("link.done")
    one, other = await town.person("owner"), await town.person("other")
    assert one == other
    other = await town.say("other", "status")
    assert "SRG-0001" in other.last.text
    async with reading(house.database) as tx:
        assert len(await businesses.of_person(tx, one)) == 1


async def test_an_officer_who_links_a_chat_stays_an_officer_in_both(house):
    town = house.town
    await town.hire("petugas")
    await town.apply("wa")
    await house.link("wa", "petugas")
    assert (await town.say("wa", "antrean")).told("desk.queue")


async def test_two_officers_are_not_made_one(house):
    await house.town.hire("one")
    other = await house.town.hire("two")
    await house.link("one", "two")
    assert other.told("link.both")
    assert await house.town.person("one") != await house.town.person("two")


async def test_ones_own_code_and_an_old_one_link_nothing(house):
    await house.link("owner", "owner")
    assert house.town.phone("owner").told("link.own")
    await house.town.say("owner", "hubungkan")
    (code, *_) = CODE.findall(house.town.phone("owner").last.text)
    house.now += timedelta(minutes=11)
    assert (await house.town.say("other", f"hubungkan {code}")).told(
        "link.refused.expired"
    )


async def test_a_code_that_was_found_links_nothing_after_too_many_tries(house):
    town = house.town
    await town.say("owner", "hubungkan")
    (code, *_) = CODE.findall(town.phone("owner").last.text)
    for _ in range(TRIES):
        await town.say("other", "hubungkan 0000-0000")
        assert town.phone("other").told("link.refused.unknown")
    await town.say("other", f"hubungkan {code}")
    assert town.phone("other").told("link.refused.too_many")


async def test_ones_data_comes_as_an_archive_into_the_chat(house):
    town = house.town
    await town.apply()
    me = await town.person("owner")
    await house.kept_file(me)
    await town.say("owner", "privasi", "Unduh data saya")
    await house.later(timedelta(seconds=1))
    ibu = town.phone("owner")
    assert ibu.told("privacy.archive")
    async with reading(house.database) as tx:
        sent = (await documents.by_ids(tx, [ibu.last.file]))[ibu.last.file]
    archive = zipfile.ZipFile(io.BytesIO(await house.files.read(sent.name)))
    names = archive.namelist()
    assert len([name for name in names if name.startswith("files/")]) == 1
    data = json.loads(archive.read("data.json"))
    assert data["businesses"][0]["name"] == "Batik Contoh 1"
    shown = archive.read("data.html").decode()
    assert "Batik Contoh 1" in shown
    assert "SRG-0001" in shown
    (first, *_) = PdfReader(io.BytesIO(archive.read("data.pdf"))).pages
    assert "Batik Contoh 1" in first.extract_text()


async def test_what_somebody_wrote_is_no_markup_in_their_archive(house):
    await house.town.say("owner", "<script>alert(1)</script>")
    await house.town.say("owner", "privasi", "Unduh data saya")
    await house.later(timedelta(seconds=1))
    async with reading(house.database) as tx:
        me = await house.town.person("owner")
        sent = (await documents.of_person(tx, me))[-1]
    archive = zipfile.ZipFile(io.BytesIO(await house.files.read(sent.name)))
    assert "<script>" not in archive.read("data.html").decode()


async def test_where_no_archive_can_be_sent_a_link_that_works_once_is(house):
    async with writing(house.database) as tx:
        sender = Sender("webchat", "web", "owner")
        me = (await reach(tx, [sender]))[sender.key]
        payload = {"person": me.person_id, "channel": "whatsapp"}
        await jobs.queue(tx, "export", payload)
    await house.later(timedelta(seconds=1))
    assert "https://contoh.id/data/" in house.town.phone("owner").last.text
