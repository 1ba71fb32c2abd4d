"""Time passes for an owner who left something: what they hear, when, and how often."""

import random
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from storage.cases import cases
from tests.transactions import writing

WIB = ZoneInfo("Asia/Jakarta")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def begun(world, channel="telegram", name="ibu"):
    """Somebody who agreed, and went away in the middle of an application."""
    ibu = world.person(name, channel)
    await ibu.says("daftar", "setuju")
    ibu.sees()
    return ibu


async def heard(world, ibu, delay, step=6 * HOUR):
    """What comes while *delay* passes: when, and the first words."""
    came = []
    end = world.now + delay
    while world.now < end:
        await world.later(min(step, end - world.now))
        came += [(world.now, seen.text) for seen in ibu.sees()]
    return came


async def test_an_owner_is_reminded_after_a_day_and_a_week_and_never_again(world):
    ibu = await begun(world)
    left = world.now
    came = await heard(world, ibu, 12 * DAY)
    assert [(at - left).days for at, _ in came] == [1, 7]
    assert "nama lengkap" in came[0][1]
    assert "pengingat terakhir" not in came[0][1]
    assert "pengingat terakhir" in came[1][1]


async def test_whoever_writes_is_not_reminded_of_that_silence(world):
    ibu = await begun(world)
    await world.later(DAY - HOUR)
    await ibu.says("Ibu Contoh")
    ibu.sees()
    assert await heard(world, ibu, DAY - HOUR) == []
    assert len(await heard(world, ibu, 3 * HOUR)) == 1


async def test_a_new_silence_has_reminders_of_its_own(world):
    ibu = await begun(world)
    assert len(await heard(world, ibu, 2 * DAY)) == 1
    await ibu.says("Ibu Contoh")
    ibu.sees()
    assert len(await heard(world, ibu, 2 * DAY)) == 1


async def test_nobody_is_reminded_at_night_whenever_they_left(world):
    begins, came = world.now, dict[Any, list[int]]()
    for hour in (0, 7, 13, 20):
        world.now = begins + hour * HOUR
        came[await begun(world, name=f"ibu {hour}")] = []
    while world.now < begins + 10 * DAY:
        await world.later(3 * HOUR)
        for ibu, hours in came.items():
            hours += [world.now.astimezone(WIB).hour for _ in ibu.sees()]
    assert [len(hours) for hours in came.values()] == [2, 2, 2, 2]
    assert all(7 <= hour < 20 for hours in came.values() for hour in hours)


async def test_on_whatsapp_it_comes_before_the_platform_closes_the_door(world):
    ibu = await begun(world, "whatsapp")
    left = world.now
    came = await heard(world, ibu, DAY, step=HOUR)
    came += await heard(world, ibu, 9 * DAY, step=DAY)
    assert [20 * HOUR <= at - left < 24 * HOUR for at, _ in came] == [True]


async def test_who_did_not_agree_to_be_remembered_is_not_written_to(world):
    ibu = world.person("ibu")
    await ibu.says("daftar")
    ibu.sees()
    assert await heard(world, ibu, 9 * DAY) == []


async def test_who_asked_to_be_erased_is_left_alone(world):
    ibu = await begun(world)
    await ibu.says("privasi", "hapus data saya", "ya", "ya")
    assert "Semua data Bapak/Ibu dihapus pada" in ibu.screen[-2].text
    ibu.sees()
    assert await heard(world, ibu, 3 * DAY) == []


async def test_an_officer_is_not_reminded_of_forms(world):
    petugas = await world.officer("petugas")
    await petugas.says("siaran")
    petugas.sees()
    assert await heard(world, petugas, 9 * DAY) == []


async def taken(world, road="sni bina umk"):
    """An owner who applied for a road, and the officer who holds the case."""
    petugas = await world.officer("petugas")
    ibu = await applied(world, road)
    await petugas.taps("Ambil")
    return ibu, petugas


async def applied(world, road="sni bina umk"):
    """An owner who applied."""
    ibu = world.person("ibu", "telegram")
    await ibu.says("halo", f"daftar {road}")
    await ibu.fills("apply")
    return ibu


async def test_a_paper_that_a_case_waits_for_is_named_and_asked_for(world):
    ibu, petugas = await taken(world, "batikmark")
    await petugas.taps("Terima")
    ibu.sees()
    (_, text), *_ = await heard(world, ibu, 2 * DAY)
    assert "Langkah berikutnya untuk SRG-0001: " in text
    petugas.sees()
    await ibu.sends_photo()
    assert "SRG-0001" in petugas.sees()[0].text


async def test_a_stage_that_is_the_owners_to_do_is_named(world):
    ibu, petugas = await taken(world)
    await petugas.taps("Terima")
    ibu.sees()
    (_, text), *_ = await heard(world, ibu, 2 * DAY)
    assert "SRG-0001 menunggu Bu Contoh di tahap Cek kecocokan." in text
    assert "Yang dilakukan sekarang:\n1. " in text
    await ibu.taps("Sudah")
    assert "Langkah 2 dari 7" in ibu.sees()[-1].text


async def test_what_was_reported_done_waits_for_the_desk_and_not_for_its_owner(world):
    ibu, petugas = await taken(world)
    await petugas.taps("Terima")
    for _ in range(4):
        await petugas.taps("Tahap berikutnya")
    await ibu.taps("Sudah")
    ibu.sees(), petugas.sees()
    assert await heard(world, ibu, 2 * DAY) == []
    came = await heard(world, petugas, 3 * DAY)
    assert ["tidak bergerak" in text for _, text in came] == [True]


