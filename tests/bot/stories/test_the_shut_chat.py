"""The first weekend on WhatsApp: what the desk does on Monday is read on Tuesday."""

import re
from datetime import timedelta

from conversations.engine.events import Blocked, Unblocked

CODE = "SRG-0001"
WEEKEND = timedelta(hours=64)


async def on_monday(world):
    """An owner who applied on Friday by WhatsApp, and whoever takes it on Monday."""
    officer = await world.officer("rina")
    owner = world.person("dewi", "whatsapp")
    await owner.says("ajukan pendampingan", "setuju")
    await owner.fills("apply")
    world.now += WEEKEND
    owner.sees()
    officer.sees()
    return owner, officer


def told(person):
    return "\n".join(seen.text for seen in person.sees())


async def test_an_officer_is_told_the_truth_at_once_and_again_when_it_arrived(world):
    owner, officer = await on_monday(world)
    await officer.taps("Ambil")
    assert "Belum sampai ke" in told(officer)
    await officer.says(f"balas {CODE}: besok Kamis jam 9 saya ke sana", "ya")
    assert "Belum sampai ke" in told(officer)
    assert owner.sees() == []
    await owner.says("halo")
    heard = [seen.text for seen in owner.sees()]
    assert "Bu Rina Contoh" in heard[0]
    assert "besok Kamis jam 9" in heard[1]
    assert len(heard) > 2, "and then the answer to what they said"
    again = told(officer)
    assert again.count("Sudah sampai ke") == 1
    assert CODE in again


async def test_a_chat_that_is_open_is_nothing_to_speak_of(world):
    owner, officer = await on_monday(world)
    await owner.says("halo")
    await officer.taps("Ambil")
    assert "Belum sampai" not in told(officer)
    assert "Bu Rina Contoh" in told(owner)


async def test_the_card_the_queue_and_the_list_say_what_waits(world):
    owner, officer = await on_monday(world)
    await officer.taps("Ambil")
    officer.sees()
    await officer.says(f"kasus {CODE}")
    assert "Chat tertutup" in told(officer)
    await officer.says("antrean")
    officer.sees()
    await officer.taps("Belum sampai")
    listed = told(officer)
    assert CODE in listed
    assert "menunggu ia menulis" in listed
    await owner.says("halo")
    await officer.taps("Belum sampai", old=True)
    assert "Semua pesan sampai" in told(officer)


async def test_what_a_certificate_asks_for_waits_there_as_well(world):
    owner, officer = await on_monday(world)
    await officer.taps("Ambil")
    await officer.taps("Terima")
    await officer.says(f"catat sertifikat {CODE}", "SNI-7/2026", "lewati", "lewati")
    await officer.says("10 Januari 2027", "lewati")
    await world.later(timedelta(hours=9))  # nobody is disturbed at night
    assert "habis" in told(officer)
    assert owner.sees() == []
    await owner.says("halo")
    heard = told(owner)
    assert "SNI-7/2026. Berlaku sampai 10 Januari 2027" in heard
    assert "hari lagi Pernyataan SNI Bina UMK" in heard


async def test_what_waits_finds_its_person_on_another_channel(world):
    owner, officer = await on_monday(world)
    twin = world.person("dewi di telegram")
    await twin.says("hubungkan")
    (code, *_) = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", told(twin))
    await owner.says(f"hubungkan {code}")
    await world.later(timedelta(minutes=1))
    told(twin), told(owner)
    world.now += WEEKEND
    await officer.taps("Ambil")
    assert "Belum sampai" in told(officer)
    await twin.says("halo")
    assert "Bu Rina Contoh" in twin.sees()[0].text
    assert "Bu Rina Contoh" not in told(owner)


async def test_what_waited_for_a_month_is_news_no_more(world):
    owner, officer = await on_monday(world)
    await officer.taps("Ambil")
    world.now += timedelta(days=31)
    await owner.says("halo")
    assert "menangani" not in told(owner)


async def test_status_has_the_reason_and_the_last_words_nobody_answered(world):
    owner, officer = await on_monday(world)
    await officer.taps("Ambil")
    await officer.says(f"balas {CODE}: fotonya gelap sekali", "ya")
    await officer.taps("Minta perbaikan")
    await officer.says("foto produk", "motifnya belum terlihat")
    await owner.says("halo")
    told(owner)
    await owner.says("status")
    heard = told(owner)
    assert "Alasannya: motifnya belum terlihat" in heard
    assert "fotonya gelap sekali" not in heard, "the reason was said after it"
    await officer.says(f"balas {CODE}: ambil dekat jendela ya", "ya")
    told(owner)
    await owner.says("status")
    assert "ambil dekat jendela ya" in told(owner)


async def test_who_is_asked_to_write_buka_may_write_just_that(world):
    owner, officer = await on_monday(world)
    await officer.taps("Ambil")
    await owner.says("buka")
    heard = told(owner)
    assert "Bu Rina Contoh" in heard
    assert "belum saya" not in heard


async def test_who_blocked_us_misses_nothing_and_the_officer_is_not_deceived(world):
    officer = await world.officer("rina")
    owner = world.person("dewi")
    await owner.says("ajukan pendampingan", "setuju")
    await owner.fills("apply")
    await owner.does(Blocked())
    told(owner), told(officer)
    await officer.taps("Ambil")
    assert "tidak bisa dihubungi" in told(officer)
    for words in "besok jam 9 saya ke sana", "jadi jam 10":
        await officer.says(f"balas {CODE}: {words}", "ya")
        assert "Belum sampai ke" in told(officer), "each time"
    await officer.says(f"kasus {CODE}")
    assert "Tidak bisa dihubungi" in told(officer)
    await owner.does(Unblocked())
    heard = [seen.text for seen in owner.sees()]
    assert "Bu Rina Contoh" in heard[0]
    assert ["besok jam 9" in heard[1], "jadi jam 10" in heard[2]] == [True, True]
    assert told(officer).count("Sudah sampai ke") == 1


async def test_a_chat_that_shuts_while_a_reply_can_be_taken_back_is_told_of(world):
    owner, officer = await on_monday(world)
    await owner.says("halo")
    world.now += timedelta(hours=23, minutes=59, seconds=15)
    await officer.taps("Ambil")
    told(officer), told(owner)
    await officer.says(f"balas {CODE}: besok jam 9", "ya")
    assert "Belum sampai ke" in told(officer)
    assert owner.sees() == []
