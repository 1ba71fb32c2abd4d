"""The first minute with Pandu: what one must read and press, and what one is told."""

import pytest

from bot.testing.world import PROFILES
from conversations.engine.events import Started

PER_MINUTE = 200
"""Words that somebody reads who does not hurry."""


async def opened(world, channel):
    ibu = world.person("ibu", channel)
    await ibu.does(Started())
    return ibu


@pytest.mark.parametrize("channel", PROFILES)
async def test_the_first_real_question_is_three_taps_and_45_seconds_away(
    world, channel
):
    ibu = await opened(world, channel)
    taps = ("Ajukan pendampingan", "Setuju")
    for label in taps:
        await ibu.taps(label)
    seen = ibu.sees()
    assert "Langkah 1 dari" in seen[-1].text
    read = " ".join(" ".join([each.text, *each.labels]) for each in seen).split()
    assert len(taps) <= 3
    assert len(read) / PER_MINUTE * 60 <= 45


@pytest.mark.parametrize("channel", PROFILES)
async def test_the_first_words_say_who_speaks_what_for_and_what_is_never_asked(
    world, channel
):
    ibu = await opened(world, channel)
    said = "\n".join(seen.text for seen in ibu.sees())
    for part in (
        "saya Pandu",
        "menuju SNI",
        "Gratis",
        "Saya bot",
        "uang atau kode OTP",
    ):
        assert part in said


async def test_before_consent_nothing_personal_is_asked_or_kept(world):
    ibu = await opened(world, "telegram")
    await ibu.taps("Ajukan pendampingan")
    await ibu.taps("Tidak dulu")
    await ibu.says("privasi")
    await ibu.taps("Lihat data saya")
    shown = ibu.sees()[-1].text
    assert "Contoh" not in shown
    assert "nama lengkap" not in "\n".join(seen.text for seen in ibu.screen)
    await ibu.says("menu")
    await ibu.taps("Baca panduan SNI")
    assert ibu.sees()[-1].labels


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Lihat data saya", "Bahasa"),
        ("Unduh data saya", "dikumpulkan"),
        ("Hapus data saya", "Yakin"),
        ("Tanpa pengumuman", "pengumuman"),
    ],
)
async def test_what_is_ones_own_is_one_tap_from_privasi(world, label, said):
    ibu = await opened(world, "telegram")
    await ibu.says("privasi")
    await ibu.taps(label)
    assert said in "\n".join(seen.text for seen in ibu.screen[-2:])
