"""Words in force without a deploy: proposed, decided, read, and put back."""

import sqlalchemy as sa
from msgspec.structs import replace

from conversations.cases.stumbles import Stumble
from storage.messages import stumbles
from tests.bot.phones import OFFICE
from tests.transactions import writing


def value(page, name):
    return page.page.partition(f'name="{name}" value="')[2].partition('"')[0]


async def test_a_sentence_is_proposed_settled_read_and_put_back(town, browsers):
    await town.hire("kepala", "coordinator")
    await town.hire("rina")
    leader, rina = await browsers().enter("kepala"), await browsers().enter("rina")
    await rina.go("/desk/kata?cari=sudah+sampai+ke+koordinator&bahasa=id")
    assert "/desk/kata/id/fact.done.proposed" in rina.page
    at = "/desk/kata/id/greet.thanks"
    await rina.go(at)
    assert (await rina.post(at, text="Hatur {nuhun}")).status == 409
    assert "{nuhun} tidak ada di kalimat aslinya" in rina.page
    await rina.post(at, text="Hatur nuhun.")
    assert "menunggu koordinator" in rina.page
    await leader.go("/desk/kata")
    assert "Kata kantor ini" in leader.page
    await leader.go(at)
    await leader.post(at, settle=value(leader, "settle"), agreed="1")
    assert "berlaku" in leader.page
    ibu = await town.say("ibu", "halo", "terima kasih")
    assert "Hatur nuhun." in ibu.news()
    async with writing(town.database) as tx:
        old = "UPDATE overrides SET shipped = 'Sama-sama dulu.'"
        await tx.conn.execute(sa.text(old))
    assert "Waktu itu: Sama-sama dulu." in (await leader.go(at)).page
    await leader.post(at, take_back=value(leader, "take_back"))
    assert "dicabut" in leader.page
    assert "Hatur nuhun." not in (await town.say("ibu", "terima kasih")).last.text
    assert (await leader.go("/desk/kata/id/cli.stop")).status == 403


async def test_a_button_with_other_words_is_known_by_them(town, browsers):
    await town.hire("kepala", "coordinator")
    leader = await browsers().enter("kepala")
    await leader.go("/desk/kata/id/menu.what.apply")
    await leader.post("/desk/kata/id/menu.what.apply", text="Daftar lewat Dinas")
    ibu = await town.say("ibu", "halo")
    assert "Daftar lewat Dinas" in str(ibu.last.buttons)
    assert (await town.say("ibu", "daftar lewat dinas")).told("consent.agree.ask")


async def test_what_fits_no_more_after_an_upgrade_is_not_read_and_that_is_told(
    town, browsers
):
    await town.hire("kepala", "coordinator")
    leader = await browsers().enter("kepala")
    at = "/desk/kata/id/fact.done.ended"
    await leader.go(at)
    await leader.post(at, text="*{name}* kembali.")
    async with writing(town.database) as tx:
        await tx.conn.execute(sa.text("UPDATE overrides SET wording = 'Kembali.'"))
    await leader.go(at)
    assert "Tidak dipakai, yang dibaca orang aslinya. {name} hilang" in leader.page
    async with writing(town.database) as tx:
        await tx.conn.execute(sa.text("UPDATE overrides SET entry='sentence:id/gone'"))
    await leader.go("/desk/kata/id/gone")
    assert "tidak dipakai lagi di versi sekarang" in leader.page


async def test_where_people_give_up_leads_to_the_sentence_that_asks(town, browsers):
    await town.hire("kepala", "coordinator")
    await town.hire("rina")
    leader = await browsers().enter("kepala")
    assert "Belum ada pertanyaan" in (await leader.go("/desk/berhenti")).page
    lost = Stumble("apply.product", "id", 9, 4, 3, ("kain … saja",), OFFICE)
    there = replace(lost, question="field.owner_name", office="another")
    fact = replace(lost, question="field.kecamatan", words=())
    gone = replace(lost, question="no.longer.put")
    async with writing(town.database) as tx:
        await stumbles.add(tx, [lost, there, fact, gone])
    await leader.go("/desk/berhenti")
    assert "9 ditanya, 5 pergi, 3 ditolak" in leader.page
    assert "kain … saja" in leader.page
    assert "owner_name" not in leader.page
    assert "Kecamatan" in leader.page
    await town.press("kepala", "report:stumbles/0")
    assert "9 ditanya, 5 pergi, 3 ditolak" in town.phone("kepala").news()
    assert 'href="/desk/kata/id/apply.product.ask"' in leader.page
    await leader.go("/desk/kata/id/apply.product.ask")
    assert "Dalam 30 hari: 9 ditanya, 5 pergi, 3 ditolak" in leader.page
    rina = await (await browsers().enter("rina")).go("/desk/berhenti")
    assert "9 ditanya" in rina.page
    assert "… saja" not in rina.page
