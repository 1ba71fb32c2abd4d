"""Who stands on the office's list is offered what it has; nobody else learns of it."""

from dataclasses import replace

import pytest
from msgspec import structs

from bot.desk import contacts as performing
from bot.pipeline.acts import Acting
from conversations.cases.contacts.records import Contact
from conversations.cases.staff.records import Office
from conversations.engine.values import Answers
from conversations.flows.owner import listed as flow
from storage.people import contacts, offices
from storage.people.sessions import Sender, reach
from storage.privacy import erasure
from tests.bot.phones import OFFICE
from tests.transactions import reading, writing

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
NUMBER = "+6281277770001"
SITI = Contact(
    "Siti Contoh", "Batik Contoh", NUMBER, "360405", "Harjatani", "batik tulis"
)
OFFER = "Batik Contoh, Siti Contoh, Kramatwatu, Harjatani, batik tulis"


@pytest.fixture
async def listed(town):
    async with writing(town.database) as tx:
        await contacts.add(tx, OFFICE, [SITI])
    return town


async def known(town):
    async with reading(town.database) as tx:
        return await contacts.of_office(tx, OFFICE, 10)


async def test_who_has_the_number_fills_the_form_by_one_tap_after_the_notice(listed):
    listed.vouched["ibu"] = NUMBER
    await listed.say("ibu", "halo", "daftar")
    assert "Batik Contoh" not in listed.phone("ibu").news(), "not before the notice"
    ibu = await listed.say("ibu", "setuju")
    assert OFFER in ibu.last.text
    await listed.say("ibu", "Ya, pakai itu")
    news = ibu.last.text
    for asked in ("Nama pemilik", "usahanya apa", "kecamatan mana", "bidang apa"):
        assert asked not in news
    (one,) = await known(listed)
    assert one.met
    await listed.fill("ibu", "apply", {})
    assert "SRG-0001" in ibu.news()


async def test_whoever_says_no_fills_it_in_alone_and_is_not_asked_again(listed):
    listed.vouched["ibu"] = NUMBER
    await listed.say("ibu", "halo", "daftar", "setuju", "Bukan, isi sendiri")
    assert (await known(listed))[0].met
    await listed.say("ibu", "batal", "ya", "daftar")
    assert OFFER not in listed.phone("ibu").last.text


async def test_a_number_that_is_only_typed_reveals_nothing(listed):
    await listed.apply("tetangga", number=2)
    await listed.say("ibu", "halo", "daftar", "setuju", NUMBER)
    assert "Batik Contoh" not in listed.phone("ibu").news()
    assert not (await known(listed))[0].met


async def test_where_a_key_shares_ones_number_it_is_asked_for_first(listed):
    async with writing(listed.database) as tx:
        sender = Sender("telegram", "bot", "ibu")
        me = (await reach(tx, [sender]))[sender.key]
        act = Acting(tx, me, tx.now, OFFICE)
        assert await performing.listed(act) == "ask"
        assert await performing.listed(replace(act, phone="6281277770001")) == "yes"
        assert await performing.listed(replace(act, phone="6281277770009")) == ""
        web = structs.replace(me, channel="webchat")
        assert await performing.listed(replace(act, person=web)) == ""
    here, kept = flow.FLOW, Answers({}, {"listed": "ask"})
    assert next(each.key for each in here.questions({}) if each.when(kept)) == "phone"


async def test_a_contact_is_forgotten_with_who_wrote_from_its_number(listed):
    listed.vouched["ibu"] = NUMBER
    await listed.say("ibu", "halo", "daftar", "setuju", "Ya, pakai itu")
    person = await listed.person("ibu")
    async with writing(listed.database) as tx:
        await erasure.erase(tx, person)
    assert not await known(listed)


async def test_whoever_stands_on_the_list_of_another_office_is_known_as_well(listed):
    other = Office("contoh", "Dinas Contoh", "Dinas Contoh", "CTH", "3699", "Contoh")
    async with writing(listed.database) as tx:
        await offices.add(tx, other)
        await contacts.add(
            tx, other.id, [structs.replace(SITI, phone="+6281277770002")]
        )
    listed.vouched["ibu"] = "+6281277770002"
    await listed.say("ibu", "halo", "daftar", "setuju", "Ya, pakai itu")
    assert "kabupaten" not in listed.phone("ibu").last.text
    async with reading(listed.database) as tx:
        (one,) = await contacts.of_office(tx, other.id, 10)
    assert one.met