async def test_an_owner_is_asked_for_news_of_whoever_a_case_waits_for(world):
    ibu, petugas = await taken(world, "batikmark")
    await petugas.taps("Terima")
    await petugas.taps("Tahap berikutnya")
    ibu.sees(), petugas.sees()
    left = world.now
    came = [await heard(world, ibu, 8 * DAY) for _ in range(4)]
    asked = [(at - left).days for each in came for at, text in each if "kabar" in text]
    assert asked == [7, 14]
    await ibu.taps("Sudah")
    assert "melapor: Pemeriksaan berkas selesai" in petugas.sees()[0].text


async def test_the_desk_hears_once_of_what_nobody_took_for_a_working_day(world):
    petugas = await world.officer("petugas")
    await applied(world)
    petugas.sees()
    came = await heard(world, petugas, 4 * DAY, step=HOUR)
    assert ["belum diambil" in text for _, text in came] == [True]
    await petugas.taps("Ambil")
    assert "ditangani" in petugas.sees()[-1].text


async def test_of_a_case_that_stands_still_its_holder_hears_and_then_who_leads(world):
    kepala = await world.officer("kepala", role="coordinator")
    _, petugas = await taken(world)
    petugas.sees(), kepala.sees()
    assert await heard(world, petugas, 2 * DAY) == []
    came = await heard(world, petugas, 2 * DAY)
    assert ["tidak bergerak" in text for _, text in came] == [True]
    assert kepala.sees() == []
    came = await heard(world, kepala, 5 * DAY)
    assert ["tidak bergerak" in text for _, text in came] == [True]
    assert petugas.sees() == []


async def test_a_released_case_is_told_anew_of_and_one_that_moved_is_not(world):
    _, petugas = await taken(world)
    await petugas.taps("Terima")
    petugas.sees()
    assert await heard(world, petugas, 7 * DAY) == []
    await petugas.says("lepas kasus 1", "Lepas ke antrean")
    petugas.sees()
    came = await heard(world, petugas, 3 * DAY)
    assert ["belum diambil" in text for _, text in came] == [True]


async def test_a_question_nobody_answers_is_said_again_and_then_to_who_leads(world):
    petugas = await world.officer("petugas")
    kepala = await world.officer("kepala", role="coordinator")
    await kepala.says("piket", "tidak")
    ibu = world.person("ibu")
    await ibu.says("petugas", "setuju", "berapa ongkos ujinya ya bu")
    petugas.sees(), kepala.sees()
    first = await heard(world, petugas, 2 * DAY)
    assert [text for _, text in first if "ongkos ujinya" in text]
    late = [seen.text for seen in kepala.sees() if "ongkos ujinya" in seen.text]
    late += [
        text for _, text in await heard(world, kepala, 2 * DAY) if "ongkos" in text
    ]
    assert len(late) == 1
    assert [text for _, text in await heard(world, petugas, 5 * DAY)] == []


async def test_a_question_that_was_answered_is_nothing_to_remind_of(world):
    petugas = await world.officer("petugas")
    ibu = world.person("ibu")
    await ibu.says("petugas", "setuju", "berapa ongkos ujinya ya bu")
    await petugas.taps("Balas")
    await petugas.says("Gratis, Bu.")
    petugas.sees()
    assert await heard(world, petugas, 5 * DAY) == []


async def test_who_joins_later_hears_what_was_waiting(world):
    await applied(world)
    await world.later(3 * DAY)
    petugas = await world.officer("petugas")
    assert any("SRG-0001" in text for _, text in await heard(world, petugas, DAY))


async def test_however_much_waits_longer_the_newest_is_reminded_of_too(world):
    """What stands at the front for ever hides nothing that came after it."""
    await world.officer("petugas")
    await applied(world)
    async with writing(world.database) as tx:
        case = await cases.by_code(tx, "SRG-0001")
        for _ in range(200):
            about = case.person_id, case.business_id, case.road
            await cases.open_case(tx, case.office_id, *about)
    world.now += 2 * DAY
    assert await world.reminders.once() == 201


async def status(ibu):
    await ibu.says("status")
    return "\n".join(seen.text for seen in ibu.sees())


async def test_an_answer_that_was_sent_back_is_asked_for_again(world):
    ibu, petugas = await taken(world)
    await petugas.taps("Minta perbaikan")
    await petugas.says("Produk", "belum jelas")
    await ibu.says("nanti")
    ibu.sees()
    (_, text), *_ = await heard(world, ibu, 2 * DAY)
    assert "Bu Petugas Contoh masih menunggu satu hal untuk SRG-0001: Produk" in text
    await ibu.says("kain batik tulis")
    assert "sudah sampai ke Bu Petugas Contoh" in ibu.sees()[-1].text


async def test_two_that_look_at_the_same_moment_remind_once(world):
    ibu = await begun(world)
    world.now += DAY
    await world.reminders.once()
    assert await world.reminders.once() == 0
    await world.settle()
    assert len(ibu.sees()) == 1


async def test_many_leave_at_any_time_and_none_hears_a_third(world, seed):
    chance = random.Random(seed)
    counts = {}
    for number in range(4):
        await world.later(chance.randrange(1, 40) * HOUR)
        ibu = world.person(f"ibu{number}", chance.choice(["telegram", "whatsapp"]))
        await ibu.says("daftar", "setuju")
        counts[ibu] = -len(ibu.screen)
    await world.later(9 * DAY)
    for ibu in counts:
        counts[ibu] += len(ibu.screen)
    assert set(counts.values()) <= {0, 1, 2}
    assert sum(counts.values()) > 0
